#include "server-sync/sync/audit_log.hpp"

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>

namespace xz::server::sync {

std::string audit_hash(const std::string& before, const AuditEntry& entry) {
    const std::string canonical = json::canonical(json::Object{{"number", entry.number},
                                                               {"at", to_rfc3339(entry.at)},
                                                               {"actor", entry.actor},
                                                               {"action", entry.action},
                                                               {"subject", entry.subject},
                                                               {"detail", entry.detail}});
    return to_hex(crypto::sha256({bytes_of(before), bytes_of(canonical)}));
}

}  // namespace xz::server::sync
