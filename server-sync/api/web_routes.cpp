#include "server-sync/api/web_routes.hpp"

#include "server-sync/api/class_board.hpp"
#include "server-sync/api/class_list.hpp"
#include "server-sync/api/staff_login.hpp"
#include "server-sync/api/staff_logout.hpp"
#include "server-sync/api/staff_me.hpp"

namespace xz::server::api {

namespace {

using sync::Role;

const Roles Everybody{Role::Counselor, Role::Teacher, Role::DepartmentLead, Role::QualityOffice, Role::PsychologyCentre, Role::It, Role::Auditor};
const Roles ClassStaff{Role::Counselor, Role::Teacher, Role::DepartmentLead, Role::QualityOffice};

}  // namespace

Routes web_routes(const WebServices& services) {
    return {
        {Method::Post, "/api/v1/login", Access::Anyone, staff_login(services)},
        staff_route(services, Method::Post, "/api/v1/logout", Everybody, Scope::Nothing, staff_logout(services)),
        staff_route(services, Method::Get, "/api/v1/me", Everybody, Scope::Nothing, staff_me()),
        staff_route(services, Method::Get, "/api/v1/classes", Everybody, Scope::Nothing, class_list(services)),
        staff_route(services, Method::Get, "/api/v1/classes/{class}/board", ClassStaff, Scope::Class, class_board(services)),
    };
}

}  // namespace xz::server::api
