#include "server-sync/storage/sqlcipher/sql_audit.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kLast = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1";
constexpr std::string_view kAppend =
    "INSERT INTO audit (number, at, actor, action, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kEntries =
    "SELECT number, at, actor, action, subject, detail, hash FROM audit WHERE number > ? ORDER BY number LIMIT ?";
constexpr std::string_view kLook =
    "SELECT 1 FROM audit WHERE subject = ? AND actor = ? AND action = ? AND substr(action, -5) = '.look' AND detail ->> ? = ?";
constexpr std::size_t kPage = 1000;

struct Head {
    std::int64_t number = 0;
    std::string hash = std::string(64, '0');
};

Head find_head(sqlite::Database& database) {
    return first(database.query(kLast), [](auto& row) { return Head{row.integer(0), row.text(1)}; }).value_or(Head{});
}

}  // namespace

std::uint64_t append_audit(sqlite::Database& database, const sync::AuditEntry& entry) {
    const Head head = find_head(database);
    sync::AuditEntry next = entry;
    next.number = static_cast<std::uint64_t>(head.number) + 1;
    next.hash = sync::audit_hash(head.hash, next);
    database.run(kAppend, head.number + 1, column(next.at), next.actor, next.action, next.subject, next.detail, next.hash);
    return next.number;
}

void SqlAudit::append(sync::AuditEntry entry, sync::Completion<std::uint64_t> done) {
    auto work = [entry = std::move(entry)](sqlite::Database& database) { return append_audit(database, entry); };
    writer_.write(std::move(work), std::move(done));
}

std::string SqlAudit::head() const {
    return readers_.read([](sqlite::Database& database) { return find_head(database).hash; });
}

std::vector<sync::AuditEntry> SqlAudit::entries(std::uint64_t after, std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kEntries, static_cast<std::int64_t>(after), limit), [](auto& row) {
            return sync::AuditEntry{.number = static_cast<std::uint64_t>(row.integer(0)),
                                    .at = instant(row, 1),
                                    .actor = row.text(2),
                                    .action = row.text(3),
                                    .subject = row.text(4),
                                    .detail = row.text(5),
                                    .hash = row.text(6)};
        });
    });
}

bool SqlAudit::has_look(const sync::AuditSought& look) const {
    return readers_.read([&](sqlite::Database& database) {
        return any(database.query(kLook, look.subject, look.actor, look.action, look.member, look.value));
    });
}

std::optional<std::uint64_t> SqlAudit::first_broken() const {
    std::uint64_t number = 0;
    std::string before = Head{}.hash;
    for (;;) {
        const auto page = entries(number, kPage);
        if (page.empty()) {
            return std::nullopt;
        }
        for (const sync::AuditEntry& entry : page) {
            ++number;
            if (entry.number != number || entry.hash != sync::audit_hash(before, entry)) {
                return number;
            }
            before = entry.hash;
        }
    }
}

}  // namespace xz::server::storage
