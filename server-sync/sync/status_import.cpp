// Status data: one observation a row, held against the instrument that reads it.
#include "server-sync/sync/import_fields.hpp"
#include "server-sync/sync/imports.hpp"
#include "terminal/core/domain/answers.hpp"
#include "terminal/core/protocol/names.hpp"

#include <fmt/format.h>

#include <memory>
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

// A year as its rows are held against it.
struct Year {
    Year(std::shared_ptr<const domain::Published> a_book, std::optional<std::chrono::sys_days> an_earliest)
        : book{std::move(a_book)}, earliest{an_earliest} {
        for (const domain::Dimension& dimension : book->current().dimensions) {
            for (const domain::Indicator& indicator : dimension.indicators) {
                indicators.emplace(indicator.code, &indicator);
            }
        }
    }

    std::shared_ptr<const domain::Published> book;  // keeps the indicators
    std::optional<std::chrono::sys_days> earliest;  // as_of
    std::unordered_map<std::string_view, const domain::Indicator*> indicators;
};

// The present and later years are read by the newest instrument; one that is over by the one that was in force when its diagnosis closed, so
// that what comes late finds the codes that its year was asked with.
std::shared_ptr<const domain::Published> book_of(const domain::Cycle& cycle, const PublishedCache& published, Instant now) {
    auto newest = published.newest();
    if (cycle.academic_year >= newest->cycle_at(now).academic_year) {
        return newest;
    }
    const auto morning_after = std::chrono::sys_days{cycle.diagnosis.closes} + std::chrono::days{1};
    auto then = published.in_force(Instant{morning_after.time_since_epoch()});
    return then ? then : newest;
}

// What the rows are held against, looked up once.
struct Yardstick {
    Yardstick(const PublishedCache& published, const StudentDirectory& directory, Instant now, DatumDays days)
        : newest{published.newest()}, elsewhen{newest, std::nullopt}, today{day_in_china(now)}, latest{std::chrono::sys_days{today} + std::chrono::days{days.ahead}} {
        for (const domain::Cycle& cycle : newest->cycles) {
            names.push_back(cycle.academic_year);
            years.try_emplace(cycle.academic_year, book_of(cycle, published, now),
                              std::chrono::sys_days{cycle.publish.opens} - std::chrono::days{days.before_year});
        }
        for (std::string& number : directory.numbers()) {
            students.insert(std::move(number));
        }
    }

    [[nodiscard]] const Year* year(std::string_view name) const {
        const auto found = years.find(name);
        return found == years.end() ? nullptr : &found->second;
    }

    std::shared_ptr<const domain::Published> newest;
    Year elsewhen;  // for rows of years that are none
    std::chrono::year_month_day today;
    std::chrono::sys_days latest;  // as_of
    std::vector<std::string> names;
    std::unordered_map<std::string_view, Year> years;  // by the cycles' own names
    std::unordered_set<std::string> students;
};

void check_indicator(const CsvTable::Row& row, const Year& year, Observation& seen) {
    const auto found = year.indicators.find(seen.indicator);
    if (found == year.indicators.end()) {
        row.problem("indicator", fmt::format("the code of an indicator of {}", year.book->current().id()));
        return;
    }
    const domain::Indicator& indicator = *found->second;
    if (indicator.source != domain::Source::Imported && indicator.source != domain::Source::ImportedOrVerified) {
        row.problem("indicator", "an indicator that is imported; this one the student answers");
        return;
    }
    seen.value = value_field(row, indicator);
}

void check_day(const CsvTable::Row& row, const Yardstick& yardstick, const Year* year, const Observation& seen) {
    if (!seen.as_of.ok()) {
        return;  // said already
    }
    const std::chrono::sys_days day{seen.as_of};
    if (day > yardstick.latest) {
        row.problem("as_of", fmt::format("a day that has been: today is {}", xz::to_text(yardstick.today)));
    } else if (year != nullptr && year->earliest && day < *year->earliest) {
        row.problem("as_of", fmt::format("a day of {}: not before {}", seen.academic_year, xz::to_text(std::chrono::year_month_day{*year->earliest})));
    }
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
    const Year* year = yardstick.year(seen.academic_year);
    check_indicator(row, year != nullptr ? *year : yardstick.elsewhen, seen);
    if (!protocol::is_academic_year(seen.academic_year)) {
        row.problem("academic_year", "an academic year as 2026-2027");
    } else if (year == nullptr) {
        row.problem("academic_year", fmt::format("a year with published windows: {}", fmt::join(yardstick.names, ", ")));
    }
    if (seen.term != "" && seen.term != "1" && seen.term != "2") {
        row.problem("term", "1, 2 or nothing for the whole year");
    }
    check_day(row, yardstick, year, seen);
    return seen;
}

std::string key_of(const Observation& seen) {
    return fmt::format("{}/{}/{}/{}/{}", seen.student_no, seen.indicator, seen.academic_year, seen.term, xz::to_text(seen.as_of));
}

}  // namespace

Result<ReadFile<StatusImport>, ImportReport> read_status(const ImportFile& file, const PublishedCache& published,
                                                         const StudentDirectory& students, DatumDays days) {
    const auto& columns = columns_of(ImportKind::Status);
    const auto table = CsvTable::open(file.bytes, columns.required, columns.optional, file.names, file.limits);
    if (!table) {
        return failure(table.error());
    }
    ReadFile<StatusImport> read;
    const Yardstick yardstick{published, students, file.now, days};
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
