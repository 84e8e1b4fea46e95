// One line in the audit log for a command that changed something.
#pragma once

#include "server-sync/admin/command.hpp"

namespace xz::server::admin {

// For a step that puts it on record itself.
[[nodiscard]] sync::AuditEntry entry_of(const Platform& platform, std::string action, std::string subject, std::string detail = {});
// Durable when it returns. `detail`: a JSON object or empty. Throws sync::StoreUnavailable.
void note(const Platform& platform, std::string action, std::string subject, std::string detail = {});

}  // namespace xz::server::admin
