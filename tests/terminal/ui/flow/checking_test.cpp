#include "tests/terminal/ui/flow/spiral_student.hpp"

#include "terminal/ui/flow/checking.hpp"
#include "terminal/ui/flow/filling.hpp"
#include "terminal/ui/flow/questions.hpp"

#include <algorithm>

using namespace xz;
using namespace xz::testing;

TEST_CASE("The mid-year check looks at every goal of the active plan before it is handed in") {
    StudentAtKiosk student;
    come(student, cycle().checkpoint.opens, active_year()).want(flow::OpenCheckpoint{});
    CHECK(student.screen() == "check_goal");
    student.want(flow::GoNext{}, flow::GoNext{}, flow::SubmitNow{});
    CHECK(student.screen() == "check_review");
    student.want(flow::OpenCheckGoal{"g1"}, flow::ChooseGoalProgress{"g1", 33}, flow::ChooseGoalProgress{"g1", 50}, flow::ChooseMeasureProgress{"g1", "m1", domain::MeasureProgress::Late},
                 flow::ChooseMeasureProgress{"g1", "m7", domain::MeasureProgress::Done}, flow::WriteCheck{{flow::CheckTextKind::Measure, "g1", "m1"}, "期中考试耽误了"});
    student.want(flow::OpenCheckReview{}, flow::ToggleRevises{}, flow::SubmitNow{});
    CHECK(student.screen() == "submitting");
    const auto submit = student.asked<flow::Submit>();
    CHECK(submit.kind == protocol::RecordKind::Checkpoint);
    const auto checkpoint = domain::checkpoint_from_json(submit.payload).value();
    CHECK(checkpoint.plan == plan_record);
    CHECK(checkpoint.goals.at("g1").progress == 50);
    CHECK(checkpoint.goals.at("g1").measures.size() == 1);

    student.on(flow::Submitted{submit.ticket, "record", 9}).want(flow::GoNext{});
    CHECK(student.screen() == "plan_header");
    CHECK(student.session().plan.draft->plan.occasion == domain::PlanOccasion::Checkpoint);
}

TEST_CASE("Without an active plan, or offline, there is nothing to check and the page says so") {
    StudentAtKiosk student;
    SECTION("no plan") { come(student, cycle().checkpoint.opens, domain::YearStanding{}); }
    SECTION("offline") {
        student.tick(0s, morning_of(cycle().checkpoint.opens));
        student.offline_at_home();
    }
    student.want(flow::OpenCheckpoint{}, flow::FillCheckpoint{});
    CHECK(student.screen() == "checkpoint");
    CHECK_FALSE(student.session().checkpoint.draft.has_value());
}

TEST_CASE("A check that was begun online goes on offline after a power cut") {
    StudentAtKiosk before;
    come(before, cycle().checkpoint.opens, active_year()).want(flow::OpenCheckpoint{}, flow::ChooseGoalProgress{"g1", 75});
    const auto saved = before.asked<flow::SaveDraft>();
    CHECK(saved.kind == protocol::RecordKind::Checkpoint);
    const auto draft = flow::checkpoint_draft_from_json(saved.body);
    REQUIRE(draft);
    CHECK(draft->plan == small_plan());
    CHECK(draft->checkpoint == before.session().checkpoint.draft->checkpoint);
}

TEST_CASE("The year's goals come back in the diagnosis after the own level, measured by the data") {
    StudentAtKiosk student;
    come(student, cycle().diagnosis.opens, active_year()).want(flow::OpenDiagnosis{}, flow::OpenDimension{"XY", {}});
    CHECK(flow::goals_of(student.session(), "XY", student.wall).empty());
    student.want(flow::ChooseSelfLevel{"XY", 3}, flow::GoNext{});
    const auto questions = flow::questions_of(student.session(), "XY", student.wall);
    CHECK(std::any_of(questions.begin(), questions.end(), [](const auto& question) { return question.indicator->code == "XY01" && question.target == domain::Decimal{85}; }));
    const auto goals = flow::goals_of(student.session(), "XY", student.wall);
    REQUIRE(goals.size() == 1);
    CHECK(goals.front().result.basis == domain::GoalBasis::Measured);
    student.want(flow::ChooseGoalCompletion{"g1", 75}, flow::WriteText{{flow::TextKind::GoalNote, "g1"}, "差一点"}, flow::ChooseGoalCompletion{"g9", 75});
    CHECK(student.session().diagnosis.draft->diagnosis.goals.size() == 1);
    CHECK(student.session().diagnosis.draft->diagnosis.plan == plan_record);

    const auto saved = student.asked<flow::SaveDraft>();
    const auto draft = flow::diagnosis_draft_from_json(saved.body);
    REQUIRE(draft);
    CHECK(draft->plan == small_plan());
    CHECK(draft->diagnosis.goals.at("g1").completion == 75);
}

TEST_CASE("A diagnosis without a plan needs the reason, where the platform knows that there is none") {
    StudentAtKiosk student;
    come(student, cycle().diagnosis.opens, domain::YearStanding{}).want(flow::OpenDiagnosis{});
    for (const auto& dimension : published()->current().dimensions)
        student.want(flow::OpenDimension{dimension.code, {}}, flow::ChooseSelfLevel{dimension.code, 3}, flow::GoNext{});
    student.want(flow::OpenReview{}, flow::SubmitNow{});
    CHECK(student.screen() == "review");
    student.want(flow::OpenTexts{}, flow::WriteText{{flow::TextKind::WithoutPlan, {}}, "九月才转来"}, flow::OpenReview{}, flow::SubmitNow{});
    CHECK(student.screen() == "submitting");
}

TEST_CASE("A returned diagnosis begins again from what was handed in, with its own levels settled") {
    auto returned = active_year();
    domain::Diagnosis handed_in;
    for (const auto& dimension : published()->current().dimensions) handed_in.dimensions[dimension.code].self_level = domain::Level::Good;
    handed_in.dimensions["XY"].improvements.push_back({"每周两次晚自习", std::nullopt, true, "i1", std::nullopt});
    handed_in.plan = plan_record;
    returned.diagnosis.state = domain::diagnosis_state::Returned{"01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c55", "差距没有写"};
    returned.diagnosis.handed_in = handed_in;
    StudentAtKiosk student;
    const auto after = domain::Day{std::chrono::sys_days{cycle().diagnosis.closes} + std::chrono::days{2}};
    come(student, after, returned);
    CHECK(student.session().handed_in != nullptr);
    CHECK(flow::may_diagnose(student.session(), morning_of(cycle().report.closes)));
    CHECK_FALSE(flow::may_diagnose(student.session(), morning_of(cycle().carry_over)));  // the platform would set it aside
    student.want(flow::OpenDiagnosis{});
    CHECK(student.screen() == "dimension");
    CHECK(student.session().diagnosis.draft->diagnosis.dimensions.at("XY").improvements.front().code == "i1");
    student.want(flow::OpenDimension{"XY", {}}, flow::AddImprovement{"XY"}, flow::WriteText{{flow::TextKind::Improvement, "XY", 1}, "多做真题"},
                 flow::ChooseTag{"XY", 1, domain::ImprovementTag::Method}, flow::PickDay{{flow::DaySubject::Kind::Improvement, "XY", {}, 1}});
    CHECK(student.screen() == "pick_day");
    student.want(flow::TakeDay{domain::Day{std::chrono::sys_days{cycle().diagnosis.closes} + std::chrono::days{90}}});
    CHECK(student.screen() == "dimension");
    student.want(flow::OpenReview{}, flow::SubmitNow{});
    const auto diagnosis = domain::diagnosis_from_json(student.asked<flow::Submit>().payload).value();
    const auto& improvements = diagnosis.dimensions.at("XY").improvements;
    CHECK(improvements[0].code == "i1");
    CHECK(improvements[1].code == "i2");
    CHECK(improvements[1].tag == domain::ImprovementTag::Method);
    CHECK(improvements[1].due.has_value());
}

TEST_CASE("The report can be opened when the diagnosis was counted on the platform only") {
    auto counted = active_year();
    domain::Diagnosis handed_in;
    for (const auto& dimension : published()->current().dimensions) handed_in.dimensions[dimension.code].self_level = domain::Level::Good;
    handed_in.plan = plan_record;
    counted.diagnosis.state = domain::diagnosis_state::Confirmed{"01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c55"};
    counted.diagnosis.handed_in = handed_in;
    StudentAtKiosk student;
    come(student, cycle().diagnosis.opens, counted).want(flow::OpenReport{});
    CHECK(student.screen() == "report");
    REQUIRE(student.session().handed_in->goals.goals.size() == 1);
    CHECK(student.session().handed_in->goals.goals.front().basis == domain::GoalBasis::Measured);
}

TEST_CASE("A confirmed diagnosis is read, and not filled in again") {
    auto confirmed = active_year();
    domain::Diagnosis handed_in;
    for (const auto& dimension : published()->current().dimensions) handed_in.dimensions[dimension.code].self_level = domain::Level::Good;
    confirmed.diagnosis.state = domain::diagnosis_state::Confirmed{"01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c55"};
    confirmed.diagnosis.handed_in = handed_in;
    StudentAtKiosk student;
    come(student, cycle().diagnosis.opens, confirmed).want(flow::OpenDiagnosis{});
    CHECK(student.screen() == "report");
    CHECK_FALSE(student.session().diagnosis.draft.has_value());
}
