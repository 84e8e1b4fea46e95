// Staff: one account a row, with the classes a counselor is responsible for.
#include "server-sync/sync/import_fields.hpp"
#include "server-sync/sync/imports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace xz::server::sync {

namespace {

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
    if (account.role == Role::DepartmentLead && account.scope.empty()) {
        row.problem("scope", "the unit that this department lead answers for");
    }
    return account;
}

std::vector<ClassAssignment> read_assignments(const CsvTable::Row& row, const StaffAccount& account, const StudentDirectory& students) {
    std::vector<ClassAssignment> assignments;
    const auto classes = words_of(row["classes"]);
    if (classes.empty()) {
        return assignments;
    }
    const auto from = day_field(row, "from");
    const auto until = optional_day_field(row, "until");
    if (until && from.ok() && until->ok() && *until < from) {
        row.problem("until", fmt::format("a day from {} on, or nothing", xz::to_text(from)));
    }
    for (const std::string& code : classes) {
        const auto unit = students.unit(code);
        if (!unit || unit->kind != UnitKind::Class) {
            row.problem("classes", "codes of classes in the directory, separated by blanks");
            break;
        }
        assignments.push_back({account.user, code, from, until});
    }
    return assignments;
}

}  // namespace

Result<ReadFile<StaffImport>, ImportReport> read_staff(const ImportFile& file, const StudentDirectory& students) {
    const auto& columns = columns_of(ImportKind::Staff);
    const auto table = CsvTable::open(file.bytes, columns.required, columns.optional, file.names, file.limits);
    if (!table) {
        return failure(table.error());
    }
    ReadFile<StaffImport> read;
    std::set<std::string> users;
    table->each(read.report, [&](const CsvTable::Row& row) {
        StaffAccount account = read_account(row, students);
        auto assignments = read_assignments(row, account, students);
        if (!account.user.empty() && users.contains(account.user)) {
            row.problem("user", "each user once in the file");
        }
        if (!row.is_sound()) {
            read.report.reject();
            return;
        }
        read.report.accept();
        users.insert(account.user);
        read.import.accounts.push_back(std::move(account));
        std::move(assignments.begin(), assignments.end(), std::back_inserter(read.import.assignments));
    }, file.progress);
    read.import.batch = batch_of(file, ImportKind::Staff, read.report);
    return read;
}

}  // namespace xz::server::sync
