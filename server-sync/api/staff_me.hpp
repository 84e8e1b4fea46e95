// GET /api/v1/me: who is signed in, for a page that was loaded again.
#pragma once

#include "server-sync/api/web_services.hpp"
#include "server-sync/api/message.hpp"

namespace xz::server::api {

[[nodiscard]] Endpoint staff_me(const WebServices& services);

}  // namespace xz::server::api
