// POST /api/v1/students/{student}/goals/look: a student's goals over the years, each thread forward and back (目标脉络).
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

// {"reason"?} → {"threads":[[{"academic_year","goal","text","attained","improvement"}]]}, each oldest first. Audited; a minor's needs a reason.
[[nodiscard]] StaffEndpoint goal_threads(const WebServices& services);

}  // namespace xz::server::api
