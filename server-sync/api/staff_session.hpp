// Who is signed in: a cookie's session, its account, and the token that only our own pages can send back.
#pragma once

#include "server-sync/api/message.hpp"
#include "server-sync/api/web_services.hpp"
#include "terminal/core/support/result.hpp"

namespace xz::server::api {

struct SignedIn {
    sync::StaffAccount account;
    sync::Session session;
};

// 401 without a session in force; 403 `csrf` where the method changes something and X-CSRF is not the session's.
[[nodiscard]] Result<SignedIn, Response> signed_in(const Request& request, const WebServices& services);

// `__Host-xz` over TLS, where the browser holds us to it; `xz` on a plain loopback listener.
[[nodiscard]] std::string_view cookie_name(const Request& request);
[[nodiscard]] std::string session_cookie(const Request& request, std::string_view token);
[[nodiscard]] std::string cleared_cookie(const Request& request);

inline constexpr std::chrono::hours StaffSessionLife{8};

}  // namespace xz::server::api
