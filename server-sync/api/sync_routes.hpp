// The sync API's table: every call of DESIGN 4 and what its caller must show.
#pragma once

#include "server-sync/api/route.hpp"
#include "server-sync/api/sync_services.hpp"

#include <functional>

namespace xz::server::api {

// `services` outlives the routes. `stored` is called after each durable batch of records.
[[nodiscard]] Routes sync_routes(const SyncServices& services, std::function<void()> stored);

}  // namespace xz::server::api
