#include "server-sync/api/web_routes.hpp"

#include "server-sync/api/class_board.hpp"
#include "server-sync/api/class_list.hpp"
#include "server-sync/api/staff_login.hpp"
#include "server-sync/api/staff_logout.hpp"
#include "server-sync/api/staff_me.hpp"

namespace xz::server::api {

Routes web_routes(const WebServices& services) {
    return {
        {Method::Post, "/api/v1/login", Access::Anyone, staff_login(services)},
        {Method::Post, "/api/v1/logout", Access::Anyone, staff_logout(services)},
        {Method::Get, "/api/v1/me", Access::Anyone, staff_me(services)},
        {Method::Get, "/api/v1/classes", Access::Anyone, class_list(services)},
        {Method::Get, "/api/v1/classes/{code}/board", Access::Anyone, class_board(services)},
    };
}

}  // namespace xz::server::api
