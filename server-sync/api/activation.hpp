// Codes on paper: for a whole class that has no PINs yet, and for one student whose PIN is forgotten.
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

// POST /api/v1/classes/{class}/activation-codes → a page to print with a fresh code for each student without a PIN; codes before it end.
[[nodiscard]] StaffEndpoint class_codes(const WebServices& services);

// POST /api/v1/students/{student}/pin-reset → the same page with one code. The PIN and the student's sessions end.
[[nodiscard]] StaffEndpoint pin_reset(const WebServices& services);

}  // namespace xz::server::api
