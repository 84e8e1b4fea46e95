// POST /api/v1/students/{student}/diagnoses/{year}/look, /decision, /evidence and /reopen: a diagnosis under review, and opened again.
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

// {"reason"?} → what was handed in, the goals with what came of them, V answers, every step. Sensitive answers are left out, and with them every
// number that would give them away. Every look is audited; a minor's needs a reason.
[[nodiscard]] StaffEndpoint diagnosis_look(const WebServices& services);

// {"decision":"confirm"|"return","record","comment"?,"reason"?} → 204
[[nodiscard]] StaffEndpoint diagnosis_decision(const WebServices& services);

// {"record","indicator","verdict":"confirmed"|"rejected"} → 204: what a V answer is worth; the diagnosis is scored again.
[[nodiscard]] StaffEndpoint evidence_verdict(const WebServices& services);

// {"record","reason"} → 204: a department lead opens a confirmed one again, without seeing what is in it.
[[nodiscard]] StaffEndpoint diagnosis_reopen(const WebServices& services);

}  // namespace xz::server::api
