#include "terminal/core/protocol/action.hpp"

#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

namespace {

constexpr std::string_view Id = "0197588e-9d00-7000-8000-0123456789ae";

StudentContext context() {
    StudentContext context;
    context.student_no = "2024010203";
    context.masked_name = "买*·阿*";
    context.academic_year = "2025-2026";
    return context;
}

}  // namespace

TEST_CASE("Every action reads back as it was written, text with rare characters included") {
    for (const auto type : {ActionType::PlanWithdraw, ActionType::WarningAcknowledge, ActionType::WarningAct, ActionType::DatumObject,
                            ActionType::RecordClaim, ActionType::RecordDisown, ActionType::FeedbackClose, ActionType::FeedbackReopen,
                            ActionType::RepliesRead}) {
        INFO(to_text(type));
        const Action action{std::string{Id}, type, "XY01/2026-2027/1", "每周三次去答疑 𠮷"};
        CHECK(decode_action(encode(action)) == action);
    }
    const Action refresh{std::string{Id}, ActionType::Refresh, "", ""};
    CHECK(decode_action(encode(refresh)) == refresh);
}

TEST_CASE("An action that says too much, too little or something unknown is refused at its place") {
    const auto refused_at = [](std::string_view text) {
        const auto action = decode_action(text);
        return action ? std::string{"taken"} : action.error().problem.path;
    };
    const std::string head = R"({"id":"0197588e-9d00-7000-8000-0123456789ae",)";
    CHECK(refused_at(head + R"("type":"plan.withdraw","subject":"","text":""})") == "$.subject");
    CHECK(refused_at(head + R"("type":"refresh","subject":"g1","text":""})") == "$.subject");
    CHECK(refused_at(head + R"("type":"plan.approve","subject":"x","text":""})") == "$.type");
    CHECK(refused_at(head + R"("type":"refresh","subject":""})") == "$.text");
    CHECK(refused_at(head + R"("type":"refresh","subject":"","text":"","to":"me"})") == "$.to");
    CHECK(refused_at(R"({"id":"7","type":"refresh","subject":"","text":""})") == "$.id");
    const std::string thousand(1000, 'x');
    CHECK(refused_at(head + R"("type":"warning.act","subject":"x","text":")" + thousand + "\"}") == "taken");
    CHECK(refused_at(head + R"("type":"warning.act","subject":"x","text":")" + thousand + "x\"}") == "$.text");
}

TEST_CASE("An action's answer tells its outcome, a reason only when refused, and brings the context") {
    const ActionAnswer done{ActionAnswer::Outcome::Done, "", context()};
    CHECK(decode_action_answer(encode(done)) == done);
    CHECK(encode(done).find("reason") == std::string::npos);
    for (const auto* reason : {"wrong_state", "wrong_actor", "reason_missing", "once_only", "not_found"}) {
        const ActionAnswer refused{ActionAnswer::Outcome::Refused, reason, context()};
        CHECK(decode_action_answer(encode(refused)) == refused);
    }
    CHECK_FALSE(decode_action_answer(encode(ActionAnswer{ActionAnswer::Outcome::Refused, "no_mood", context()})));
    CHECK_FALSE(decode_action_answer(R"({"outcome":"done"})"));
}
