// What students say to the school, as staff find, read, pass on and answer it (scope.hpp says who sees what).
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

// GET /api/v1/feedback?state=&after= → threads in the caller's duty without their texts: escalated ones first, then those that wait, then the
// others, each by due day. A page of 200 ends with `after`, by which the next is asked for; empty: the last. Audited.
[[nodiscard]] StaffEndpoint feedback_list(const WebServices& services);
// POST /api/v1/students/{student}/feedback/{thread}/look: {"reason"?} → the thread with its posts. Audited; a minor's needs a reason.
[[nodiscard]] StaffEndpoint feedback_look(const WebServices& services);
// POST …/assign: {"to":user} → 204
[[nodiscard]] StaffEndpoint feedback_assign(const WebServices& services);
// POST …/answer: {"text","office"} → 204; `office` is what the student sees as author.
[[nodiscard]] StaffEndpoint feedback_answer(const WebServices& services);

}  // namespace xz::server::api
