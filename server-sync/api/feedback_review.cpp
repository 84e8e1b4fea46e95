#include "server-sync/api/feedback_review.hpp"

#include "server-sync/api/scope.hpp"
#include "server-sync/api/staff_work.hpp"
#include "server-sync/sync/feedback_desk.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

namespace xz::server::api {

namespace {

constexpr std::size_t MostThreads = 200;  // of each source of the list
constexpr std::size_t LongestUser = 64;
constexpr std::size_t LongestOffice = 40;
constexpr std::array<std::string_view, 6> States{"open", "assigned", "answered", "reopened", "escalated", "closed"};

using Threads = std::vector<sync::FeedbackThread>;

Threads candidates(const sync::StaffAccount& account, const sync::Ports& ports, Instant now) {
    Threads all = ports.feedback.assigned_to(account.user, MostThreads);
    const auto add = [&all](Threads more) { std::ranges::move(more, std::back_inserter(all)); };
    switch (account.role) {
        case sync::Role::Counselor:
            for (const auto& code : classes_in_scope(account, ports, now)) add(ports.feedback.of_class(code, MostThreads));
            break;
        case sync::Role::DepartmentLead: add(ports.feedback.of_department(account.scope, MostThreads)); break;
        case sync::Role::QualityOffice:
            for (const auto to : {domain::Addressee::School, domain::Addressee::Counselor, domain::Addressee::Teacher,
                                  domain::Addressee::Department, domain::Addressee::PsychologyCentre}) {
                add(ports.feedback.addressed_to(to, MostThreads));
            }
            break;
        case sync::Role::PsychologyCentre: add(ports.feedback.addressed_to(domain::Addressee::PsychologyCentre, MostThreads)); break;
        case sync::Role::Teacher:
        case sync::Role::It:
        case sync::Role::Auditor: break;
    }
    return all;
}

// Newest first, each once, in the caller's duty.
Threads in_duty(const sync::StaffAccount& account, const sync::Ports& ports, Instant now) {
    Threads all = candidates(account, ports, now);
    std::erase_if(all, [&](const auto& thread) { return !may_assign(account, thread, ports, now); });
    const auto order = [](const auto& one, const auto& other) {
        return std::tuple{other.opened_at, one.key.student_no, one.key.id} < std::tuple{one.opened_at, other.key.student_no, other.key.id};
    };
    std::ranges::sort(all, order);
    const auto same = std::ranges::unique(all, [](const auto& one, const auto& other) { return one.key == other.key; });
    all.erase(same.begin(), same.end());
    return all;
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
        boost::json::array lines;
        for (const auto& thread : in_duty(who.account, services.ports, services.clock.now())) {
            if (state && domain::name_of(thread.state) != *state) continue;
            auto line = line_of(thread);
            line["readable"] = may_read(who.account, thread, services.ports, services.clock.now());
            lines.push_back(std::move(line));
        }
        answer_look(services, who, {"feedback.list", who.account.user, {}}, json_response(200, {{"threads", std::move(lines)}}), std::move(respond));
    };
}

StaffEndpoint feedback_look(const WebServices& services) {
    return [&services](const SignedIn& who, Request request, Respond respond) {
        const auto reason = read_body(request, [](json::ObjectReader& reader) { return reader.optional_text("reason", LongestWords).value_or(""); });
        if (!reason) return respond(reason.error());
        const auto key = key_of(request);
        const auto student = services.ports.students.find(key.student_no);
        if (!student) return respond(not_found());
        if (auto refusal = refuse_look(student->student, *reason, services.clock.now())) return respond(std::move(*refusal));
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
        answer_look(services, who, {"feedback.look", key.student_no, {{"thread", key.id}, {"reason", *reason}}},
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
