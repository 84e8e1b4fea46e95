// POST /sync/v1/pin: a first public key for an activation code, or a new one for an old proof (DESIGN 4).
#pragma once

#include "server-sync/api/sync_services.hpp"

namespace xz::server::api {

// 204 when the key is in force; the student's sessions end, but for the one that a change names in X-Session. Statements out of them stay
// good until they expire: they say who stood there, whatever the PIN has become. 401 `pin_refused` whatever was wrong: number, code or old proof.
[[nodiscard]] Endpoint pin(const SyncServices& services);

}  // namespace xz::server::api
