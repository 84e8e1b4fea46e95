// GET /api/v1/classes: the classes in the caller's scope with their live counts.
#pragma once

#include "server-sync/api/staff_gate.hpp"

namespace xz::server::api {

[[nodiscard]] StaffEndpoint class_list(const WebServices& services);

// ?year= or the present one; 400 for text that is no academic year.
[[nodiscard]] Result<std::string, Response> asked_year(const Request& request, const WebServices& services);

}  // namespace xz::server::api
