// The web API's table: what the pages of staff call.
#pragma once

#include "server-sync/api/route.hpp"
#include "server-sync/api/web_services.hpp"

namespace xz::server::api {

// `services` outlives the routes.
[[nodiscard]] Routes web_routes(const WebServices& services);

}  // namespace xz::server::api
