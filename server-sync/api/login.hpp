// POST /sync/v1/login: a student proves to know the PIN, in two steps, and gets a session at that terminal (DESIGN 4).
#pragma once

#include "server-sync/api/sync_services.hpp"
#include "terminal/core/protocol/login.hpp"

namespace xz::server::api {

// An unknown student, one without a PIN and a wrong proof get one answer, 401 `login_refused`, after the same work.
[[nodiscard]] Endpoint login(const SyncServices& services);

// The number that an identity names; what is unknown gets a stable stand-in that no student has, so that nothing shows.
[[nodiscard]] std::string subject_of(const protocol::Identity& who, const sync::StudentDirectory& students);

[[nodiscard]] Response login_failed();

}  // namespace xz::server::api
