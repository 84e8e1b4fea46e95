#include "server-sync/api/staff_me.hpp"

#include "server-sync/api/staff_login.hpp"

namespace xz::server::api {

StaffEndpoint staff_me() {
    return [](const SignedIn& who, const Request&, const Respond& respond) { respond(staff_response(who.account, who.session.csrf)); };
}

}  // namespace xz::server::api
