// The answers that many endpoints share when they cannot do what was asked.
#pragma once

#include "server-sync/api/message.hpp"
#include "terminal/core/protocol/decoded.hpp"

namespace xz::server::api {

// 400 with the wire's own code and path.
[[nodiscard]] Response malformed(const protocol::Malformed& why);
// 503: the store did not keep anything of the call.
[[nodiscard]] Response store_unavailable();

}  // namespace xz::server::api
