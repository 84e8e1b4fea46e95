// What was done by whom: append-only, each entry holding the hash of the one before.
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

struct AuditEntry {
    std::uint64_t number = 0;  // from 1, given by the log
    Instant at;
    std::string actor;    // "staff:<user>", "terminal:<id>", "admin"
    std::string action;   // "bundle.publish", "terminal.revoke", "class.board", …
    std::string subject;  // what it was done to
    std::string detail;   // JSON object or empty; no answers, no names
    std::string hash;     // hex SHA-256 over the one before and this entry's canonical form; given by the log
};

// The hash an entry must carry after `before` (64 zeros first).
[[nodiscard]] std::string audit_hash(const std::string& before, const AuditEntry& entry);

// What an entry is looked for by: all of it, with `member` of its detail holding `value`.
struct AuditSought {
    std::string_view actor;
    std::string_view action;
    std::string_view subject;
    std::string_view member;
    std::string_view value;
};

class AuditLog {
public:
    virtual ~AuditLog() = default;
    virtual void append(AuditEntry entry, Completion<std::uint64_t> done) = 0;
    [[nodiscard]] virtual std::string head() const = 0;  // 64 zeros when empty
    [[nodiscard]] virtual std::vector<AuditEntry> entries(std::uint64_t after, std::size_t limit) const = 0;
    // Whether there is such an entry; of looks ("….look") only, which are found at once however long the log is.
    [[nodiscard]] virtual bool has_look(const AuditSought& look) const = 0;
    // The number of the first entry that does not follow from the one before; nothing: the chain holds.
    [[nodiscard]] virtual std::optional<std::uint64_t> first_broken() const = 0;
};

}  // namespace xz::server::sync
