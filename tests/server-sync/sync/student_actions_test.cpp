#include "server-sync/sync/student_actions.hpp"
#include "tests/server-sync/sync/spiral_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using protocol::ActionType;
using server::sync::Verdict;

namespace {

struct Errands : SpiralPlatform {
    Verdict perform(const std::string& id, ActionType type, const std::string& subject = {}, const std::string& text = {},
                    const std::string& student = Student) {
        return taken([&](auto done) { actions.perform(student, {.id = id, .type = type, .subject = subject, .text = text}, clock.now(), done); });
    }

    server::sync::WarningDesk warnings{ports(), cache, random};
    server::sync::StudentActions actions{ports(), cache, proceedings, desk, warnings};
};

}  // namespace

TEST_CASE("An action sent again is answered as the first time and done once") {
    Errands errands;
    const auto first = errands.hand_in(errands.plan());
    CHECK(errands.perform("a1", ActionType::PlanWithdraw, first.id) == Verdict::Done);
    CHECK(errands.plan_state() == "draft");
    errands.clock.advance(std::chrono::minutes{1});
    const auto second = errands.hand_in(errands.plan());
    CHECK(errands.perform("a1", ActionType::PlanWithdraw, first.id) == Verdict::Done);
    CHECK(errands.plan_state() == "submitted");
    CHECK(errands.perform("a2", ActionType::PlanWithdraw, first.id) == Verdict::WrongState);
    CHECK(errands.perform("a3", ActionType::PlanWithdraw, "019ee32f-7a00-71aa-b141-194df15a6d03") == Verdict::NotFound);
    CHECK(errands.perform("a4", ActionType::PlanWithdraw, second.id, {}, "2024002") == Verdict::NotFound);

    // A refusal is repeated as well, whatever has become possible since.
    errands.return_plan(second, "目标要能衡量");
    CHECK(errands.perform("a5", ActionType::PlanWithdraw, second.id) == Verdict::WrongState);
    const auto third = errands.hand_in(SpiralPlatform::revision_of(second, errands.plan()));
    CHECK(errands.perform("a5", ActionType::PlanWithdraw, second.id) == Verdict::WrongState);
    CHECK(errands.perform("a6", ActionType::Refresh) == Verdict::Done);
    CHECK(errands.plan_state() == "submitted");

    // The id of one action on another is a conflict, whatever the first was answered, and does nothing.
    CHECK(errands.perform("a5", ActionType::PlanWithdraw, third.id) == Verdict::Conflict);
    CHECK(errands.perform("a1", ActionType::PlanWithdraw, third.id) == Verdict::Conflict);
    CHECK(errands.perform("a1", ActionType::DatumObject, "XY01", "录错了") == Verdict::Conflict);
    CHECK(errands.plan_state() == "submitted");
    CHECK(errands.perform("a1", ActionType::PlanWithdraw, first.id) == Verdict::Done);
}

TEST_CASE("A student claims what is theirs and disowns what is not") {
    Errands errands;
    const auto stranger = crypto::SigningKey::generate(errands.random);
    const auto content = errands.plan();
    (void)errands.receive(errands.kiosk, {errands.kiosk.seal(content, &stranger, errands.clock.now())});
    (void)errands.process();
    CHECK(errands.perform("a1", ActionType::RecordClaim, content.id, {}, "2024002") == Verdict::NotFound);
    CHECK(errands.perform("a2", ActionType::RecordClaim, content.id) == Verdict::Done);
    (void)errands.process();
    CHECK(errands.plan_state() == "submitted");
    CHECK(errands.perform("a3", ActionType::RecordDisown, content.id) == Verdict::Done);
    CHECK(errands.perform("a4", ActionType::RecordDisown, content.id) == Verdict::NotFound);
    CHECK(errands.plan_state() == "draft");

    // The platform stopped between the deed and its answer: the same action is told what it did.
    const auto done = [&](auto&& deed) {
        return server::sync::wait_for<bool>([&](auto completion) { deed(std::move(completion)); });
    };
    CHECK(done([&](auto completion) { errands.ports().records.claim(SpiralPlatform::Student, content.id, {"b1"}, errands.clock.now(), completion); }));
    (void)errands.process();
    CHECK(errands.perform("b1", ActionType::RecordClaim, content.id) == Verdict::Done);
    CHECK(SpiralPlatform::taken([&](auto completion) {
              errands.ports().records.disown(SpiralPlatform::Student, content.id, {"b2"}, errands.clock.now(), completion);
          }) == Verdict::Done);
    CHECK(errands.perform("b2", ActionType::RecordDisown, content.id) == Verdict::Done);
}

TEST_CASE("A student reopens, closes and reads a thread of theirs only") {
    Errands errands;
    const auto opening = errands.hand_in(errands.feedback("教材太旧"));
    const server::sync::ThreadKey key{Errands::Student, opening.id};
    const auto answered = [&] {
        (void)SpiralPlatform::taken([&](auto done) { errands.desk.assign(key, "ls", errands.lead, errands.clock.now(), done); });
        (void)SpiralPlatform::taken([&](auto done) { errands.desk.answer(key, "在换", "软件工程系", errands.lead, errands.clock.now(), done); });
    };
    CHECK(errands.perform("a1", ActionType::FeedbackReopen, opening.id, "还是旧") == Verdict::WrongState);
    answered();
    CHECK(errands.perform("a2", ActionType::FeedbackReopen, opening.id, " ") == Verdict::ReasonMissing);
    CHECK(errands.perform("a3", ActionType::FeedbackReopen, opening.id, "还是旧") == Verdict::Done);
    CHECK(errands.perform("a3", ActionType::FeedbackReopen, opening.id, "还是旧") == Verdict::Done);
    CHECK(errands.desk.thread_case(key)->posts.size() == 3);
    answered();
    CHECK(errands.perform("a4", ActionType::FeedbackClose, opening.id, {}, "2024002") == Verdict::NotFound);
    CHECK(errands.perform("a5", ActionType::RepliesRead, opening.id) == Verdict::Done);
    CHECK(errands.perform("a6", ActionType::FeedbackClose, opening.id) == Verdict::Done);
}

TEST_CASE("Warnings and data are addressed by their keys; what is not there is not found") {
    Errands errands;
    CHECK(errands.perform("a1", ActionType::WarningAcknowledge, "nonsense") == Verdict::NotFound);
    CHECK(errands.perform("a2", ActionType::WarningAcknowledge, "XY01/2025-2026/1") == Verdict::NotFound);
    CHECK(errands.perform("a3", ActionType::WarningAct, "XY01/2025-2026/1", "每周答疑") == Verdict::NotFound);
    CHECK(errands.perform("a4", ActionType::DatumObject, "XY01", "录错了") == Verdict::NotFound);
    errands.add_status(Errands::Student, "XY01", "55");
    CHECK(errands.perform("a5", ActionType::DatumObject, "XY01", "录错了") == Verdict::Done);
    CHECK(errands.perform("a6", ActionType::DatumObject, "XY01", "录错了") == Verdict::OnceOnly);
}
