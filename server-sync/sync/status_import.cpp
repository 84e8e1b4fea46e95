// Status data: one observation a row, held against the instrument that reads it.
#include "server-sync/sync/import_fields.hpp"
#include "server-sync/sync/imports.hpp"
#include "terminal/core/domain/answers.hpp"
#include "terminal/core/protocol/names.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace xz::server::sync {

namespace {

const std::vector<std::string_view> kRequired{"XH", "indicator", "academic_year", "term", "value", "source", "as_of"};
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

Observation read_observation(const CsvTable::Row& row, const domain::Instrument& instrument) {
    Observation seen{.student_no = student_field(row, "XH"),
                     .indicator = std::string{row["indicator"]},
                     .academic_year = std::string{row["academic_year"]},
                     .term = std::string{row["term"]},
                     .value = {},
                     .source = text_field(row, "source", kLongestSource),
                     .as_of = day_field(row, "as_of")};
    const domain::Indicator* indicator = instrument.find(seen.indicator);
    const bool imported = indicator != nullptr && (indicator->source == domain::Source::Imported ||
                                                   indicator->source == domain::Source::ImportedOrVerified);
    if (!imported) {
        row.problem("indicator", "an indicator of the instrument that is imported");
    } else {
        seen.value = value_field(row, *indicator);
    }
    if (!protocol::is_academic_year(seen.academic_year)) {
        row.problem("academic_year", "an academic year as 2026-2027");
    }
    if (seen.term != "" && seen.term != "1" && seen.term != "2") {
        row.problem("term", "1, 2 or nothing for the whole year");
    }
    return seen;
}

void check_students(const CsvTable& table, const std::vector<Observation>& observations, const StudentDirectory& students,
                    RowProblems& problems) {
    std::vector<std::string> numbers;
    for (const Observation& seen : observations) {
        numbers.push_back(seen.student_no);
    }
    const auto known = students.known_students(std::move(numbers));
    for (std::size_t index = 0; index < observations.size(); ++index) {
        const std::string& number = observations[index].student_no;
        if (!number.empty() && !std::binary_search(known.begin(), known.end(), number)) {
            table.row(index, problems).problem("XH", "a student who is in the directory");
        }
    }
}

}  // namespace

Result<StatusImport, RowProblems> read_status(std::string_view csv, std::string_view actor, Instant now,
                                              const domain::Instrument& instrument, const StudentDirectory& students) {
    const auto table = CsvTable::read(csv, kRequired, {});
    if (!table) {
        return failure(table.error());
    }
    RowProblems problems;
    StatusImport import;
    std::set<std::tuple<std::string, std::string, std::string, std::string, std::string>> seen_once;
    for (std::size_t index = 0; index < table->size(); ++index) {
        const CsvTable::Row row = table->row(index, problems);
        Observation seen = read_observation(row, instrument);
        if (!seen_once.emplace(seen.student_no, seen.indicator, seen.academic_year, seen.term, row["as_of"]).second) {
            row.problem("", "each student, indicator, year, term and day once in the file");
        }
        import.observations.push_back(std::move(seen));
    }
    check_students(*table, import.observations, students, problems);
    if (!problems.empty()) {
        return failure(std::move(problems));
    }
    import.batch = batch_of(csv, "status", actor, now, table->size());
    return import;
}

}  // namespace xz::server::sync
