#include "server-sync/api/staff_session.hpp"

#include "server-sync/api/token.hpp"
#include "terminal/core/crypto/compare.hpp"

#include <fmt/format.h>

namespace xz::server::api {

namespace {

Response not_signed_in() { return error_response(401, "not_signed_in", "sign in first"); }

bool changes_something(Method method) { return method != Method::Get && method != Method::Head; }

std::string_view attributes(const Request& request) {
    return request.encrypted ? "Path=/; Secure; HttpOnly; SameSite=Strict" : "Path=/; HttpOnly; SameSite=Strict";
}

}  // namespace

Result<SignedIn, Response> signed_in(const Request& request, const WebServices& services) {
    const auto token = request.cookie(cookie_name(request));
    if (token.empty()) return failure(not_signed_in());
    const std::string hash = token_hash(token);
    auto session = services.ports.sessions.find(hash, services.clock.now());
    if (!session || session->kind != "staff" || !services.activity.use(hash, services.clock.steady())) return failure(not_signed_in());
    auto account = services.ports.staff.find(session->subject);
    if (!account || !account->active) return failure(not_signed_in());
    if (changes_something(request.method) &&
        !crypto::constant_time_equal(bytes_of(request.header("x-csrf")), bytes_of(session->csrf))) {
        return failure(error_response(403, "csrf", "X-CSRF is missing or not this session's"));
    }
    return SignedIn{std::move(*account), std::move(*session)};
}

std::string_view cookie_name(const Request& request) { return request.encrypted ? "__Host-xz" : "xz"; }

std::string session_cookie(const Request& request, std::string_view token) {
    return fmt::format("{}={}; {}", cookie_name(request), token, attributes(request));
}

std::string cleared_cookie(const Request& request) {
    return fmt::format("{}=; Max-Age=0; {}", cookie_name(request), attributes(request));
}

}  // namespace xz::server::api
