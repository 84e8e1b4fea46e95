// POST /api/v1/logout: ends the browser's session on the platform, not only in the browser.
#pragma once

#include "server-sync/api/web_services.hpp"
#include "server-sync/api/message.hpp"

namespace xz::server::api {

[[nodiscard]] Endpoint staff_logout(const WebServices& services);

}  // namespace xz::server::api
