#include "server-sync/api/web_routes.hpp"

#include "server-sync/api/activation.hpp"
#include "server-sync/api/class_board.hpp"
#include "server-sync/api/class_list.hpp"
#include "server-sync/api/class_warnings.hpp"
#include "server-sync/api/contacts.hpp"
#include "server-sync/api/diagnosis_review.hpp"
#include "server-sync/api/feedback_review.hpp"
#include "server-sync/api/goal_threads.hpp"
#include "server-sync/api/note_board.hpp"
#include "server-sync/api/plan_review.hpp"
#include "server-sync/api/review_lists.hpp"
#include "server-sync/api/staff_login.hpp"
#include "server-sync/api/staff_logout.hpp"
#include "server-sync/api/staff_me.hpp"

namespace xz::server::api {

namespace {

using protocol::RecordKind;
using sync::Role;

const Roles Everybody{Role::Counselor, Role::Teacher, Role::DepartmentLead, Role::QualityOffice, Role::PsychologyCentre, Role::It, Role::Auditor};
const Roles Responsible{Role::Counselor};  // sees what a student wrote
const Roles DecideObjections{Role::Counselor, Role::QualityOffice};
const Roles WishedFor{Role::Counselor, Role::PsychologyCentre};  // whom a student can ask to get in touch
const Roles Answering{Role::Counselor, Role::Teacher, Role::DepartmentLead, Role::QualityOffice, Role::PsychologyCentre};
const Roles ClassStaff{Role::Counselor, Role::Teacher, Role::DepartmentLead, Role::QualityOffice};

}  // namespace

Routes web_routes(const WebServices& services) {
    return {
        {Method::Post, "/api/v1/login", Access::Anyone, staff_login(services)},
        staff_route(services, Method::Post, "/api/v1/logout", Everybody, Scope::Nothing, staff_logout(services)),
        staff_route(services, Method::Get, "/api/v1/me", Everybody, Scope::Nothing, staff_me()),
        staff_route(services, Method::Get, "/api/v1/classes", Everybody, Scope::Nothing, class_list(services)),
        staff_route(services, Method::Get, "/api/v1/classes/{class}/board", ClassStaff, Scope::Class, class_board(services)),

        staff_route(services, Method::Get, "/api/v1/units/{unit}/board", {Role::DepartmentLead, Role::QualityOffice}, Scope::Unit, unit_board(services)),

        staff_route(services, Method::Get, "/api/v1/classes/{class}/plans", Responsible, Scope::Class, review_list(services, RecordKind::Plan)),
        staff_route(services, Method::Get, "/api/v1/classes/{class}/diagnoses", Responsible, Scope::Class, review_list(services, RecordKind::Diagnosis)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/plans/{year}/look", Responsible, Scope::Student, plan_look(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/plans/{year}/decision", Responsible, Scope::Student, plan_decision(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/diagnoses/{year}/look", Responsible, Scope::Student, diagnosis_look(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/diagnoses/{year}/decision", Responsible, Scope::Student, diagnosis_decision(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/diagnoses/{year}/evidence", Responsible, Scope::Student, evidence_verdict(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/diagnoses/{year}/reopen", {Role::DepartmentLead}, Scope::Student, diagnosis_reopen(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/goals/look", Responsible, Scope::Student, goal_threads(services)),

        staff_route(services, Method::Get, "/api/v1/classes/{class}/warnings", Responsible, Scope::Class, class_warnings(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/warnings/look", Responsible, Scope::Student, warnings_look(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/warnings/vouch", Responsible, Scope::Student, warning_vouch(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/warnings/act", Responsible, Scope::Student, warning_act(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/warnings/resolve", Responsible, Scope::Student, warning_resolve(services)),
        staff_route(services, Method::Get, "/api/v1/classes/{class}/objections", DecideObjections, Scope::Class, class_objections(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/objections/{objection}/look", DecideObjections, Scope::Student, objection_look(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/objections/{objection}", DecideObjections, Scope::Student, objection_decision(services)),

        staff_route(services, Method::Get, "/api/v1/contacts", WishedFor, Scope::Nothing, contact_list(services)),
        staff_route(services, Method::Post, "/api/v1/contacts/{contact}/done", WishedFor, Scope::Contact, contact_done(services)),

        staff_route(services, Method::Get, "/api/v1/feedback", Answering, Scope::Nothing, feedback_list(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/feedback/{thread}/look", Answering, Scope::ThreadToRead, feedback_look(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/feedback/{thread}/assign", Answering, Scope::ThreadToAssign, feedback_assign(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/feedback/{thread}/answer", Answering, Scope::ThreadToRead, feedback_answer(services)),
        staff_route(services, Method::Get, "/api/v1/notes", Everybody, Scope::Nothing, note_list(services)),
        staff_route(services, Method::Post, "/api/v1/notes", ClassStaff, Scope::Nothing, note_publish(services)),

        staff_route(services, Method::Post, "/api/v1/classes/{class}/activation-codes", Responsible, Scope::Class, class_codes(services)),
        staff_route(services, Method::Post, "/api/v1/students/{student}/pin-reset", Responsible, Scope::Student, pin_reset(services)),
    };
}

}  // namespace xz::server::api
