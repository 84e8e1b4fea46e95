#include "server-sync/api/goal_threads.hpp"

#include "server-sync/api/staff_work.hpp"
#include "server-sync/sync/student_years.hpp"

#include <boost/json/array.hpp>

namespace xz::server::api {

StaffEndpoint goal_threads(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto asked = asked_look(services, request);
        if (!asked) return respond(asked.error());
        boost::json::array threads;
        for (const auto& thread : services.years.threads(asked->student, sync::Reader::Staff)) {
            boost::json::array steps;
            for (const auto& step : thread.steps) {
                steps.push_back({{"academic_year", step.academic_year},
                                 {"goal", step.goal},
                                 {"text", step.text},
                                 {"attained", step.attained ? json::Value(*step.attained) : json::Value(nullptr)},
                                 {"improvement", step.improvement}});
            }
            threads.push_back(std::move(steps));
        }
        answer_look(services, who, {"goals.look", asked->student.student.student_no, {{"reason", asked->reason}}},
                    json_response(200, {{"student", described(asked->student)}, {"threads", std::move(threads)}}), std::move(respond));
    };
}

}  // namespace xz::server::api
