// Staff accounts with their classes, and who is signed in.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/staff_accounts.hpp"

namespace xz::server::storage {

class SqlStaff final : public sync::StaffAccounts {
public:
    SqlStaff(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::optional<sync::StaffAccount> find(std::string_view user) const override;
    [[nodiscard]] std::vector<sync::StaffAccount> all() const override;
    [[nodiscard]] std::vector<std::string> classes_of(std::string_view user, std::chrono::year_month_day on) const override;
    void put(sync::StaffAccount account, sync::Completion<sync::Done> done) override;
    void assign(std::vector<sync::ClassAssignment> assignments, sync::Completion<sync::Done> done) override;
    void import(sync::ImportBatch batch, std::vector<sync::StaffAccount> accounts, std::vector<sync::ClassAssignment> assignments,
                sync::Completion<sync::Repeated> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

// Inside a transaction.
void close_sessions(sqlite::Database& database, std::string_view kind, std::string_view subject);

class SqlSessions final : public sync::SessionStore {
public:
    SqlSessions(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::optional<sync::Session> find(std::string_view token_hash, Instant now) const override;
    void open(sync::Session session, sync::Completion<sync::Done> done) override;
    void close(std::string token_hash, sync::Completion<sync::Done> done) override;
    void close_all(std::string kind, std::string subject, sync::Completion<sync::Done> done) override;
    void forget_expired(Instant now, sync::Completion<sync::Done> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
