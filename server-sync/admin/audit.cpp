#include "server-sync/admin/audit.hpp"

namespace xz::server::admin {

sync::AuditEntry entry_of(const Platform& platform, std::string action, std::string subject, std::string detail) {
    return {.at = platform.clock.now(),
            .actor = std::string{Actor},
            .action = std::move(action),
            .subject = std::move(subject),
            .detail = std::move(detail)};
}

void note(const Platform& platform, std::string action, std::string subject, std::string detail) {
    auto entry = entry_of(platform, std::move(action), std::move(subject), std::move(detail));
    sync::wait_for<std::uint64_t>([&](auto completion) { platform.ports.audit.append(std::move(entry), std::move(completion)); });
}

}  // namespace xz::server::admin
