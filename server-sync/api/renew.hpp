// POST /sync/v1/renew: a terminal's next certificate, also when the present one has expired (DESIGN 4).
#pragma once

#include "server-sync/api/sync_services.hpp"

namespace xz::server::api {

[[nodiscard]] Endpoint renew(const SyncServices& services);

}  // namespace xz::server::api
