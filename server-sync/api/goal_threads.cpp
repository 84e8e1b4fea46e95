#include "server-sync/api/goal_threads.hpp"

#include "server-sync/api/staff_work.hpp"
#include "server-sync/sync/student_years.hpp"

#include <boost/json/array.hpp>

namespace xz::server::api {

StaffEndpoint goal_threads(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto reason = read_body(request, [](json::ObjectReader& reader) { return reader.optional_text("reason", LongestWords).value_or(""); });
        if (!reason) return respond(reason.error());
        const auto student = services.ports.students.find(request.parameter("student"));
        if (!student) return respond(not_found());
        if (auto refusal = refuse_look(student->student, *reason, services.clock.now())) return respond(std::move(*refusal));
        boost::json::array threads;
        for (const auto& thread : services.years.threads(*student, sync::Reader::Staff)) {
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
        const auto& number = student->student.student_no;
        answer_look(services, who, {"goals.look", number, {{"reason", *reason}}},
                    json_response(200, {{"student", described(*student)}, {"threads", std::move(threads)}}), std::move(respond));
    };
}

}  // namespace xz::server::api
