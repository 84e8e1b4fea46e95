#include "server-sync/api/review_lists.hpp"

#include "server-sync/api/class_list.hpp"
#include "server-sync/api/staff_work.hpp"
#include "server-sync/sync/proceedings.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>

namespace xz::server::api {

namespace {

constexpr std::array<std::string_view, 8> PlanStates{"draft",    "submitted",          "under_review",          "active",
                                                     "returned", "revision_submitted", "revision_under_review", "revision_returned"};
constexpr std::array<std::string_view, 7> DiagnosisStates{"locked", "draft", "submitted", "confirmed", "returned", "reopened", "archived"};

bool is_state(protocol::RecordKind kind, std::string_view text) {
    if (kind == protocol::RecordKind::Plan) return std::ranges::find(PlanStates, text) != PlanStates.end();
    return std::ranges::find(DiagnosisStates, text) != DiagnosisStates.end();
}

boost::json::object line_of(const sync::ClassEntry& entry) {
    const auto& proceeding = entry.proceeding;
    const bool handed_in = proceeding.steps > 0;
    return {{"student_no", entry.student_no},
            {"name", entry.name},
            {"state", proceeding.state},
            {"record", proceeding.record},
            {"revision", proceeding.revision},
            {"versions", entry.versions},
            {"without_plan", proceeding.without_plan != sync::WithoutPlan::No},
            {"since", handed_in ? json::Value(to_rfc3339(proceeding.since)) : json::Value(nullptr)}};
}

}  // namespace

StaffEndpoint review_list(const WebServices& services, protocol::RecordKind kind) {
    return [&services, kind](const SignedIn& who, Request request, Respond respond) {
        const auto year = asked_year(request, services);
        if (!year) return respond(year.error());
        const auto state = request.query_value("state");
        if (state && !is_state(kind, *state)) return respond(error_response(400, "bad_state", "expected the name of a state", "?state"));
        const std::string class_code{request.parameter("class")};
        boost::json::array students;
        for (const auto& entry : services.proceedings.of_class(class_code, kind, *year)) {
            if (!state || entry.proceeding.state == *state) students.push_back(line_of(entry));
        }
        auto answer = json_response(200, {{"class", class_code}, {"academic_year", *year}, {"students", std::move(students)}});
        answer_look(services, who, {kind == protocol::RecordKind::Plan ? "class.plans" : "class.diagnoses", class_code, {{"year", *year}}},
                    std::move(answer), std::move(respond));
    };
}

}  // namespace xz::server::api
