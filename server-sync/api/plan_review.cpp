#include "server-sync/api/plan_review.hpp"

#include "server-sync/api/case_text.hpp"
#include "server-sync/api/refusal.hpp"
#include "server-sync/api/staff_work.hpp"
#include "server-sync/sync/proceedings.hpp"

#include <boost/json/array.hpp>

namespace xz::server::api {

namespace {

std::string_view name_of(domain::PlanChange::Kind kind) {
    using Kind = domain::PlanChange::Kind;
    switch (kind) {
        case Kind::GoalAdded: return "goal_added";
        case Kind::GoalRemoved: return "goal_removed";
        case Kind::GoalChanged: return "goal_changed";
        case Kind::MeasureAdded: return "measure_added";
        case Kind::MeasureRemoved: return "measure_removed";
        case Kind::MeasureChanged: return "measure_changed";
        case Kind::LevelChanged: return "level_changed";
        case Kind::HeaderChanged: break;
    }
    return "header_changed";
}

json::Value plan_value(const std::optional<domain::Plan>& plan) { return plan ? value_of_text(domain::to_json(*plan)) : json::Value(nullptr); }

Response case_response(const sync::PlanCase& found, const sync::PlacedStudent& student) {
    boost::json::array changes;
    for (const auto& change : found.changes) {
        changes.push_back({{"kind", name_of(change.kind)}, {"dimension", change.dimension}, {"goal", change.goal}, {"measure", change.measure}});
    }
    return json_response(200, {{"student", described(student)},
                               {"academic_year", found.proceeding.key.academic_year},
                               {"state", found.proceeding.state},
                               {"record", found.proceeding.record},
                               {"active_record", found.proceeding.active},
                               {"revision", found.proceeding.revision},
                               {"reason", domain::reason_of(found.standing.state)},
                               {"comment", found.standing.comment},
                               {"active", plan_value(found.standing.active)},
                               {"latest", plan_value(found.standing.latest)},
                               {"changes", std::move(changes)},
                               {"steps", steps_value(found.steps)}});
}

// On record with what is shown: the revision that a decision may then be about.
void show(const WebServices& services, const SignedIn& who, const sync::PlanCase& found, const AskedLook& asked, Respond respond) {
    answer_look(services, who,
                {"plan.look", asked.student.student.student_no,
                 {{"year", found.proceeding.key.academic_year}, {"record", found.proceeding.record}, {"reason", asked.reason}}},
                case_response(found, asked.student), std::move(respond));
}

bool waits_unopened(const domain::PlanState& state) {
    return std::holds_alternative<domain::plan_state::Submitted>(state) || std::holds_alternative<domain::plan_state::RevisionSubmitted>(state);
}

}  // namespace

StaffEndpoint plan_look(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto asked = asked_look(services, request);
        if (!asked) return respond(asked.error());
        const auto year = path_year(request);
        if (!year) return respond(year.error());
        const auto& number = asked->student.student.student_no;
        const auto found = services.proceedings.plan_case(number, *year);
        if (!found) return respond(not_found());
        if (!waits_unopened(found->standing.state)) return show(services, who, *found, *asked, std::move(respond));
        services.proceedings.open_plan({number, *year, found->proceeding.record}, stepper_of(who), services.clock.now(),
                                       [&services, who, asked = *asked, year = *year, respond = std::move(respond)](auto outcome) {
            if (!outcome) return respond(store_unavailable());
            // Opened, or withdrawn at this very moment: either way the case is read again.
            respond_later(services.post, respond, [&services, who, asked, year, respond]() -> std::optional<Response> {
                const auto opened = services.proceedings.plan_case(asked.student.student.student_no, year);
                if (!opened) return not_found();
                show(services, who, *opened, asked, respond);
                return std::nullopt;
            });
        });
    };
}

StaffEndpoint plan_decision(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto decision = read_decision(request, "approve");
        if (!decision) return respond(decision.error());
        if (auto unseen = refused_unseen(services, who, {"plan.look", decision->what.student_no, "record", decision->what.record})) {
            return respond(std::move(*unseen));
        }
        const Instant now = services.clock.now();
        if (decision->outcome == Decision::Outcome::Accepted) {
            return services.proceedings.approve_plan(std::move(decision->what), std::move(decision->comment), stepper_of(who), now,
                                                     answering(services, "plan.approve", std::move(respond)));
        }
        services.proceedings.return_plan(std::move(decision->what), std::move(decision->reason), stepper_of(who), now,
                                         answering(services, "plan.return", std::move(respond)));
    };
}

}  // namespace xz::server::api
