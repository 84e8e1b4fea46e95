// The log of who did what.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/audit_log.hpp"

namespace xz::server::storage {

// Inside a transaction: so that nothing is done without its entry. Answers its number.
std::uint64_t append_audit(sqlite::Database& database, const sync::AuditEntry& entry);

class SqlAudit final : public sync::AuditLog {
public:
    SqlAudit(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    void append(sync::AuditEntry entry, sync::Completion<std::uint64_t> done) override;
    [[nodiscard]] std::string head() const override;
    [[nodiscard]] std::vector<sync::AuditEntry> entries(std::uint64_t after, std::size_t limit) const override;
    [[nodiscard]] bool has_look(const sync::AuditSought& look) const override;
    [[nodiscard]] std::optional<std::uint64_t> first_broken() const override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
