// Students who wished to be contacted, for the counselor or the psychology centre that each of them named.
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

// GET /api/v1/contacts → what waits, then what was done, each newest first: a counselor's of their classes, the centre's own. Audited.
[[nodiscard]] StaffEndpoint contact_list(const WebServices& services);
// POST /api/v1/contacts/{contact}/done: {"note"?} → 204; 409 `wrong_state` for one that does not wait.
[[nodiscard]] StaffEndpoint contact_done(const WebServices& services);

}  // namespace xz::server::api
