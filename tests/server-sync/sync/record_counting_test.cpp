#include "server-sync/sync/record_counting.hpp"
#include "tests/server-sync/sync/spiral_platform.hpp"
#include "tests/support/bundle_folder.hpp"

#include <boost/json.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using protocol::QuarantineReason;
using protocol::RecordKind;
using protocol::SubmissionStatus;
using server::sync::WithoutPlan;

namespace {

// The next bundle: instruments of these versions.
void publish(SpiralPlatform& platform, std::uint64_t number, int version) {
    auto files = bundle_folder(XUEZHEN_ASSETS "/instruments");
    auto form = boost::json::parse(files.at("self-diagnosis.json"));
    form.as_object()["version"] = version;
    files.insert_or_assign("self-diagnosis.json", boost::json::serialize(form));
    auto standard = boost::json::parse(files.at("standard.json"));
    standard.as_object()["instrument"] = "self-diagnosis@" + std::to_string(version);
    files.insert_or_assign("standard.json", boost::json::serialize(standard));
    const auto members = domain::bundle_members(files);
    REQUIRE(members);
    const server::sync::PublishedBundle bundle{
        .version = number, .wire = "{}", .payload = *members, .sha256 = "", .published_at = platform.clock.now(), .actor = "test"};
    server::sync::wait_for<server::sync::PublishVerdict>([&](auto done) {
        platform.ports().bundles.publish(bundle, {"self-diagnosis@" + std::to_string(version)}, done);
    });
}

}  // namespace

TEST_CASE("A plan that its instrument and the student's branch of the goal chain allow is counted and waits for review") {
    SpiralPlatform platform;
    auto good = SpiralPlatform::a_plan();
    good.dimensions["XY"].goals[0].node = "D-RJ-STUDY";
    const auto counted = platform.hand_in(platform.plan(good));
    CHECK(platform.head(counted).status == SubmissionStatus::Counted);
    CHECK(platform.plan_state() == "submitted");
    const auto steps = platform.ports().proceedings.steps_of({SpiralPlatform::Student, RecordKind::Plan, Year});
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].action == "submit");
    CHECK(steps[0].record == counted.id);

    good.dimensions["XY"].goals[0].node = "D-QX-STUDY";  // another department's
    CHECK(platform.head(platform.hand_in(platform.plan(good, "2024002"))).reason == QuarantineReason::Record);
    CHECK(platform.proceeding(RecordKind::Plan, "2024002").steps == 0);
}

TEST_CASE("A plan without what it must have is set aside") {
    SpiralPlatform platform;
    auto empty = SpiralPlatform::a_plan();
    empty.year_goal.clear();
    CHECK(platform.head(platform.hand_in(platform.plan(empty))).reason == QuarantineReason::Record);
    CHECK(platform.head(platform.hand_in(platform.of_kind(RecordKind::Plan, R"({"year_goal":7})"))).reason == QuarantineReason::Record);
}

TEST_CASE("A record that was handed in before it was begun is set aside") {
    SpiralPlatform platform;
    auto content = platform.plan();
    content.submitted_at = content.started_at - std::chrono::seconds{1};
    CHECK(platform.head(platform.hand_in(content)).reason == QuarantineReason::Record);
}

TEST_CASE("A plan for a closed year is set aside by its window") {
    SpiralPlatform platform;
    platform.at("2026-08-30");
    CHECK(platform.head(platform.hand_in(platform.plan())).reason == QuarantineReason::Window);
    CHECK(platform.plan_state() == "draft");
}

TEST_CASE("Outside its window a plan is revised because of a check or a warning while the year is being watched, or because it came back") {
    SpiralPlatform platform;
    const auto first = platform.hand_in(platform.plan());
    platform.approve(first);
    auto changed = SpiralPlatform::a_plan("两学期均分都到 80 分");

    platform.at("2025-11-20");
    CHECK(platform.head(platform.hand_in(SpiralPlatform::revision_of(first, platform.plan(changed)))).reason == QuarantineReason::Window);
    changed.occasion = domain::PlanOccasion::Warning;
    CHECK(platform.head(platform.hand_in(platform.plan(changed))).reason == QuarantineReason::Window);  // replaces nothing
    const auto revised = platform.hand_in(SpiralPlatform::revision_of(first, platform.plan(changed)));
    CHECK(platform.head(revised).status == SubmissionStatus::Counted);
    CHECK(platform.plan_state() == "revision_submitted");

    platform.return_plan(revised, "措施太笼统");
    CHECK(platform.plan_state() == "revision_returned");
    changed.occasion = domain::PlanOccasion::Year;
    const auto again = platform.hand_in(SpiralPlatform::revision_of(revised, platform.plan(changed)));
    CHECK(platform.head(again).status == SubmissionStatus::Counted);

    platform.at("2026-07-02");
    changed.occasion = domain::PlanOccasion::Checkpoint;
    CHECK(platform.head(platform.hand_in(SpiralPlatform::revision_of(again, platform.plan(changed)))).reason == QuarantineReason::Window);
}

TEST_CASE("What a late revision replaces is a counted record of its student, kind and year; one that overtakes it waits") {
    SpiralPlatform platform;
    const auto first = platform.hand_in(platform.plan());
    platform.approve(first);
    const auto others = platform.hand_in(platform.plan(SpiralPlatform::a_plan(), "2024002"));
    platform.at("2026-03-02");
    const auto check = platform.hand_in(platform.checkpoint(first.id));
    REQUIRE(platform.head(check).status == SubmissionStatus::Counted);
    platform.at("2026-04-20");
    const auto revised = [&](const protocol::RecordContent& base, const char* goal) {
        auto changed = SpiralPlatform::a_plan(goal);
        changed.occasion = domain::PlanOccasion::Warning;
        return SpiralPlatform::revision_of(base, platform.plan(changed));
    };
    CHECK(platform.head(platform.hand_in(revised(check, "换一个"))).reason == QuarantineReason::Window);
    CHECK(platform.head(platform.hand_in(revised(others, "别人的"))).status == SubmissionStatus::Proven);
    const auto second = revised(first, "均分 81");
    const auto third = platform.hand_in(revised(second, "均分 82"));
    CHECK(platform.head(third).status == SubmissionStatus::Proven);
    CHECK(platform.proceeding(RecordKind::Plan).record == first.id);
    (void)platform.hand_in(second);
    CHECK(platform.head(third).status == SubmissionStatus::Counted);
    CHECK(platform.proceeding(RecordKind::Plan).record == third.id);
}

TEST_CASE("A mid-year check is held against the plan that it looks at") {
    SpiralPlatform platform;
    const auto plan = platform.hand_in(platform.plan());
    platform.at("2026-03-01");
    CHECK(platform.head(platform.hand_in(platform.checkpoint(plan.id))).status == SubmissionStatus::Counted);
    CHECK(platform.head(platform.hand_in(platform.checkpoint(plan.id, 33))).reason == QuarantineReason::Record);  // no such step
    domain::Checkpoint other;
    other.plan = plan.id;
    other.goals["g2"] = {};
    CHECK(platform.head(platform.hand_in(platform.of_kind(RecordKind::Checkpoint, domain::to_json(other)))).reason ==
          QuarantineReason::Record);
    platform.at("2026-04-01");
    CHECK(platform.head(platform.hand_in(platform.checkpoint(plan.id))).reason == QuarantineReason::Window);
}

TEST_CASE("A check that overtakes its plan waits for it, visibly, and is counted after it") {
    SpiralPlatform platform;
    const auto plan = platform.plan();
    platform.at("2026-03-01");
    const auto check = platform.hand_in(platform.checkpoint(plan.id));
    CHECK(platform.head(check).status == SubmissionStatus::Proven);
    CHECK(platform.ports().processing.waiting_numbers().for_record == 1);
    CHECK(platform.ports().processing.waiting(10).empty());
    (void)platform.hand_in_offline(plan);
    CHECK(platform.head(check).status == SubmissionStatus::Counted);
    CHECK(platform.ports().processing.waiting_numbers().for_record == 0);
}

TEST_CASE("A plan and its check in one batch are both counted") {
    SpiralPlatform platform;
    const auto plan = platform.plan();
    platform.at("2026-03-01");
    const auto check = platform.checkpoint(plan.id);
    (void)platform.receive(platform.kiosk, {platform.sealed_offline(plan), platform.sealed_offline(check)});
    (void)platform.process();
    CHECK(platform.head(check).status == SubmissionStatus::Counted);
}

TEST_CASE("Records of an instrument that nobody has published wait, visibly, until somebody does") {
    SpiralPlatform platform;
    platform.at("2026-06-11");
    auto diagnosis = platform.diagnosis(SpiralPlatform::Student);
    diagnosis.instrument = "self-diagnosis@9";
    auto plan = platform.feedback("下一版");
    plan.instrument = "self-diagnosis@9";
    (void)platform.hand_in(diagnosis);
    (void)platform.hand_in(plan);
    CHECK(platform.head(diagnosis).status == SubmissionStatus::Proven);
    CHECK(platform.ports().processing.waiting_numbers().for_instrument == 2);

    publish(platform, 2, 8);
    (void)platform.process();
    CHECK(platform.head(diagnosis).status == SubmissionStatus::Proven);
    publish(platform, 3, 9);
    (void)platform.process();
    CHECK(platform.head(diagnosis).status == SubmissionStatus::Counted);
    CHECK(platform.head(plan).status == SubmissionStatus::Counted);
    CHECK(platform.ports().processing.waiting_numbers().for_instrument == 0);
}

TEST_CASE("Feedback is taken at any time; it opens a thread that is due in ten working days, or goes on with one") {
    SpiralPlatform platform;
    platform.at("2026-08-03");  // a Monday of no window
    const auto first = platform.hand_in(platform.feedback("实训室开放时间太短"));
    const auto thread = platform.ports().feedback.find({SpiralPlatform::Student, first.id});
    REQUIRE(thread);
    CHECK(thread->to == domain::Addressee::Department);
    CHECK(thread->department_code == "D1");
    CHECK(thread->due == *day_from_text("2026-08-17"));
    CHECK_FALSE(thread->unread);
    (void)platform.hand_in(platform.feedback("周末也想用", first.id));
    const auto found = platform.desk.thread_case({SpiralPlatform::Student, first.id});
    REQUIRE(found->posts.size() == 2);
    CHECK(found->posts[0].text == "实训室开放时间太短");
    CHECK(found->posts[1].text == "周末也想用");
    CHECK(platform.head(platform.hand_in(platform.feedback(" "))).reason == QuarantineReason::Record);

    // Another student's thread is none of theirs: their post waits for one that will not come.
    auto foreign = platform.feedback("我也是", first.id);
    foreign.student_no = "2024002";
    CHECK(platform.head(platform.hand_in(foreign)).status == SubmissionStatus::Proven);
}

TEST_CASE("A diagnosis without a plan is taken, and marked with whether it says why") {
    SpiralPlatform platform;
    platform.at("2026-06-11");
    (void)platform.hand_in(platform.diagnosis_with([](domain::Diagnosis& diagnosis) { diagnosis.without_plan = "九月休学，十一月复学"; }));
    CHECK(platform.proceeding(RecordKind::Diagnosis).without_plan == WithoutPlan::Explained);
    (void)platform.hand_in(platform.diagnosis("2024002"));
    CHECK(platform.proceeding(RecordKind::Diagnosis, "2024002").without_plan == WithoutPlan::Unexplained);

    SpiralPlatform planned;
    (void)planned.hand_in(planned.plan());
    planned.at("2026-06-11");
    (void)planned.hand_in(planned.diagnosis(SpiralPlatform::Student));
    CHECK(planned.proceeding(RecordKind::Diagnosis).without_plan == WithoutPlan::No);
}

TEST_CASE("A returned diagnosis is revised after its window while the year is being reported on") {
    SpiralPlatform platform;
    platform.at("2026-07-09");
    const auto first = platform.hand_in(platform.diagnosis(SpiralPlatform::Student, 2));
    platform.at("2026-07-20");
    CHECK(platform.head(platform.hand_in(SpiralPlatform::revision_of(first, platform.diagnosis(SpiralPlatform::Student)))).reason ==
          QuarantineReason::Window);
    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.return_diagnosis(platform.looked_at(first), "原因请写具体", platform.counselor, platform.clock.now(), done);
          }) == server::sync::Verdict::Done);
    const auto second = platform.hand_in(SpiralPlatform::revision_of(first, platform.diagnosis(SpiralPlatform::Student, 4)));
    CHECK(platform.head(second).status == SubmissionStatus::Counted);
    CHECK(platform.ports().results.find(SpiralPlatform::Student, Year)->record_id == second.id);
}

TEST_CASE("Another's record of the same id stands in nobody's way") {
    SpiralPlatform platform;
    TestTerminal rogue = platform.add_terminal("rogue");
    auto own = platform.plan();
    auto stolen = platform.plan(SpiralPlatform::a_plan(), "2024002");
    stolen.id = own.id;
    const auto stranger = crypto::SigningKey::generate(platform.random);
    auto forged = own;  // under the owner's number, with a wrong proof
    (void)platform.receive(rogue, {rogue.seal(stolen, platform.statement("2024002", rogue.id), platform.clock.now())});
    TestTerminal other = platform.add_terminal("rogue-2");
    (void)platform.receive(other, {other.seal(forged, &stranger, platform.clock.now())});
    (void)platform.process();
    CHECK(platform.head(forged).reason == QuarantineReason::Proof);

    (void)platform.hand_in(own);
    CHECK(platform.head(own).status == SubmissionStatus::Counted);
    CHECK(platform.head(own).terminal == "kiosk-01");
    CHECK(platform.head(stolen).status == SubmissionStatus::Counted);
    CHECK(platform.ports().records.of_student(SpiralPlatform::Student, 10).size() == 2);
    CHECK(platform.proceeding(RecordKind::Plan).record == own.id);
    // What was proven needs no claiming, and the forgery gets none.
    CHECK_FALSE(server::sync::wait_for<bool>([&](auto done) {
        platform.ports().records.claim(SpiralPlatform::Student, own.id, {}, platform.clock.now(), done);
    }));
}

TEST_CASE("A diagnosis that says nothing counts as handed in and is judged by nobody, until it is revised") {
    SpiralPlatform platform;
    platform.at("2026-06-12");
    platform.add_status(SpiralPlatform::Student, "XY01", "75");
    const auto result = [&] { return platform.ports().results.find(SpiralPlatform::Student, Year); };
    const auto submitted = [&] { return platform.ports().results.count(platform.ports().students.find(SpiralPlatform::Student)->student.class_code, Year).submitted; };
    const auto empty = platform.hand_in(platform.diagnosis_with([](domain::Diagnosis& content) {
        content = domain::Diagnosis{};
        content.without_plan = "刚入学";
        content.dimensions["XY"] = {};
        content.answers.set("XY06", domain::Missing::Unanswered);
    }));
    CHECK(platform.head(empty).status == SubmissionStatus::Counted);
    CHECK(submitted() == 1);
    CHECK_FALSE(result());

    const auto declined = platform.hand_in(SpiralPlatform::revision_of(empty, platform.diagnosis_with([](domain::Diagnosis& content) {
        content = domain::Diagnosis{};
        content.without_plan = "刚入学";
        content.answers.set("XY06", domain::Missing::Declined);
    })));
    CHECK(platform.head(declined).status == SubmissionStatus::Counted);
    CHECK(result());
    CHECK(submitted() == 1);
}
