// GET /api/v1/classes/{class}/board: one class's live counts and its last published aggregate.
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

// Out of scope and unknown are the same 404.
[[nodiscard]] StaffEndpoint class_board(const WebServices& services);

}  // namespace xz::server::api
