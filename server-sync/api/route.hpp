// Which endpoint answers which call, and what the caller must have shown before it is even read.
#pragma once

#include "server-sync/api/message.hpp"
#include "server-sync/sync/staff_accounts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace xz::server::api {

// What a route asks of its caller; finer rules are the endpoint's.
enum class Access {
    Anyone,
    Terminal,         // a client certificate in its time
    TerminalExpired,  // a client certificate, expired or not
    Staff,            // a session of one of the route's roles, with the path's class, student or thread in its duty (staff_gate.hpp)
};

struct Route {
    Method method;
    std::string pattern;  // "/sync/v1/drafts/{kind}/{year}"; {name} matches one non-empty segment
    Access access;
    Endpoint endpoint;
    std::vector<sync::Role> roles{};  // of Access::Staff
};

using Routes = std::vector<Route>;

// What the certificate alone decides: nothing when the caller may go on, else the refusal.
[[nodiscard]] std::optional<Response> refuse(Access access, const std::optional<ClientCertificate>& certificate, Instant now);

}  // namespace xz::server::api
