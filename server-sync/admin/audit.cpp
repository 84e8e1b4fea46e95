#include "server-sync/admin/audit.hpp"

#include "server-sync/admin/blocking.hpp"

namespace xz::server::admin {

Result<void, std::string> note(const Platform& platform, std::string action, std::string subject) {
    sync::AuditEntry entry{.at = platform.clock.now(), .actor = std::string{Actor}, .action = std::move(action), .subject = std::move(subject)};
    const auto done = wait_for<std::uint64_t>([&](auto completion) { platform.ports.audit.append(std::move(entry), std::move(completion)); });
    if (!done) return failure(done.error());
    return {};
}

}  // namespace xz::server::admin
