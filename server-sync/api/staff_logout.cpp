#include "server-sync/api/staff_logout.hpp"

#include "server-sync/api/refusal.hpp"

namespace xz::server::api {

StaffEndpoint staff_logout(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        services.activity.forget(who.session.token_hash);
        services.ports.sessions.close(who.session.token_hash, [respond = std::move(respond), cookie = cleared_cookie(request)](auto outcome) {
            if (!outcome) return respond(store_unavailable());
            Response response = empty_response(204);
            response.headers.emplace_back("set-cookie", cookie);
            respond(std::move(response));
        });
    };
}

}  // namespace xz::server::api
