// Students and, out of the same rows, the classes, majors and departments they belong to.
#include "server-sync/sync/import_fields.hpp"
#include "server-sync/sync/imports.hpp"
#include "terminal/core/protocol/pin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace xz::server::sync {

namespace {

constexpr std::size_t kLongestName = 36;  // XM C36
constexpr std::size_t kLongestUnitName = 60;
constexpr int kLongestStudy = 12;  // years from entry, service and leaves included: what lies further back is a slip
constexpr std::array<std::string_view, 4> kSexes{"0", "1", "2", "9"};  // GB/T 2261.1
constexpr std::array<std::string_view, 5> kStatuses{"active", "suspended", "left", "graduated", "enlisted"};

// Years in which whoever is on the roll can have entered: nobody studies longer, and next year's freshmen may be known already.
struct EntryYears {
    explicit EntryYears(Instant now) {
        const int year = static_cast<int>(day_in_china(now).year());
        earliest = std::to_string(year - kLongestStudy);
        latest = std::to_string(year + 1);
    }
    std::string earliest;
    std::string latest;
};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& allowed, std::string_view text) {
    return std::find(allowed.begin(), allowed.end(), text) != allowed.end();
}

std::string month_field(const CsvTable::Row& row, std::string_view column, const EntryYears& years) {
    const std::string_view text = row[column];
    const bool digits = text.size() == 6 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto year = digits ? text.substr(0, 4) : std::string_view{};
    const auto month = digits ? text.substr(4) : std::string_view{};
    if (!digits || month < "01" || month > "12" || year < years.earliest || year > years.latest) {
        row.problem(column, fmt::format("a month as 202409, from {}01 to {}12", years.earliest, years.latest));
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

Student read_student(const CsvTable::Row& row, const EntryYears& years) {
    Student student{.student_no = student_field(row, "XH"),
                    .name = text_field(row, "XM", kLongestName),
                    .sex = std::string{row["XBM"]},
                    .class_code = code_field(row, "BH"),
                    .entered = month_field(row, "RXNY", years),
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

// Units by code; a code that comes with two names or two parents, or as another kind of unit than it is, is a problem where it does.
class Units {
public:
    explicit Units(const StudentDirectory& students) {
        for (const UnitKind kind : {UnitKind::College, UnitKind::Department, UnitKind::Major, UnitKind::Class}) {
            for (OrgUnit& unit : students.units(kind)) {
                stored_.emplace(std::move(unit.code), kind);
            }
        }
    }

    // The units of a row, the highest first.
    std::vector<OrgUnit> read(const CsvTable::Row& row) const {
        std::vector<OrgUnit> units;
        const std::string department = code_field(row, "department_code");
        units.push_back({department, UnitKind::Department, text_field(row, "department_name", kLongestUnitName), ""});
        check(row, "department_code", units);
        if (!row["major_code"].empty()) {
            units.push_back({code_field(row, "major_code"), UnitKind::Major, text_field(row, "major_name", kLongestUnitName), department});
            check(row, "major_code", units);
        }
        const std::string parent = units.back().code;
        units.push_back({code_field(row, "BH"), UnitKind::Class, text_field(row, "class_name", kLongestUnitName), parent});
        check(row, "BH", units);
        return units;
    }

    // Of rows that are taken only: a row that is wrong decides nothing for the others.
    void keep(const std::vector<OrgUnit>& units) {
        for (const OrgUnit& unit : units) {
            units_.emplace(unit.code, unit);
        }
    }

    [[nodiscard]] std::vector<OrgUnit> all() const {
        std::vector<OrgUnit> units;
        for (const auto& [code, unit] : units_) {
            units.push_back(unit);
        }
        return units;
    }

private:
    // The last of the row's units so far.
    void check(const CsvTable::Row& row, std::string_view column, const std::vector<OrgUnit>& of_row) const {
        const OrgUnit& unit = of_row.back();
        if (unit.code.empty()) {
            return;  // no code at all, and said so
        }
        if (std::any_of(of_row.begin(), of_row.end() - 1, [&](const OrgUnit& higher) { return higher.code == unit.code; })) {
            row.problem(column, "another code than that of a unit above");
            return;
        }
        const auto stored = stored_.find(unit.code);
        if (stored != stored_.end() && stored->second != unit.kind) {
            row.problem(column, fmt::format("the code of a {}; {} is that of a {}", to_text(unit.kind), unit.code, to_text(stored->second)));
            return;
        }
        const auto found = units_.find(unit.code);
        if (found == units_.end()) {
            return;
        }
        const OrgUnit& there = found->second;
        if (there.kind != unit.kind || there.name != unit.name || there.parent != unit.parent) {
            row.problem(column, "the same name and parent for one code throughout the file");
        }
    }

    std::map<std::string, UnitKind> stored_;
    std::map<std::string, OrgUnit> units_;
};

}  // namespace

Result<ReadFile<Roster>, ImportReport> read_roster(const ImportFile& file, const StudentDirectory& students, std::chrono::hours code_life,
                                                   RandomSource& random) {
    const auto& columns = columns_of(ImportKind::Students);
    const auto table = CsvTable::open(file.bytes, columns.required, columns.optional, file.names, file.limits);
    if (!table) {
        return failure(table.error());
    }
    ReadFile<Roster> read;
    Units units{students};
    std::set<std::string> numbers;
    std::set<std::string> cards;
    const EntryYears years{file.now};
    table->each(read.report, [&](const CsvTable::Row& row) {
        Student student = read_student(row, years);
        const std::vector<OrgUnit> above = units.read(row);
        if (!student.student_no.empty() && numbers.contains(student.student_no)) {
            row.problem("XH", "each student once in the file");
        }
        if (!student.card_no.empty() && cards.contains(student.card_no)) {
            row.problem("card_no", "each card once in the file");
        }
        if (!row.is_sound()) {
            read.report.reject();
            return;
        }
        read.report.accept();
        units.keep(above);
        numbers.insert(student.student_no);
        if (!student.card_no.empty()) {
            cards.insert(student.card_no);
        }
        read.import.import.students.push_back(std::move(student));
    }, file.progress);
    RosterImport& import = read.import.import;
    import.batch = batch_of(file, ImportKind::Students, read.report);
    import.units = units.all();
    import.given = {.major = table->has("major_code"),
                    .status = table->has("status"),
                    .card_no = table->has("card_no"),
                    .grade_override = table->has("grade_override"),
                    .graduates_on = table->has("graduates_on"),
                    .internship_from = table->has("internship_from"),
                    .adult_on = table->has("adult_on")};
    for (const Student& student : import.students) {
        std::string digits = protocol::make_activation_code(random);
        import.codes.push_back({student.student_no, activation_hash(student.student_no, digits), file.now + code_life});
        read.import.codes.push_back({student.student_no, student.name, student.class_code, std::move(digits)});
    }
    return read;
}

}  // namespace xz::server::sync
