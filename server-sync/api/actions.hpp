// POST /sync/v1/actions: what a signed-in student does besides handing in records, answered with the context as it is then (DESIGN 4).
#pragma once

#include "server-sync/api/sync_services.hpp"

namespace xz::server::api {

// 401 `session_over` without a session of this terminal; 429 for record.claim as for logins. `services` outlives the endpoint.
[[nodiscard]] Endpoint actions(const SyncServices& services);

}  // namespace xz::server::api
