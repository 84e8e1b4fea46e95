#include "server-sync/api/student_session.hpp"

#include "server-sync/api/token.hpp"

namespace xz::server::api {

namespace {
constexpr std::size_t LongestToken = 256;
constexpr std::string_view Student = "student";
}  // namespace

std::string throttle_source(const sync::Terminal& terminal) { return "terminal:" + terminal.id; }

std::string throttle_subject(std::string_view student_no) { return "student:" + std::string{student_no}; }

Result<sync::Session, Response> student_session(const Request& request, const sync::Terminal& terminal, const SyncServices& services) {
    const auto token = request.header("x-session");
    auto session = token.empty() || token.size() > LongestToken
                       ? std::nullopt
                       : services.ports.sessions.find(token_hash(token), services.clock.now());
    if (!session || session->kind != Student || session->bound_to != terminal.id) {
        return failure(error_response(401, "session_over", "sign in again"));
    }
    return std::move(*session);
}

}  // namespace xz::server::api
