#include "server-sync/api/staff_me.hpp"

#include "server-sync/api/staff_login.hpp"
#include "server-sync/api/staff_session.hpp"

namespace xz::server::api {

Endpoint staff_me(const WebServices& services) {
    return [&services](Request request, Respond respond) {
        const auto who = signed_in(request, services);
        if (!who) return respond(who.error());
        respond(staff_response(who->account, who->session.csrf));
    };
}

}  // namespace xz::server::api
