// Warnings of a class and objections to data, for the counselor who answers for it: seen, turned into a task, resolved, decided.
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

// GET /api/v1/classes/{class}/warnings?year= → those that are not over, by student number. Audited.
[[nodiscard]] StaffEndpoint class_warnings(const WebServices& services);
// POST /api/v1/students/{student}/warnings/act: {"warning","task"} → 204; "warning" is its key, "XY01/2026-2027/1".
[[nodiscard]] StaffEndpoint warning_act(const WebServices& services);
// POST /api/v1/students/{student}/warnings/resolve: {"warning","reason"} → 204
[[nodiscard]] StaffEndpoint warning_resolve(const WebServices& services);

// GET /api/v1/classes/{class}/objections → those that nobody has answered. Audited.
[[nodiscard]] StaffEndpoint class_objections(const WebServices& services);
// POST /api/v1/students/{student}/objections/{objection}: {"decision":"uphold"|"dismiss","answer"} → 204
[[nodiscard]] StaffEndpoint objection_decision(const WebServices& services);

}  // namespace xz::server::api
