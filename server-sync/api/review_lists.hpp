// GET /api/v1/classes/{class}/plans and /diagnoses: a counselor's class by state, for the duty of reviewing.
#pragma once

#include "server-sync/api/staff_gate.hpp"
#include "terminal/core/protocol/names.hpp"

namespace xz::server::api {

// `kind`: Plan or Diagnosis. ?year= and ?state=; by student number, never by anything measured. Every look is audited.
[[nodiscard]] StaffEndpoint review_list(const WebServices& services, protocol::RecordKind kind);

}  // namespace xz::server::api
