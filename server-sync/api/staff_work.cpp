#include "server-sync/api/staff_work.hpp"

#include "server-sync/api/refusal.hpp"
#include "terminal/core/protocol/names.hpp"
#include "terminal/core/support/text.hpp"

namespace xz::server::api {

namespace {

domain::Actor actor_of(sync::Role role) {
    switch (role) {
        case sync::Role::Counselor: return domain::Actor::Counselor;
        case sync::Role::DepartmentLead: return domain::Actor::DepartmentLead;
        case sync::Role::QualityOffice: return domain::Actor::QualityOffice;
        case sync::Role::PsychologyCentre: return domain::Actor::PsychologyCentre;
        case sync::Role::Teacher:
        case sync::Role::It:
        case sync::Role::Auditor: break;
    }
    return domain::Actor::Teacher;  // no route lets the other two act
}

}  // namespace

Result<std::string, Response> path_year(const Request& request) {
    const auto year = request.parameter("year");
    if (!protocol::is_academic_year(year)) return failure(not_found());
    return std::string{year};
}

sync::Stepper stepper_of(const SignedIn& who) { return {actor_of(who.account.role), "staff:" + who.account.user}; }

Response to_response(sync::Verdict verdict) {
    switch (verdict) {
        case sync::Verdict::Done: return empty_response(204);
        case sync::Verdict::NotFound: return not_found();
        case sync::Verdict::ReasonMissing: return error_response(400, "reason_missing", "this needs a reason");
        case sync::Verdict::WrongActor: return error_response(403, "wrong_actor", "this is not for your role now");
        case sync::Verdict::WrongState: return error_response(409, "wrong_state", "it has moved on meanwhile: look again");
        case sync::Verdict::TooEarly: return error_response(409, "too_early", "the student may still answer: wait until the day after it is due");
        case sync::Verdict::Conflict: return error_response(409, "conflict", "this id was used for something else");
        case sync::Verdict::OnceOnly: break;
    }
    return error_response(409, "once_only", "this was done before and is done once");
}

sync::Completion<sync::Verdict> answering(const WebServices& services, std::string step, Respond respond) {
    return [&services, step = std::move(step), respond = std::move(respond)](auto outcome) {
        services.metrics.counted(Deed::StaffStep, step, outcome ? sync::to_text(*outcome) : "unavailable");
        respond(outcome ? to_response(*outcome) : store_unavailable());
    };
}

sync::AuditEntry entry_of(const WebServices& services, const SignedIn& who, const Look& look) {
    sync::AuditEntry entry;
    entry.at = services.clock.now();
    entry.actor = stepper_of(who).name;
    entry.action = look.action;
    entry.subject = look.subject;
    entry.detail = json::canonical(look.detail);
    return entry;
}

void answer_look(const WebServices& services, const SignedIn& who, Look look, Response answer, Respond respond) {
    auto entry = entry_of(services, who, look);
    services.ports.audit.append(std::move(entry), [&services, action = std::move(look.action), answer = std::move(answer),
                                                   respond = std::move(respond)](auto outcome) {
        services.metrics.counted(Deed::StaffStep, action, outcome ? "done" : "unavailable");
        respond(outcome ? answer : store_unavailable());
    });
}

std::optional<Response> refused_unseen(const WebServices& services, const SignedIn& who, const Revision& revision) {
    const std::string actor = stepper_of(who).name;
    const sync::AuditSought look{.actor = actor, .action = revision.action, .subject = revision.subject, .member = revision.member, .value = revision.name};
    if (services.ports.audit.has_look(look)) return std::nullopt;
    return error_response(409, "not_looked_at", "look at this revision first (POST …/look), then decide about the one that was shown");
}

boost::json::object described(const sync::PlacedStudent& student) {
    return {{"student_no", student.student.student_no}, {"name", student.student.name}, {"class", student.class_unit.code}};
}

Result<AskedLook, Response> asked_look(const WebServices& services, const Request& request) {
    auto reason = read_body(request, [](json::ObjectReader& reader) { return reader.optional_text("reason", LongestWords).value_or(""); });
    if (!reason) return failure(reason.error());
    auto student = services.ports.students.find(request.parameter("student"));
    if (!student) return failure(not_found());
    const auto adult_on = student->student.adult_on;
    const bool is_adult = adult_on && *adult_on <= day_in_china(services.clock.now());
    if (!is_adult && !says_something(*reason)) {
        return failure(error_response(400, "reason_missing", "the student is a minor, or not known to be of age: say why you look", "$.reason"));
    }
    return AskedLook{std::move(*student), std::move(*reason)};
}

Result<Decision, Response> read_decision(const Request& request, std::string_view accept) {
    auto decision = read_body(request, [&](json::ObjectReader& reader) {
        Decision read;
        read.outcome = reader.choice("decision", {accept, "return"}) == 0 ? Decision::Outcome::Accepted : Decision::Outcome::Returned;
        read.what.record = reader.uuid("record");
        read.comment = reader.optional_text("comment", LongestWords).value_or("");
        read.reason = reader.optional_text("reason", LongestWords).value_or("");
        return read;
    });
    if (!decision) return decision;
    auto year = path_year(request);
    if (!year) return failure(year.error());
    decision->what.student_no = request.parameter("student");
    decision->what.academic_year = std::move(*year);
    return decision;
}

}  // namespace xz::server::api
