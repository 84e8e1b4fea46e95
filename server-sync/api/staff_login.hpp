// POST /api/v1/login: a member of staff signs in and gets a fresh session.
#pragma once

#include "server-sync/api/web_services.hpp"
#include "server-sync/api/message.hpp"

namespace xz::server::api {

// {"user","password"} → {"name","role","csrf"} and a cookie. An unknown user, a wrong password and an account that is off get
// one answer, 401 `login_failed`, after the same work; 429 when source or account fails too often; 503 when too many wait.
[[nodiscard]] Endpoint staff_login(const WebServices& services);

[[nodiscard]] Response staff_response(const sync::StaffAccount& account, std::string_view csrf);

}  // namespace xz::server::api
