// GET and POST /api/v1/notes: what the college changed and why, told to those it concerns (教学改进告知).
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

// → the newest hundred.
[[nodiscard]] StaffEndpoint note_list(const WebServices& services);

// {"id","what","why","from_when","unit","office","threads":[{"student_no","thread"}]} → 204. `unit` lies in the caller's duty; "" is the whole
// college and the quality office's to speak to. Threads are ones that the caller may read. `id` is the caller's: the same again is 409 `once_only`.
[[nodiscard]] StaffEndpoint note_publish(const WebServices& services);

}  // namespace xz::server::api
