// GET /healthz: whether this server can do its work now; for a balancer and for the person on duty.
#pragma once

#include "server-sync/api/message.hpp"
#include "server-sync/api/store_pulse.hpp"
#include "server-sync/sync/ports.hpp"

#include <functional>
#include <string>
#include <vector>

namespace xz::server::api {

// 200 {"status":"ok"} when the store answers and takes writes; 503 {"status":"degraded","code":"store_not_writable"} when it only
// answers; 503 when not even that. A program on the same machine learns version, bundle and backlog too, and `reminders`: what a person
// should do soon although nothing is broken.
[[nodiscard]] Endpoint health(const sync::Ports& ports, StorePulse& pulse, std::string version,
                              std::function<std::vector<std::string>()> reminders);

}  // namespace xz::server::api
