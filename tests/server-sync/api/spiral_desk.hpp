// All routes over a class that goes through a year: records handed in at a kiosk, and a counselor who signs in.
#pragma once

#include "server-sync/api/staff_gate.hpp"
#include "server-sync/sync/imports.hpp"
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/feedback.hpp"
#include "terminal/core/domain/plan.hpp"
#include "terminal/core/protocol/action.hpp"
#include "terminal/core/protocol/login.hpp"
#include "tests/server-sync/api/api_platform.hpp"

#include <boost/json.hpp>

namespace xz::server::api::testing {

inline constexpr auto Password = "correct horse battery";
inline constexpr auto Student = "2024001";  // in C1, which wang answers for
inline constexpr auto Stranger = "2024002"; // in C2

class SpiralDesk : public ApiPlatform {
public:
    SpiralDesk() : kiosk{add_terminal("T01")} {
        at("2025-09-20");
        static_cast<void>(add_terminal("T02"));
        add_students({Student}, "C1", "D1");
        add_students({Stranger}, "C2", "D2");
        add_staff("wang", Password, sync::Role::Counselor, {"C1"});
    }

    // Noon in China.
    void at(const char* day) {
        clock.jump_to(Instant{std::chrono::sys_days{*day_from_text(day)}.time_since_epoch() + std::chrono::hours{4}});
    }

    static domain::Plan a_plan(const std::string& goal = "加权均分提高到 80 分") {
        domain::Plan plan;
        plan.year_goal = "稳步提高";
        auto& study = plan.dimensions["XY"];
        study.target_level = domain::Level::Good;
        domain::Goal one;
        one.code = "g1";
        one.text = goal;
        one.indicator = "XY01";
        one.baseline = domain::Decimal::parse("70");
        one.target = domain::Decimal::parse("80");
        one.measures = {{.code = "m1", .text = "每天预习", .due = day_from_text("2026-01-15")}};
        study.goals.push_back(std::move(one));
        return plan;
    }

    // Handed in online and counted; its id.
    std::string hand_in(protocol::RecordKind kind, std::string payload, const std::string& student = Student) {
        auto content = diagnosis(student);
        content.kind = kind;
        if (!payload.empty()) content.payload = std::move(payload);
        static_cast<void>(receive(kiosk, {kiosk.seal(content, statement(student, kiosk.id), clock.now())}));
        static_cast<void>(process());
        return content.id;
    }
    std::string hand_in_plan(const std::string& student = Student) {
        return hand_in(protocol::RecordKind::Plan, domain::to_json(a_plan()), student);
    }
    std::string hand_in_feedback(domain::Addressee to, const std::string& student = Student) {
        domain::Feedback feedback;
        feedback.to = to;
        feedback.about = "XY";
        feedback.text = "实训设备不够用";
        return hand_in(protocol::RecordKind::Feedback, domain::to_json(feedback), student);
    }

    // A diagnosis that asks somebody to get in touch; the number of the task that it becomes.
    std::int64_t hand_in_wish(domain::Contact whom, const std::string& student = Student) {
        auto edited = domain::diagnosis_from_json(diagnosis(student).payload);
        for (const auto& choice : published.current().find("SX06")->choices) {
            if (choice.contact == whom) edited->answers.set("SX06", domain::Chosen{choice.value});
        }
        static_cast<void>(hand_in(protocol::RecordKind::Diagnosis, domain::to_json(*edited), student));
        const auto tasks = whom == domain::Contact::PsychologyCentre
                               ? all_ports.contacts.of_centre(1)
                               : all_ports.contacts.of_class(all_ports.students.find(student)->student.class_code, 1);
        return tasks.empty() ? 0 : tasks.front().number;
    }

    // A kiosk's call in a session's name.
    [[nodiscard]] Caller in_session(const std::string& token, const std::string& terminal = "T01") const {
        Caller caller = as(terminal);
        caller.headers.emplace_back("x-session", token);
        return caller;
    }
    [[nodiscard]] std::string log_in(const crypto::SigningKey& key, const std::string& student = Student, const std::string& terminal = "T01") {
        const auto begun = post("/sync/v1/login", protocol::encode(protocol::LoginBegin{protocol::StudentNumber{student}}), as(terminal));
        const auto challenge = protocol::decode_login_challenge(begun.body);
        const auto finished = post("/sync/v1/login", protocol::encode(protocol::answer_challenge(challenge->challenge, key)), as(terminal));
        const auto answer = protocol::decode_login_answer(finished.body);
        return answer ? answer->token : std::string{};
    }
    [[nodiscard]] std::string log_in() { return log_in(pin_of(Student)); }

    [[nodiscard]] static std::string body(const json::Value& value) { return boost::json::serialize(value); }
    // What the audit log says that staff did, in order.
    [[nodiscard]] std::vector<std::string> audited() {
        std::vector<std::string> actions;
        for (const auto& entry : all_ports.audit.entries(0, 1000)) {
            if (entry.actor.starts_with("staff:")) actions.push_back(entry.action + " " + entry.subject);
        }
        return actions;
    }

    xz::testing::TestTerminal kiosk;
};

}  // namespace xz::server::api::testing
