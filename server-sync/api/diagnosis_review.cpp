#include "server-sync/api/diagnosis_review.hpp"

#include "server-sync/api/case_text.hpp"
#include "server-sync/api/staff_work.hpp"
#include "server-sync/sync/proceedings.hpp"

namespace xz::server::api {

namespace {

constexpr std::size_t LongestIndicator = 32;

std::string_view name_of(sync::WithoutPlan without) {
    switch (without) {
        case sync::WithoutPlan::Explained: return "explained";
        case sync::WithoutPlan::Unexplained: return "unexplained";
        case sync::WithoutPlan::No: break;
    }
    return "no";
}

boost::json::array goals_value(const std::vector<domain::GoalResult>& goals) {
    boost::json::array lines;
    for (const auto& goal : goals) {
        lines.push_back({{"dimension", goal.dimension},
                         {"goal", goal.goal},
                         {"basis", domain::name_of(goal.basis)},
                         {"attained", goal.attained ? json::Value(goal.attained->rounded(2)) : json::Value(nullptr)}});
    }
    return lines;
}

boost::json::array evidence_value(const std::vector<sync::EvidenceCase>& evidence) {
    boost::json::array lines;
    for (const auto& each : evidence) lines.push_back({{"indicator", each.indicator}, {"verification", domain::name_of(each.verification)}});
    return lines;
}

// Overall level and, of each dimension, the score from imported values only: an exact overall score would let sensitive answers be computed.
json::Value result_value(const std::optional<sync::ScoredResult>& result, std::string_view record) {
    if (!result || result->record_id != record) return nullptr;
    boost::json::object dimensions;
    for (const auto& dimension : result->dimensions) {
        dimensions[dimension.code] = dimension.data_score ? json::Value(dimension.data_score->rounded(1)) : json::Value(nullptr);
    }
    return boost::json::object{{"level", result->level ? json::Value(domain::name_of(*result->level)) : json::Value(nullptr)},
                               {"data_scores", std::move(dimensions)}};
}

Response case_response(const sync::DiagnosisCase& found, const sync::PlacedStudent& student, const sync::Ports& ports) {
    const auto& proceeding = found.proceeding;
    const auto& handed_in = found.standing.handed_in;
    return json_response(200, {{"student", described(student)},
                               {"academic_year", proceeding.key.academic_year},
                               {"state", proceeding.state},
                               {"record", proceeding.record},
                               {"revision", proceeding.revision},
                               {"without_plan", name_of(proceeding.without_plan)},
                               {"reason", domain::reason_of(found.standing.state)},
                               {"comment", found.standing.comment},
                               {"handed_in", handed_in ? value_of_text(domain::to_json(*handed_in)) : json::Value(nullptr)},
                               {"goals", goals_value(found.goals)},
                               {"evidence", evidence_value(found.evidence)},
                               {"result", result_value(ports.results.find(student.student.student_no, proceeding.key.academic_year), proceeding.record)},
                               {"steps", steps_value(found.steps)}});
}

struct EvidenceDecision {
    std::string record;
    std::string indicator;
    std::size_t which = 0;  // confirmed, rejected
};

struct Reopening {
    std::string record;
    std::string reason;
};

sync::Reviewed reviewed(const Request& request, const std::string& year, const std::string& record) {
    return {std::string{request.parameter("student")}, year, record};
}

}  // namespace

StaffEndpoint diagnosis_look(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto asked = asked_look(services, request);
        if (!asked) return respond(asked.error());
        const auto year = path_year(request);
        if (!year) return respond(year.error());
        const auto& number = asked->student.student.student_no;
        const auto found = services.proceedings.diagnosis_case(number, *year);
        if (!found) return respond(not_found());
        answer_look(services, who, {"diagnosis.look", number, {{"year", *year}, {"record", found->proceeding.record}, {"reason", asked->reason}}},
                    case_response(*found, asked->student, services.ports), std::move(respond));
    };
}

StaffEndpoint diagnosis_decision(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto decision = read_decision(request, "confirm");
        if (!decision) return respond(decision.error());
        if (auto unseen = refused_unseen(services, who, {"diagnosis.look", decision->what.student_no, "record", decision->what.record})) {
            return respond(std::move(*unseen));
        }
        const Instant now = services.clock.now();
        if (decision->outcome == Decision::Outcome::Accepted) {
            return services.proceedings.confirm_diagnosis(std::move(decision->what), std::move(decision->comment), stepper_of(who), now,
                                                          answering(services, "diagnosis.confirm", std::move(respond)));
        }
        services.proceedings.return_diagnosis(std::move(decision->what), std::move(decision->reason), stepper_of(who), now,
                                              answering(services, "diagnosis.return", std::move(respond)));
    };
}

StaffEndpoint evidence_verdict(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto decision = read_body(request, [](json::ObjectReader& reader) {
            return EvidenceDecision{.record = reader.uuid("record"),
                                    .indicator = reader.text("indicator", 1, LongestIndicator),
                                    .which = reader.choice("verdict", {"confirmed", "rejected"})};
        });
        if (!decision) return respond(decision.error());
        const auto year = path_year(request);
        if (!year) return respond(year.error());
        if (auto unseen = refused_unseen(services, who, {"diagnosis.look", request.parameter("student"), "record", decision->record})) {
            return respond(std::move(*unseen));
        }
        services.proceedings.verify(reviewed(request, *year, decision->record), std::move(decision->indicator),
                                    decision->which == 0 ? domain::Verification::Confirmed : domain::Verification::Rejected, stepper_of(who),
                                    services.clock.now(), answering(services, "evidence.verify", std::move(respond)));
    };
}

StaffEndpoint diagnosis_reopen(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto asked = read_body(request, [](json::ObjectReader& reader) {
            return Reopening{.record = reader.uuid("record"), .reason = reader.text("reason", 1, LongestWords)};
        });
        if (!asked) return respond(asked.error());
        const auto year = path_year(request);
        if (!year) return respond(year.error());
        services.proceedings.reopen_diagnosis(reviewed(request, *year, asked->record), std::move(asked->reason), stepper_of(who),
                                              services.clock.now(), answering(services, "diagnosis.reopen", std::move(respond)));
    };
}

}  // namespace xz::server::api
