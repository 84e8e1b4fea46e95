#include "server-sync/sync/student_years.hpp"
#include "server-sync/sync/student_context.hpp"
#include "tests/server-sync/sync/spiral_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;

namespace {

domain::YearStanding standing_of(SpiralPlatform& platform) {
    const auto published = platform.cache.newest();
    const auto now = platform.clock.now();
    return platform.years.standing(*platform.ports().students.find(SpiralPlatform::Student), published->cycle_at(now), now);
}

}  // namespace

TEST_CASE("The year's standing shows plan, check and diagnosis as they came to stand") {
    SpiralPlatform platform;
    auto standing = standing_of(platform);
    CHECK(standing.plan.state == domain::PlanState{domain::plan_state::Draft{}});
    CHECK(standing.diagnosis.state == domain::DiagnosisState{domain::diagnosis_state::Locked{}});

    const auto plan = platform.hand_in(platform.plan());
    standing = standing_of(platform);
    CHECK(standing.plan.state == domain::PlanState{domain::plan_state::Submitted{plan.id}});
    CHECK(standing.plan.latest == SpiralPlatform::a_plan());
    platform.approve(plan);
    standing = standing_of(platform);
    CHECK(standing.plan.active == SpiralPlatform::a_plan());
    CHECK_FALSE(standing.plan.latest);

    platform.at("2026-03-01");
    const auto check = platform.hand_in(platform.checkpoint(plan.id, 75));
    standing = standing_of(platform);
    CHECK(standing.checkpoint_record == check.id);
    CHECK(standing.checkpoint->goals.at("g1").progress == 75);

    platform.at("2026-06-12");
    CHECK(standing_of(platform).diagnosis.state == domain::DiagnosisState{domain::diagnosis_state::Draft{}});
    const auto diagnosis = platform.hand_in(platform.diagnosis(SpiralPlatform::Student));
    (void)SpiralPlatform::taken([&](auto done) {
        platform.proceedings.return_diagnosis(platform.looked_at(diagnosis), "原因请写具体", platform.counselor, platform.clock.now(), done);
    });
    standing = standing_of(platform);
    CHECK(standing.diagnosis.state == domain::DiagnosisState{domain::diagnosis_state::Returned{diagnosis.id, "原因请写具体"}});
    CHECK(standing.diagnosis.comment == "原因请写具体");
    CHECK(standing.diagnosis.handed_in);
}

TEST_CASE("What a diagnosis carries on is offered next year until it is a goal, and its thread is followed") {
    SpiralPlatform platform;
    const auto plan = platform.hand_in(platform.plan());
    platform.approve(plan);
    platform.at("2026-06-12");
    platform.add_status(SpiralPlatform::Student, "XY01", "75");
    const auto diagnosis = platform.hand_in(platform.diagnosis_with([&](domain::Diagnosis& content) {
        content.plan = plan.id;
        content.dimensions["XY"].improvements = {
            {.text = "提高期末复习效率", .due = std::nullopt, .carry = true, .code = "i1", .tag = std::nullopt, .goal = "g1"},
            {.text = "不带走的", .due = std::nullopt, .carry = false, .code = "i2", .tag = std::nullopt, .goal = ""}};
    }));
    const auto goals = platform.years.goals_of(*platform.ports().students.find(SpiralPlatform::Student), Year, server::sync::Reader::Student);
    REQUIRE(goals);
    REQUIRE(goals->goals.size() == 1);
    CHECK(goals->goals[0].attained->rounded(2) == "0.50");

    platform.at("2026-09-12");
    auto standing = standing_of(platform);
    REQUIRE(standing.carried.size() == 1);
    CHECK(standing.carried[0].from == domain::CarriedFrom{diagnosis.id, "i1"});
    CHECK(standing.carried[0].academic_year == Year);
    CHECK(standing.threads.empty());

    auto next = SpiralPlatform::a_plan("期末复习有计划");
    next.dimensions["XY"].goals[0].from = standing.carried[0].from;
    next.dimensions["XY"].goals[0].measures[0].due = std::nullopt;
    auto content = platform.plan(next);
    content.academic_year = "2026-2027";
    CHECK(platform.head(platform.hand_in(content)).status == protocol::SubmissionStatus::Counted);
    standing = standing_of(platform);
    CHECK(standing.carried.empty());
    REQUIRE(standing.threads.size() == 1);
    REQUIRE(standing.threads[0].steps.size() == 2);
    CHECK(standing.threads[0].steps[0].goal == "g1");
    CHECK(standing.threads[0].steps[0].attained == "0.50");
    CHECK(standing.threads[0].steps[1].text == "期末复习有计划");
    CHECK(platform.years.threads(*platform.ports().students.find(SpiralPlatform::Student), server::sync::Reader::Student).size() == 1);
}

TEST_CASE("Who comes back from leave is asked for nothing while away, and hands in when the windows wait") {
    SpiralPlatform platform;
    const auto roster = [&](const char* day, const std::string& status) {
        platform.at(day);
        server::sync::RosterImport import;
        import.batch = {.hash = day, .kind = "students", .actor = "test", .at = platform.clock.now(), .accepted = 1};
        import.students = {platform.ports().students.find(SpiralPlatform::Student)->student};
        import.students[0].status = status;
        server::sync::wait_for<server::sync::RosterOutcome>(
            [&](auto done) { platform.ports().students.import_roster(std::move(import), std::move(done)); });
    };
    const auto class_code = platform.ports().students.find(SpiralPlatform::Student)->student.class_code;
    roster("2025-09-25", "suspended");
    CHECK(platform.ports().students.students_in(class_code) == 1);  // of two: nobody's rate counts who is away
    CHECK_FALSE(standing_of(platform).returned_on);
    roster("2025-12-01", "active");
    CHECK(platform.ports().students.students_in(class_code) == 2);
    CHECK(standing_of(platform).returned_on == day_from_text("2025-12-01"));
    platform.at("2025-12-10");
    auto content = platform.plan();
    content.started_at = content.submitted_at = platform.clock.now();
    CHECK(platform.head(platform.hand_in(content)).status == protocol::SubmissionStatus::Counted);
    auto other = platform.plan(SpiralPlatform::a_plan(), "2024002");
    other.started_at = other.submitted_at = platform.clock.now();
    CHECK(platform.head(platform.hand_in(other)).reason == protocol::QuarantineReason::Window);
    platform.at("2025-12-22");
    auto late = platform.plan(SpiralPlatform::a_plan("太晚"));
    late.started_at = late.submitted_at = platform.clock.now();
    CHECK(platform.head(platform.hand_in(late)).reason == protocol::QuarantineReason::Window);
    platform.at("2026-09-12");
    CHECK_FALSE(standing_of(platform).returned_on);
}

TEST_CASE("Codes of goals and measures are told as used by every revision, returned and withdrawn ones too") {
    SpiralPlatform platform;
    const auto with_goal = [](const char* code, const char* measure) {
        auto plan = SpiralPlatform::a_plan();
        auto& goal = plan.dimensions["XY"].goals[0];
        goal.code = code;
        goal.measures[0].code = measure;
        return plan;
    };
    CHECK(standing_of(platform).plan.used.empty());
    const auto first = platform.hand_in(platform.plan(with_goal("g3", "m2")));
    const auto second = platform.hand_in(SpiralPlatform::revision_of(first, platform.plan(with_goal("g7", "m1"))));
    platform.approve(second);
    auto standing = standing_of(platform);
    CHECK(standing.plan.used == domain::UsedCodes{{"g3", 2}, {"g7", 1}});
    CHECK(domain::next_goal_code(*standing.plan.active, standing.plan.used) == "g8");
    const auto read = domain::year_standing_from_json(domain::to_json(standing));
    REQUIRE(read);
    CHECK((*read)->plan.used == standing.plan.used);
    platform.at("2026-09-12");
    CHECK(standing_of(platform).plan.used.empty());  // next year's plan begins anew
}

TEST_CASE("A context carries the year's standing and the replies in forms that a terminal reads") {
    SpiralPlatform platform;
    const auto plan = platform.hand_in(platform.plan());
    platform.return_plan(plan, "目标要能衡量");
    (void)platform.hand_in(platform.feedback("教材太旧"));
    const server::sync::StudentContexts contexts{platform.ports(), platform.cache, platform.vault, platform.receipt_key};
    const auto context = contexts.assemble(SpiralPlatform::Student, platform.clock.now());
    REQUIRE(context);
    const auto standing = domain::year_standing_from_json(context->plan);
    REQUIRE(standing);
    CHECK(**standing == standing_of(platform));
    const auto replies = domain::replies_from_json(context->replies);
    REQUIRE(replies);
    CHECK(replies->threads.size() == 1);
    CHECK(protocol::decode_student_context(protocol::encode(*context)));
}
