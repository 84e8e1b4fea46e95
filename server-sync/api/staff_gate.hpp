// The one gate in front of everything that staff may do: session, role, scope, and only then the endpoint.
#pragma once

#include "server-sync/api/route.hpp"
#include "server-sync/api/staff_session.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::api {

using Roles = std::vector<sync::Role>;

// What of the path must lie in the caller's duty today (scope.hpp).
enum class Scope {
    Nothing,
    Class,    // {class}
    Student,  // {student}: the class that the student is in
    Unit,     // {unit}: a department under the caller's unit; of the quality office: all of them, and the college
    ThreadToRead,    // {student} and {thread}: what the student said, and to whom
    ThreadToAssign,
    Contact,  // {contact}: a task for the counselor of the student's class, or for the psychology centre
};

// Called for those only who passed the gate.
using StaffEndpoint = std::function<void(const SignedIn&, Request, Respond)>;

// 401 without a session; 403 `csrf` and `role`; 404 for what is out of scope, as for what is not there. `services` outlives the route.
[[nodiscard]] Route staff_route(const WebServices& services, Method method, std::string pattern, Roles roles, Scope scope,
                                StaffEndpoint endpoint);

// The number, or what is numbered, that the path names; nothing when there is none such.
[[nodiscard]] std::optional<std::int64_t> path_number(const Request& request, std::string_view name);
[[nodiscard]] std::optional<sync::ContactTask> contact_in(const Request& request, const sync::Ports& ports);

// The answer to what is not there or not the caller's to see.
[[nodiscard]] Response not_found();

}  // namespace xz::server::api
