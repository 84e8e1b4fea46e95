#include "server-sync/api/context_size.hpp"
#include "terminal/core/protocol/pin.hpp"
#include "tests/server-sync/api/spiral_desk.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::server;
using namespace xz::server::api;
using namespace xz::server::api::testing;
using namespace std::chrono_literals;
using protocol::ActionType;

namespace {

constexpr auto Actions = "/sync/v1/actions";

struct Kiosk : SpiralDesk {
    protocol::Action action(ActionType type, const std::string& subject, const std::string& text = {}) {
        return {IdMaker{clock, random_source}.uuid_v7(), type, subject, text};
    }
    Response act(const std::string& token, const protocol::Action& wanted) { return post(Actions, protocol::encode(wanted), in_session(token)); }
    // "done", or why not.
    std::string outcome(const Response& response) {
        const auto answer = protocol::decode_action_answer(response.body);
        if (!answer) return response.body;
        return answer->outcome == protocol::ActionAnswer::Outcome::Done ? "done" : answer->reason;
    }
};

}  // namespace

TEST_CASE("A refresh brings the context as it is now") {
    Kiosk kiosk;
    const auto token = kiosk.log_in();
    REQUIRE_FALSE(token.empty());
    const auto record = kiosk.hand_in_plan();
    const auto response = kiosk.act(token, kiosk.action(ActionType::Refresh, ""));
    REQUIRE(response.status == 200);
    const auto answer = protocol::decode_action_answer(response.body);
    REQUIRE(answer);
    CHECK(answer->context.student_no == Student);
    REQUIRE(answer->context.submissions.size() == 1);
    CHECK(answer->context.submissions.front().id == record);
}

TEST_CASE("An action needs a session that is in force and was opened at this very terminal") {
    Kiosk kiosk;
    const auto token = kiosk.log_in();
    const auto refresh = protocol::encode(kiosk.action(ActionType::Refresh, ""));
    const auto none = kiosk.post(Actions, refresh, kiosk.as("T01"));
    CHECK(none.status == 401);
    CHECK(error_code(none) == "session_over");
    CHECK(kiosk.post(Actions, refresh, kiosk.in_session("made up")).body == none.body);
    CHECK(kiosk.post(Actions, refresh, kiosk.in_session(std::string(5000, 'a'))).body == none.body);
    CHECK(kiosk.post(Actions, refresh, kiosk.in_session(token, "T02")).body == none.body);
    CHECK(kiosk.post(Actions, refresh, {.certificate = {}, .headers = {{"x-session", token}}}).status == 401);
    Caller cookie = kiosk.as("T01");
    cookie.headers.emplace_back("cookie", "x-session=" + token);
    CHECK(kiosk.post(Actions, refresh, cookie).status == 401);
    const auto staff = kiosk.signed_in("wang", Password).headers.front().second;
    CHECK(kiosk.post(Actions, refresh, kiosk.in_session(staff.substr(staff.find('=') + 1))).status == 401);
    CHECK(kiosk.post(Actions, refresh, kiosk.in_session(token)).status == 200);
    kiosk.clock.advance(3h);
    CHECK(kiosk.post(Actions, refresh, kiosk.in_session(token)).body == none.body);
}

TEST_CASE("An action that is none is refused at its place") {
    Kiosk kiosk;
    const auto token = kiosk.log_in();
    const auto wrong = kiosk.post(Actions, R"({"id":"x","type":"refresh","subject":"","text":""})", kiosk.in_session(token));
    CHECK(wrong.status == 400);
    CHECK(body_of(wrong).at("error").at("path") == "$.id");
    CHECK(kiosk.post(Actions, "{", kiosk.in_session(token)).status == 400);
}

TEST_CASE("The same action again is answered as the first time and done once") {
    Kiosk kiosk;
    const auto token = kiosk.log_in();
    const auto plan = kiosk.hand_in_plan();
    const auto withdraw = kiosk.action(ActionType::PlanWithdraw, plan);
    CHECK(kiosk.outcome(kiosk.act(token, withdraw)) == "done");
    CHECK(kiosk.outcome(kiosk.act(token, withdraw)) == "done");
    CHECK(kiosk.outcome(kiosk.act(token, kiosk.action(ActionType::PlanWithdraw, plan))) == "wrong_state");
    CHECK(kiosk.metrics().text({}).find("xuezhen_student_actions_total{what=\"plan.withdraw\",outcome=\"done\"} 2") != std::string::npos);
}

TEST_CASE("Guessing at records waits as guessing at PINs does, and nobody else's record is claimed") {
    Kiosk kiosk;
    const auto token = kiosk.log_in();
    const auto foreign = kiosk.hand_in_plan(Stranger);
    CHECK(kiosk.outcome(kiosk.act(token, kiosk.action(ActionType::RecordClaim, foreign))) == "not_found");
    Response last;
    for (int i = 0; i < 40 && last.status != 429; ++i) last = kiosk.act(token, kiosk.action(ActionType::RecordClaim, foreign));
    CHECK(last.status == 429);
    CHECK(std::stoi(header_of(last, "retry-after")) > 0);
    CHECK(kiosk.act(token, kiosk.action(ActionType::Refresh, "")).status == 200);
}

TEST_CASE("A record that waits for its proof is claimed, and one that counts is disowned") {
    Kiosk kiosk;
    const auto token = kiosk.log_in();
    const auto content = kiosk.diagnosis(Student);
    const auto guessed = crypto::SigningKey::generate(kiosk.random_source);
    static_cast<void>(kiosk.receive(kiosk.kiosk, {kiosk.kiosk.seal(content, &guessed, kiosk.clock.now())}));
    static_cast<void>(kiosk.process());
    CHECK(kiosk.all_ports.records.find(Student, content.id)->reason == protocol::QuarantineReason::Proof);
    CHECK(kiosk.outcome(kiosk.act(token, kiosk.action(ActionType::RecordClaim, content.id))) == "done");
    static_cast<void>(kiosk.process());
    CHECK(kiosk.all_ports.records.find(Student, content.id)->reason != protocol::QuarantineReason::Proof);
    const auto plan = kiosk.hand_in_plan();
    CHECK(kiosk.outcome(kiosk.act(token, kiosk.action(ActionType::RecordDisown, plan))) == "done");
    CHECK(kiosk.all_ports.records.find(Student, plan)->reason == protocol::QuarantineReason::Disowned);
}

TEST_CASE("Changing the PIN ends every session but the one that did it, whose statement stays good") {
    Kiosk kiosk;
    const auto own = kiosk.log_in();
    const auto other = kiosk.log_in(kiosk.pin_of(Student), Student, "T02");
    const auto statement = kiosk.statement(Student, "T01");
    const auto fresh = crypto::SigningKey::generate(kiosk.random_source);
    const auto begun = kiosk.post("/sync/v1/login", protocol::encode(protocol::LoginBegin{protocol::StudentNumber{Student}}), kiosk.as("T01"));
    const auto change = protocol::make_pin_change(protocol::decode_login_challenge(begun.body)->challenge, kiosk.pin_of(Student), fresh);
    CHECK(kiosk.post("/sync/v1/pin", protocol::encode(change), kiosk.in_session(own)).status == 204);
    CHECK(kiosk.act(own, kiosk.action(ActionType::Refresh, "")).status == 200);
    CHECK(kiosk.post(Actions, protocol::encode(kiosk.action(ActionType::Refresh, "")), kiosk.in_session(other, "T02")).status == 401);
    CHECK(kiosk.log_in(fresh).size() > 0);
    CHECK(kiosk.log_in().empty());
    auto content = kiosk.diagnosis(Student);
    content.kind = protocol::RecordKind::Plan;
    content.payload = domain::to_json(SpiralDesk::a_plan());
    static_cast<void>(kiosk.receive(kiosk.kiosk, {kiosk.kiosk.seal(content, statement, kiosk.clock.now())}));
    static_cast<void>(kiosk.process());
    CHECK(kiosk.all_ports.records.find(Student, content.id)->status == protocol::SubmissionStatus::Counted);
}

TEST_CASE("A context over the limit is told without its oldest parts, and a small one whole") {
    protocol::StudentContext context;
    context.student_no = Student;
    context.masked_name = "买*·阿*";
    context.academic_year = xz::testing::Year;
    boost::json::array replies;
    for (int i = 0; i < 60; ++i) replies.push_back({{"type", "note"}, {"number", i}, {"what", std::string(4000, 'x')}});
    context.replies = json::canonical(json::Value(replies));
    CHECK(fitted(context) == context);
    const auto less = fitted(context, 100'000);
    CHECK(protocol::encode(less).size() <= 100'000);
    const auto kept = boost::json::parse(less.replies).as_array();
    REQUIRE(kept.size() == 20);
    CHECK(kept.front().at("number") == 0);
    CHECK(protocol::decode_student_context(protocol::encode(fitted(context, 1000))));
    CHECK(protocol::encode(fitted(context, 1000)).size() <= 1000);
}
