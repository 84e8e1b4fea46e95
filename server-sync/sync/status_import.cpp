// Status data: one observation a row, held against the instrument that reads it.
#include "server-sync/sync/import_fields.hpp"
#include "server-sync/sync/imports.hpp"
#include "terminal/core/domain/answers.hpp"
#include "terminal/core/protocol/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace xz::server::sync {

namespace {

constexpr std::size_t kLongestSource = 40;

// The value as the indicator's type has it; nothing when it cannot be one.
std::optional<domain::Answer> answer_of(const domain::Indicator& indicator, const domain::Decimal& value) {
    if (indicator.type == domain::IndicatorType::Choice) {
        const auto whole = value.as_int();
        return whole ? std::optional<domain::Answer>{domain::Chosen{*whole}} : std::nullopt;
    }
    return indicator.type == domain::IndicatorType::Likert ? std::nullopt : std::optional<domain::Answer>{value};
}

std::string value_field(const CsvTable::Row& row, const domain::Indicator& indicator) {
    const auto value = domain::Decimal::parse(row["value"]);
    const auto answer = value ? answer_of(indicator, *value) : std::nullopt;
    if (!answer) {
        row.problem("value", "a number of 0 or more that fits the indicator");
        return {};
    }
    if (const auto fault = domain::fault_of(*answer, indicator, domain::Strictness::Form)) {
        row.problem("value", *fault);
        return {};
    }
    return value->text();
}

// What the rows are held against, looked up once.
struct Yardstick {
    Yardstick(const domain::Published& published, const StudentDirectory& directory, Instant now) : today{day_in_china(now)} {
        for (const domain::Dimension& dimension : published.current().dimensions) {
            for (const domain::Indicator& indicator : dimension.indicators) {
                indicators.emplace(indicator.code, &indicator);
            }
        }
        for (const domain::Cycle& cycle : published.cycles) {
            years.push_back(cycle.academic_year);
        }
        for (std::string& number : directory.numbers()) {
            students.insert(std::move(number));
        }
    }

    std::chrono::year_month_day today;
    std::unordered_map<std::string_view, const domain::Indicator*> indicators;
    std::vector<std::string> years;
    std::unordered_set<std::string> students;
};

void check_indicator(const CsvTable::Row& row, const Yardstick& yardstick, Observation& seen) {
    const auto found = yardstick.indicators.find(seen.indicator);
    if (found == yardstick.indicators.end()) {
        row.problem("indicator", "the code of an indicator of the published instrument");
        return;
    }
    const domain::Indicator& indicator = *found->second;
    if (indicator.source != domain::Source::Imported && indicator.source != domain::Source::ImportedOrVerified) {
        row.problem("indicator", "an indicator that is imported; this one the student answers");
        return;
    }
    seen.value = value_field(row, indicator);
}

Observation read_observation(const CsvTable::Row& row, const Yardstick& yardstick) {
    Observation seen{.student_no = student_field(row, "XH"),
                     .indicator = std::string{row["indicator"]},
                     .academic_year = std::string{row["academic_year"]},
                     .term = std::string{row["term"]},
                     .value = {},
                     .source = text_field(row, "source", kLongestSource),
                     .as_of = day_field(row, "as_of")};
    if (!seen.student_no.empty() && !yardstick.students.contains(seen.student_no)) {
        row.problem("XH", "a student who is in the directory");
    }
    check_indicator(row, yardstick, seen);
    if (!protocol::is_academic_year(seen.academic_year)) {
        row.problem("academic_year", "an academic year as 2026-2027");
    } else if (std::find(yardstick.years.begin(), yardstick.years.end(), seen.academic_year) == yardstick.years.end()) {
        row.problem("academic_year", fmt::format("a year with published windows: {}", fmt::join(yardstick.years, ", ")));
    }
    if (seen.term != "" && seen.term != "1" && seen.term != "2") {
        row.problem("term", "1, 2 or nothing for the whole year");
    }
    if (seen.as_of.ok() && seen.as_of > yardstick.today) {
        row.problem("as_of", fmt::format("a day that has been: today is {}", xz::to_text(yardstick.today)));
    }
    return seen;
}

std::string key_of(const Observation& seen) {
    return fmt::format("{}/{}/{}/{}/{}", seen.student_no, seen.indicator, seen.academic_year, seen.term, xz::to_text(seen.as_of));
}

}  // namespace

Result<ReadFile<StatusImport>, ImportReport> read_status(const ImportFile& file, const domain::Published& published,
                                                         const StudentDirectory& students) {
    const auto& columns = columns_of(ImportKind::Status);
    const auto table = CsvTable::open(file.bytes, columns.required, columns.optional, file.names, file.limits);
    if (!table) {
        return failure(table.error());
    }
    ReadFile<StatusImport> read;
    const Yardstick yardstick{published, students, file.now};
    std::unordered_set<std::string> seen_once;
    table->each(read.report, [&](const CsvTable::Row& row) {
        Observation seen = read_observation(row, yardstick);
        if (row.is_sound() && !seen_once.insert(key_of(seen)).second) {
            row.problem("", "each student, indicator, year, term and day once in the file");
        }
        if (!row.is_sound()) {
            read.report.reject();
            return;
        }
        read.report.accept();
        read.import.observations.push_back(std::move(seen));
    }, file.progress);
    read.import.batch = batch_of(file, ImportKind::Status, read.report);
    return read;
}

}  // namespace xz::server::sync
