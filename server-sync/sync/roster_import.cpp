// Students and, out of the same rows, the classes, majors and departments they belong to.
#include "server-sync/sync/import_fields.hpp"
#include "server-sync/sync/imports.hpp"
#include "terminal/core/protocol/pin.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace xz::server::sync {

namespace {

const std::vector<std::string_view> kRequired{"XH", "XM", "XBM", "BH", "RXNY", "class_name", "department_code", "department_name"};
const std::vector<std::string_view> kOptional{"major_code",   "major_name",      "status",  "card_no", "grade_override",
                                              "graduates_on", "internship_from", "adult_on"};
constexpr std::size_t kLongestName = 36;  // XM C36
constexpr std::size_t kLongestUnitName = 60;
constexpr std::array<std::string_view, 4> kSexes{"0", "1", "2", "9"};  // GB/T 2261.1
constexpr std::array<std::string_view, 5> kStatuses{"active", "suspended", "left", "graduated", "enlisted"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& allowed, std::string_view text) {
    return std::find(allowed.begin(), allowed.end(), text) != allowed.end();
}

std::string month_field(const CsvTable::Row& row, std::string_view column) {
    const std::string_view text = row[column];
    const bool digits = text.size() == 6 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto month = digits ? text.substr(4) : std::string_view{};
    if (!digits || month < "01" || month > "12") {
        row.problem(column, "a month as 202409");
        return {};
    }
    return std::string{text};
}

std::optional<int> grade_field(const CsvTable::Row& row, std::string_view column) {
    const std::string_view text = row[column];
    if (text.empty()) {
        return std::nullopt;
    }
    if (text.size() != 1 || text[0] < '1' || text[0] > '3') {
        row.problem(column, "a year of study from 1 to 3, or nothing");
        return std::nullopt;
    }
    return text[0] - '0';
}

Student read_student(const CsvTable::Row& row) {
    Student student{.student_no = student_field(row, "XH"),
                    .name = text_field(row, "XM", kLongestName),
                    .sex = std::string{row["XBM"]},
                    .class_code = code_field(row, "BH"),
                    .entered = month_field(row, "RXNY"),
                    .status = row["status"].empty() ? "active" : std::string{row["status"]},
                    .card_no = std::string{row["card_no"]},
                    .grade_override = grade_field(row, "grade_override"),
                    .graduates_on = optional_day_field(row, "graduates_on"),
                    .internship_from = optional_day_field(row, "internship_from"),
                    .adult_on = optional_day_field(row, "adult_on")};
    if (!is_one_of(kSexes, student.sex)) {
        row.problem("XBM", "0, 1, 2 or 9 (GB/T 2261.1)");
    }
    if (!is_one_of(kStatuses, student.status)) {
        row.problem("status", "active, suspended, left, graduated, enlisted or nothing");
    }
    if (!student.card_no.empty() && !is_code(student.card_no)) {
        row.problem("card_no", "1 to 32 letters and digits, or nothing");
    }
    return student;
}

// Units by code; a code that comes with two names or two parents is a problem where it does.
class Units {
public:
    void add(const CsvTable::Row& row, std::string_view column, OrgUnit unit) {
        const auto [place, added] = units_.emplace(unit.code, unit);
        const OrgUnit& there = place->second;
        if (!added && (there.kind != unit.kind || there.name != unit.name || there.parent != unit.parent)) {
            row.problem(column, "the same name and parent for one code throughout the file");
        }
    }

    void add_all(const CsvTable::Row& row) {
        const std::string department = code_field(row, "department_code");
        add(row, "department_code", {department, UnitKind::Department, text_field(row, "department_name", kLongestUnitName), ""});
        std::string parent = department;
        if (!row["major_code"].empty()) {
            parent = code_field(row, "major_code");
            add(row, "major_code", {parent, UnitKind::Major, text_field(row, "major_name", kLongestUnitName), department});
        }
        add(row, "BH", {code_field(row, "BH"), UnitKind::Class, text_field(row, "class_name", kLongestUnitName), parent});
    }

    [[nodiscard]] std::vector<OrgUnit> all() const {
        std::vector<OrgUnit> units;
        for (const auto& [code, unit] : units_) {
            units.push_back(unit);
        }
        return units;
    }

private:
    std::map<std::string, OrgUnit> units_;
};

}  // namespace

Result<ReadRoster, RowProblems> read_roster(std::string_view csv, std::string_view actor, Instant now,
                                            std::chrono::hours code_life, RandomSource& random) {
    const auto table = CsvTable::read(csv, kRequired, kOptional);
    if (!table) {
        return failure(table.error());
    }
    RowProblems problems;
    ReadRoster roster;
    Units units;
    std::set<std::string> numbers;
    std::set<std::string> cards;
    for (std::size_t index = 0; index < table->size(); ++index) {
        const CsvTable::Row row = table->row(index, problems);
        Student student = read_student(row);
        units.add_all(row);
        if (!student.student_no.empty() && !numbers.insert(student.student_no).second) {
            row.problem("XH", "each student once in the file");
        }
        if (!student.card_no.empty() && !cards.insert(student.card_no).second) {
            row.problem("card_no", "each card once in the file");
        }
        roster.import.students.push_back(std::move(student));
    }
    if (!problems.empty()) {
        return failure(std::move(problems));
    }
    roster.import.batch = batch_of(csv, "students", actor, now, table->size());
    roster.import.units = units.all();
    for (const Student& student : roster.import.students) {
        std::string digits = protocol::make_activation_code(random);
        roster.import.codes.push_back({student.student_no, activation_hash(student.student_no, digits), now + code_life});
        roster.codes.push_back({student.student_no, student.name, student.class_code, std::move(digits)});
    }
    return roster;
}

}  // namespace xz::server::sync
