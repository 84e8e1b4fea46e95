// GET /healthz: whether this server can do its work now; for a balancer and for the person on duty.
#pragma once

#include "server-sync/api/message.hpp"
#include "server-sync/sync/ports.hpp"

namespace xz::server::api {

// 200 {"status":"ok","version",…} when the store answers, else 503.
[[nodiscard]] Endpoint health(const sync::Ports& ports, std::string version);

}  // namespace xz::server::api
