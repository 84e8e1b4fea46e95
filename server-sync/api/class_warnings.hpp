// Warnings of a class and objections to data, for the counselor who answers for it: seen, vouched for, turned into a task, resolved, decided.
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

// GET /api/v1/classes/{class}/warnings?year= → those that are not over, by student number, without anybody's words. Audited.
[[nodiscard]] StaffEndpoint class_warnings(const WebServices& services);
// POST /api/v1/students/{student}/warnings/look?year=: {"reason"?} → all of the year with tasks, reasons and steps. Audited.
[[nodiscard]] StaffEndpoint warnings_look(const WebServices& services);
// POST /api/v1/students/{student}/warnings/vouch: {"warning","reason"} → 204: acknowledged in the student's stead, once it is overdue
[[nodiscard]] StaffEndpoint warning_vouch(const WebServices& services);
// POST /api/v1/students/{student}/warnings/act: {"warning","task"} → 204; "warning" is its key, "XY01/2026-2027/1".
[[nodiscard]] StaffEndpoint warning_act(const WebServices& services);
// POST /api/v1/students/{student}/warnings/resolve: {"warning","reason"} → 204
[[nodiscard]] StaffEndpoint warning_resolve(const WebServices& services);

// GET /api/v1/classes/{class}/objections → those that nobody has answered, without their words. Audited.
[[nodiscard]] StaffEndpoint class_objections(const WebServices& services);
// POST /api/v1/students/{student}/objections/{objection}/look: {"reason"?} → the student's words. Audited.
[[nodiscard]] StaffEndpoint objection_look(const WebServices& services);
// POST /api/v1/students/{student}/objections/{objection}: {"decision":"uphold"|"dismiss","answer"} → 204, of one looked at
[[nodiscard]] StaffEndpoint objection_decision(const WebServices& services);

}  // namespace xz::server::api
