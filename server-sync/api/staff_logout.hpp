// POST /api/v1/logout: ends the browser's session on the platform, not only in the browser.
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

[[nodiscard]] StaffEndpoint staff_logout(const WebServices& services);

}  // namespace xz::server::api
