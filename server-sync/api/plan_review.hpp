// POST /api/v1/students/{student}/plans/{year}/look and /decision: a counselor reads a plan, approves it or gives it back with a reason.
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

// {"reason"?} → the plan in force, the one that waits, what changed between them, and every step. The first look at one that waits opens it:
// from then on its student cannot withdraw it. Every look is audited; a minor's needs a reason.
[[nodiscard]] StaffEndpoint plan_look(const WebServices& services);

// {"decision":"approve"|"return","record","comment"?,"reason"?} → 204. `record` is the one that was looked at; 409 when another waits by now.
[[nodiscard]] StaffEndpoint plan_decision(const WebServices& services);

}  // namespace xz::server::api
