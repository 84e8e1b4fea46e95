// Which endpoint answers which call, and what the caller must have shown before it is even read.
#pragma once

#include "server-sync/api/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace xz::server::api {

// What a route asks of its caller before the body is read; finer rules are the endpoint's.
enum class Access {
    Anyone,
    Terminal,         // a client certificate in its time
    TerminalExpired,  // a client certificate, expired or not
};

struct Route {
    Method method;
    std::string pattern;  // "/sync/v1/drafts/{kind}/{year}"; {name} matches one non-empty segment
    Access access;
    Endpoint endpoint;
};

using Routes = std::vector<Route>;

// Nothing when the caller may go on, else the refusal.
[[nodiscard]] std::optional<Response> refuse(Access access, const std::optional<ClientCertificate>& certificate, Instant now);

}  // namespace xz::server::api
