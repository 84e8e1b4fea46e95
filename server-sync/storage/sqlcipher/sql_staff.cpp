#include "server-sync/storage/sqlcipher/sql_staff.hpp"

#include "server-sync/storage/sqlcipher/batch_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kFind = "SELECT user, name, role, scope, password_hash, active FROM staff WHERE user = ?";
constexpr std::string_view kAll = "SELECT user, name, role, scope, password_hash, active FROM staff ORDER BY user";
constexpr std::string_view kClasses =
    "SELECT DISTINCT class_code FROM class_assignment JOIN staff USING (user) WHERE user = ?1 AND active = 1 AND from_day <= ?2 "
    "AND (until_day IS NULL OR until_day >= ?2) ORDER BY class_code";
constexpr std::string_view kPut =
    "INSERT INTO staff (user, name, role, scope, password_hash, active) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
    "name = excluded.name, role = excluded.role, scope = excluded.scope, active = excluded.active, "
    "password_hash = CASE WHEN excluded.password_hash = '' THEN password_hash ELSE excluded.password_hash END";
constexpr std::string_view kUnassign = "DELETE FROM class_assignment WHERE user = ?";
constexpr std::string_view kAssign =
    "INSERT INTO class_assignment (user, class_code, from_day, until_day) VALUES (?, ?, ?, ?) "
    "ON CONFLICT DO UPDATE SET until_day = excluded.until_day";

constexpr std::string_view kSession =
    "SELECT token_hash, subject, kind, bound_to, csrf, issued_at, expires_at FROM session WHERE token_hash = ? AND expires_at > ?";
constexpr std::string_view kOpen =
    "INSERT INTO session (token_hash, subject, kind, bound_to, csrf, issued_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kClose = "DELETE FROM session WHERE token_hash = ?";
constexpr std::string_view kCloseAll = "DELETE FROM session WHERE kind = ? AND subject = ?";
constexpr std::string_view kForget = "DELETE FROM session WHERE expires_at <= ?";

sync::StaffAccount read_account(const sqlite::Statement& row) {
    return {.user = row.text(0),
            .name = row.text(1),
            .role = sync::role(row.text_view(2)).value_or(sync::Role::Auditor),
            .scope = row.text(3),
            .password_hash = row.text(4),
            .active = row.integer(5) == 1};
}

void put_account(sqlite::Database& database, const sync::StaffAccount& account) {
    database.run(kPut, account.user, account.name, sync::to_text(account.role), account.scope, account.password_hash,
                 static_cast<int>(account.active));
}

void replace_assignments(sqlite::Database& database, const std::vector<sync::ClassAssignment>& assignments) {
    for (const sync::ClassAssignment& assignment : assignments) {
        database.run(kUnassign, assignment.user);
    }
    for (const sync::ClassAssignment& assignment : assignments) {
        database.run(kAssign, assignment.user, assignment.class_code, column(assignment.from), column(assignment.until));
    }
}

}  // namespace

std::optional<sync::StaffAccount> SqlStaff::find(std::string_view user) const {
    return readers_.read([&](sqlite::Database& database) { return first(database.query(kFind, user), read_account); });
}

std::vector<sync::StaffAccount> SqlStaff::all() const {
    return readers_.read([](sqlite::Database& database) { return every(database.query(kAll), read_account); });
}

std::vector<std::string> SqlStaff::classes_of(std::string_view user, std::chrono::year_month_day on) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kClasses, user, column(on)), [](auto& row) { return row.text(0); });
    });
}

void SqlStaff::put(sync::StaffAccount account, sync::Completion<sync::Done> done) {
    writer_.write([=](sqlite::Database& database) { put_account(database, account); }, std::move(done));
}

void SqlStaff::assign(std::vector<sync::ClassAssignment> assignments, sync::Completion<sync::Done> done) {
    writer_.write([=](sqlite::Database& database) { replace_assignments(database, assignments); }, std::move(done));
}

void SqlStaff::import(sync::ImportBatch batch, std::vector<sync::StaffAccount> accounts,
                      std::vector<sync::ClassAssignment> assignments, sync::Completion<sync::Repeated> done) {
    const auto work = [=](sqlite::Database& database) {
        if (is_in_force(database, batch)) {
            return sync::Repeated::Yes;
        }
        add_batch(database, batch);
        for (const sync::StaffAccount& account : accounts) {
            put_account(database, account);
        }
        replace_assignments(database, assignments);
        return sync::Repeated::No;
    };
    writer_.write(work, std::move(done));
}

std::optional<sync::Session> SqlSessions::find(std::string_view token_hash, Instant now) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kSession, token_hash, column(now)), [](auto& row) {
            return sync::Session{.token_hash = row.text(0),
                                 .subject = row.text(1),
                                 .kind = row.text(2),
                                 .bound_to = row.text(3),
                                 .csrf = row.text(4),
                                 .issued_at = instant(row, 5),
                                 .expires_at = instant(row, 6)};
        });
    });
}

void SqlSessions::open(sync::Session session, sync::Completion<sync::Done> done) {
    const auto work = [=](sqlite::Database& database) {
        database.run(kOpen, session.token_hash, session.subject, session.kind, session.bound_to, session.csrf,
                     column(session.issued_at), column(session.expires_at));
    };
    writer_.write(work, std::move(done));
}

void SqlSessions::close(std::string token_hash, sync::Completion<sync::Done> done) {
    writer_.write([=](sqlite::Database& database) { database.run(kClose, token_hash); }, std::move(done));
}

void close_sessions(sqlite::Database& database, std::string_view kind, std::string_view subject) {
    database.run(kCloseAll, kind, subject);
}

void SqlSessions::close_all(std::string kind, std::string subject, sync::Completion<sync::Done> done) {
    writer_.write([=](sqlite::Database& database) { close_sessions(database, kind, subject); }, std::move(done));
}

void SqlSessions::forget_expired(Instant now, sync::Completion<sync::Done> done) {
    writer_.write([=](sqlite::Database& database) { database.run(kForget, column(now)); }, std::move(done));
}

}  // namespace xz::server::storage
