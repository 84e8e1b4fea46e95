#include "server-sync/api/feedback_review.hpp"

#include "server-sync/api/scope.hpp"
#include "server-sync/api/staff_work.hpp"
#include "server-sync/sync/feedback_desk.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace xz::server::api {

namespace {

constexpr std::size_t MostThreads = 200;  // of a page
constexpr std::size_t LongestUser = 64;
constexpr std::size_t LongestOffice = 40;
constexpr std::array<std::string_view, 6> States{"open", "assigned", "answered", "reopened", "escalated", "closed"};

int urgency_of(const domain::FeedbackState& state) {
    using namespace domain::feedback_state;
    if (std::holds_alternative<Escalated>(state)) return 0;
    return std::holds_alternative<Answered>(state) || std::holds_alternative<Closed>(state) ? 2 : 1;
}

// A thread's place in the list, as ?after= gives it back.
std::string place_text(const sync::FeedbackThread& thread) {
    return fmt::format("{}~{}~{}~{}", urgency_of(thread.state), xz::to_text(thread.due), thread.key.student_no, thread.key.id);
}

std::optional<sync::FeedbackPlace> place_from(std::string_view text) {
    std::array<std::string_view, 4> parts;
    for (auto& part : parts) {
        const auto end = std::min(text.find('~'), text.size());
        part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    const auto due = day_from_text(parts[1]);
    const bool known = parts[0] == "0" || parts[0] == "1" || parts[0] == "2";
    if (!known || !due || parts[2].empty() || parts[3].empty() || !text.empty()) return std::nullopt;
    return sync::FeedbackPlace{.urgency = parts[0].front() - '0', .due = *due, .key = {std::string{parts[2]}, std::string{parts[3]}}};
}

// Of what is in their duty: the quality office gives on what was escalated from the psychology centre, and does not read it.
bool is_readable(const sync::StaffAccount& account, const sync::FeedbackThread& thread) {
    return account.role == sync::Role::PsychologyCentre || thread.to != domain::Addressee::PsychologyCentre ||
           domain::assigned_to(thread.state) == account.user;
}

boost::json::object line_of(const sync::FeedbackThread& thread) {
    return {{"student_no", thread.key.student_no},
            {"thread", thread.key.id},
            {"academic_year", thread.academic_year},
            {"class", thread.class_code},
            {"to", domain::name_of(thread.to)},
            {"about", thread.about},
            {"state", domain::name_of(thread.state)},
            {"assigned_to", domain::assigned_to(thread.state)},
            {"opened_at", to_rfc3339(thread.opened_at)},
            {"due", xz::to_text(thread.due)}};
}

boost::json::array steps_value(const std::vector<sync::FeedbackStep>& steps) {
    boost::json::array lines;
    for (const auto& step : steps) {
        lines.push_back({{"from", step.from},
                         {"to", step.to},
                         {"action", step.action},
                         {"by", step.by.name},
                         {"assigned", step.assigned},
                         {"at", to_rfc3339(step.at)}});
    }
    return lines;
}

sync::ThreadKey key_of(const Request& request) { return {std::string{request.parameter("student")}, std::string{request.parameter("thread")}}; }

bool can_answer(const sync::StaffAccount& account) {
    return account.active && account.role != sync::Role::It && account.role != sync::Role::Auditor;
}

struct Answer {
    std::string text;
    std::string office;
};

}  // namespace

StaffEndpoint feedback_list(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto state = request.query_value("state");
        if (state && std::ranges::find(States, *state) == States.end()) {
            return respond(error_response(400, "bad_state", "expected the name of a state", "?state"));
        }
        const auto after = request.query_value("after");
        const auto place = after ? place_from(*after) : std::nullopt;
        if (after && !place) return respond(error_response(400, "bad_after", "expected what the page before ended with", "?after"));
        const auto duty = feedback_duty(who.account, services.ports, services.clock.now());
        const auto threads = services.ports.feedback.in_duty(duty, state.value_or(""), place, MostThreads);
        boost::json::array lines;
        for (const auto& thread : threads) {
            auto line = line_of(thread);
            line["readable"] = is_readable(who.account, thread);
            lines.push_back(std::move(line));
        }
        const std::string next = threads.size() == MostThreads ? place_text(threads.back()) : std::string{};
        answer_look(services, who, {"feedback.list", who.account.user, {}},
                    json_response(200, {{"threads", std::move(lines)}, {"after", next}}), std::move(respond));
    };
}

StaffEndpoint feedback_look(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto asked = asked_look(services, request);
        if (!asked) return respond(asked.error());
        const auto key = key_of(request);
        const auto found = services.feedback.thread_case(key);
        if (!found) return respond(not_found());
        boost::json::array posts;
        for (const auto& post : found->posts) {
            posts.push_back({{"by", post.by == domain::Post::By::Student ? "student" : "staff"},
                             {"office", post.name},
                             {"at", to_rfc3339(post.at)},
                             {"text", post.text}});
        }
        auto told = line_of(found->thread);
        told["posts"] = std::move(posts);
        told["steps"] = steps_value(found->steps);
        answer_look(services, who, {"feedback.look", key.student_no, {{"thread", key.id}, {"reason", asked->reason}}},
                    json_response(200, std::move(told)), std::move(respond));
    };
}

StaffEndpoint feedback_assign(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto to = read_body(request, [&services](json::ObjectReader& reader) {
            auto user = reader.text("to", 1, LongestUser);
            const auto account = user.empty() ? std::nullopt : services.ports.staff.find(user);
            if (!user.empty() && !(account && can_answer(*account))) reader.problem("to", "a member of staff who can answer");
            return user;
        });
        if (!to) return respond(to.error());
        services.feedback.assign(key_of(request), std::move(*to), stepper_of(who), services.clock.now(),
                                 answering(services, "feedback.assign", std::move(respond)));
    };
}

StaffEndpoint feedback_answer(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        auto answer = read_body(request, [](json::ObjectReader& reader) {
            return Answer{.text = reader.text("text", 1, LongestWords), .office = reader.text("office", 1, LongestOffice)};
        });
        if (!answer) return respond(answer.error());
        services.feedback.answer(key_of(request), std::move(answer->text), std::move(answer->office), stepper_of(who), services.clock.now(),
                                 answering(services, "feedback.answer", std::move(respond)));
    };
}

}  // namespace xz::server::api
