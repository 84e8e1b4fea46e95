// Staff: one account a row, with the classes a counselor is responsible for.
#include "server-sync/sync/import_fields.hpp"
#include "server-sync/sync/imports.hpp"

#include <algorithm>
#include <set>

namespace xz::server::sync {

namespace {

const std::vector<std::string_view> kRequired{"user", "name", "role"};
const std::vector<std::string_view> kOptional{"scope", "classes", "from", "until"};
constexpr std::size_t kLongestName = 36;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) {
            words.emplace_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

StaffAccount read_account(const CsvTable::Row& row, const StudentDirectory& students) {
    StaffAccount account{.user = code_field(row, "user"),
                         .name = text_field(row, "name", kLongestName),
                         .role = Role::Counselor,
                         .scope = std::string{row["scope"]},
                         .password_hash = {},
                         .active = true};
    if (const auto named = role(row["role"])) {
        account.role = *named;
    } else {
        row.problem("role", "counselor, teacher, department-lead, quality-office, psychology-centre, it or auditor");
    }
    if (!account.scope.empty() && !students.unit(account.scope)) {
        row.problem("scope", "the code of a unit in the directory, or nothing");
    }
    return account;
}

void read_assignments(const CsvTable::Row& row, const StaffAccount& account, const StudentDirectory& students, ReadStaff& staff) {
    const auto classes = words_of(row["classes"]);
    if (classes.empty()) {
        return;
    }
    const auto from = day_field(row, "from");
    const auto until = optional_day_field(row, "until");
    for (const std::string& code : classes) {
        const auto unit = students.unit(code);
        if (!unit || unit->kind != UnitKind::Class) {
            row.problem("classes", "codes of classes in the directory, separated by blanks");
            return;
        }
        staff.assignments.push_back({account.user, code, from, until});
    }
}

}  // namespace

Result<ReadStaff, RowProblems> read_staff(std::string_view csv, std::string_view actor, Instant now,
                                          const StudentDirectory& students) {
    const auto table = CsvTable::read(csv, kRequired, kOptional);
    if (!table) {
        return failure(table.error());
    }
    RowProblems problems;
    ReadStaff staff;
    std::set<std::string> users;
    for (std::size_t index = 0; index < table->size(); ++index) {
        const CsvTable::Row row = table->row(index, problems);
        StaffAccount account = read_account(row, students);
        if (!account.user.empty() && !users.insert(account.user).second) {
            row.problem("user", "each user once in the file");
        }
        read_assignments(row, account, students, staff);
        staff.accounts.push_back(std::move(account));
    }
    if (!problems.empty()) {
        return failure(std::move(problems));
    }
    staff.batch = batch_of(csv, "staff", actor, now, table->size());
    return staff;
}

}  // namespace xz::server::sync
