// What terminals have told of themselves and a person should know.
#pragma once

#include "server-sync/admin/command.hpp"

#include <string>
#include <vector>

namespace xz::server::admin {

// A line for people for each terminal in service whose last heartbeat says that its store is failing.
[[nodiscard]] std::vector<std::string> failing_stores(const Platform& platform);

}  // namespace xz::server::admin
