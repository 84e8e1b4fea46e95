// Boards: a class's, a department's or the college's live counts and its last published aggregate.
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

// Out of scope and unknown are the same 404.

// GET /api/v1/classes/{class}/board?year=
[[nodiscard]] StaffEndpoint class_board(const WebServices& services);
// GET /api/v1/units/{unit}/board?year=: of a department, or of all as "college"
[[nodiscard]] StaffEndpoint unit_board(const WebServices& services);

}  // namespace xz::server::api
