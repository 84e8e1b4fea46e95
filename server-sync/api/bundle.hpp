// GET /sync/v1/bundle: the newest published bundle, or 304 for who has it (DESIGN 4).
#pragma once

#include "server-sync/api/sync_services.hpp"

namespace xz::server::api {

// 404 `nothing_published` before the first one.
[[nodiscard]] Endpoint bundle(const SyncServices& services);

}  // namespace xz::server::api
