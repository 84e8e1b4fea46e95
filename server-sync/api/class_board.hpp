// GET /api/v1/classes/{code}/board: one class's live counts and its last published aggregate.
#pragma once

#include "server-sync/api/web_services.hpp"
#include "server-sync/api/message.hpp"

namespace xz::server::api {

// Out of scope and unknown are the same 404.
[[nodiscard]] Endpoint class_board(const WebServices& services);

}  // namespace xz::server::api
