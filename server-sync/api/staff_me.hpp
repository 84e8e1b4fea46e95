// GET /api/v1/me: who is signed in, for a page that was loaded again.
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

[[nodiscard]] StaffEndpoint staff_me();

}  // namespace xz::server::api
