#include "tests/terminal/ui/flow/spiral_student.hpp"

#include "terminal/ui/flow/goal_values.hpp"
#include "terminal/ui/flow/planning.hpp"

using namespace xz;
using namespace xz::testing;

namespace {

const flow::SaveDraft& saved_plan(const StudentAtKiosk& student) {
    const auto& saved = student.asked<flow::SaveDraft>();
    REQUIRE(saved.kind == protocol::RecordKind::Plan);
    return saved;
}

// A plan that may be handed in: the year's goal and one goal.
StudentAtKiosk& least_plan(StudentAtKiosk& student) {
    come(student, cycle().plan.opens, domain::YearStanding{});
    student.want(flow::OpenPlan{}, flow::WritePlan{{flow::PlanTextKind::Year, {}, {}}, "通过英语四级"}, flow::OpenPlanDimension{"XY"}, flow::AddGoal{"XY"});
    return student.want(flow::WritePlan{{flow::PlanTextKind::Goal, "g1", {}}, "均分到 85"}, flow::GoNext{});
}

}  // namespace

TEST_CASE("A carried improvement comes back as a draft goal with its link, and is dropped only when the student says so twice") {
    StudentAtKiosk student;
    come(student, cycle().plan.opens, carrying_year()).want(flow::OpenPlan{});
    CHECK(student.screen() == "plan_header");
    CHECK(goal(student, "g1").text == "每周两次英语晚自习");
    CHECK(goal(student, "g1").from == domain::CarriedFrom{std::string{last_record}, "i1"});

    student.want(flow::OpenPlanDimension{"XY"}, flow::RemoveGoal{"g1"});
    CHECK(student.signed_in().asks_to_drop == "g1");
    SECTION("kept") {
        student.want(flow::KeepCarried{});
        CHECK(student.session().plan.draft->plan.goal("g1") != nullptr);
    }
    SECTION("dropped, and offered again") {
        student.want(flow::DropCarried{});
        CHECK(student.session().plan.draft->plan.goal("g1") == nullptr);
        student.want(flow::AdoptCarried{{std::string{last_record}, "i1"}});
        CHECK(student.session().plan.draft->plan.dimensions.at("XY").goals.size() == 1);
    }
    SECTION("dropped, and taken back") {
        student.want(flow::DropCarried{}, flow::UndoRemoval{});
        CHECK(goal(student, "g1").from.has_value());
    }
}

TEST_CASE("A goal that an indicator measures starts from the newest value and aims at the target level's threshold") {
    StudentAtKiosk student;
    come(student, cycle().plan.opens, domain::YearStanding{}).want(flow::OpenPlan{}, flow::OpenPlanDimension{"XY"}, flow::ChooseTargetLevel{"XY", 3}, flow::AddGoal{"XY"});
    CHECK(student.screen() == "goal");
    student.want(flow::PickIndicator{"g1"});
    CHECK(student.screen() == "pick_indicator");
    student.want(flow::ChooseIndicator{"g1", "XY01"});
    CHECK(student.screen() == "goal");
    const auto& indicator = *published()->current().find("XY01");
    CHECK(goal(student, "g1").baseline == domain::Decimal{1});
    CHECK(goal(student, "g1").target == indicator.thresholds->good);

    student.want(flow::SetGoalValue{"g1", flow::GoalValue::Target, "101"}, flow::ChooseIndicator{"g1", "SZ01"}, flow::ChoosePriority{"g1", 4}, flow::ChooseNode{"g1", "D-QX-STUDY"});
    CHECK(goal(student, "g1").target == indicator.thresholds->good);
    CHECK(goal(student, "g1").indicator == "XY01");
    CHECK(goal(student, "g1").priority == 2);
    CHECK(goal(student, "g1").node.empty());
}

TEST_CASE("A start says where it comes from; without one a freshman still has an aim") {
    using domain::BaselineSource;
    StudentAtKiosk student;
    come(student, cycle().plan.opens, domain::YearStanding{}).want(flow::OpenPlan{}, flow::OpenPlanDimension{"XY"}, flow::AddGoal{"XY"}, flow::ChooseIndicator{"g1", "XY01"});
    CHECK(goal(student, "g1").baseline_source == BaselineSource::Data);
    student.want(flow::SetGoalValue{"g1", flow::GoalValue::Baseline, "60"});
    CHECK(goal(student, "g1").baseline_source == BaselineSource::Self);
    student.want(flow::SetGoalValue{"g1", flow::GoalValue::Baseline, "1"});
    CHECK(goal(student, "g1").baseline_source == BaselineSource::Data);
    student.want(flow::SetGoalValue{"g1", flow::GoalValue::Baseline, ""}, flow::SetGoalValue{"g1", flow::GoalValue::Target, "85"});
    CHECK_FALSE(goal(student, "g1").baseline);
    CHECK_FALSE(goal(student, "g1").baseline_source);
    CHECK(goal(student, "g1").target == domain::Decimal{85});

    student.want(flow::ChooseIndicator{"g1", "XY06"});  // nothing is known of it
    CHECK_FALSE(goal(student, "g1").baseline);
    student.want(flow::SetGoalValue{"g1", flow::GoalValue::Target, "4"});
    CHECK_FALSE(goal(student, "g1").baseline);
}

TEST_CASE("A code that any revision has used is given to nothing else, on the next kiosk neither") {
    StudentAtKiosk student;
    auto standing = active_year();
    standing.plan.used = {{"g1", 4}, {"g6", 0}};
    come(student, cycle().plan.opens, standing).want(flow::RevisePlan{}, flow::OpenPlanDimension{"XY"}, flow::AddGoal{"XY"});
    CHECK(goal(student, "g7").text.empty());
    student.want(flow::OpenGoal{"g1"}, flow::AddMeasure{"g1"});
    CHECK(goal(student, "g1").measures.back().code == "m5");
    const auto read = flow::plan_draft_from_json(flow::to_json(*student.session().plan.draft));
    REQUIRE(read);
    CHECK(read->used == domain::UsedCodes{{"g1", 4}, {"g6", 0}});
}

TEST_CASE("Who comes back from leave finds the year's windows open for as long as it grants") {
    auto standing = domain::YearStanding{};
    const auto back = domain::Day{std::chrono::sys_days{cycle().plan.closes} + std::chrono::days{40}};
    StudentAtKiosk missed;
    come(missed, back, standing);
    CHECK_FALSE(flow::may_begin_plan(missed.session(), morning_of(back)));
    standing.returned_on = back;
    StudentAtKiosk student;
    come(student, back, standing);
    CHECK(flow::may_begin_plan(student.session(), morning_of(back)));
    const auto last = domain::Day{std::chrono::sys_days{back} + std::chrono::days{cycle().after_leave_days - 1}};
    CHECK(flow::may_begin_plan(student.session(), morning_of(last)));
    CHECK_FALSE(flow::may_begin_plan(student.session(), morning_of(domain::Day{std::chrono::sys_days{last} + std::chrono::days{1}})));
}

TEST_CASE("What is sensitive measures no goal") {
    StudentAtKiosk student;
    come(student, cycle().plan.opens, domain::YearStanding{}).want(flow::OpenPlan{}, flow::OpenPlanDimension{"SX"}, flow::AddGoal{"SX"});
    student.want(flow::PickIndicator{"g1"}, flow::ChooseIndicator{"g1", "SX03"});
    CHECK(goal(student, "g1").indicator.empty());
    student.want(flow::ChooseIndicator{"g1", "SX01"});
    CHECK(goal(student, "g1").indicator == "SX01");
}

TEST_CASE("A goal picks its node from the student's own branch of the goal chain") {
    StudentAtKiosk student;
    come(student, cycle().plan.opens, active_year()).want(flow::RevisePlan{}, flow::OpenPlanDimension{"XY"}, flow::OpenGoal{"g1"}, flow::PickNode{"g1"});
    CHECK(student.screen() == "pick_node");
    student.want(flow::ChooseNode{"g1", "D-QX-STUDY"});
    CHECK(student.screen() == "pick_node");
    student.want(flow::ChooseNode{"g1", "D-RJ-STUDY"});
    CHECK(student.screen() == "goal");
    CHECK(goal(student, "g1").node == "D-RJ-STUDY");
}

TEST_CASE("A due day is chosen inside the cycle, by month") {
    StudentAtKiosk student;
    come(student, cycle().plan.opens, active_year()).want(flow::RevisePlan{}, flow::OpenPlanDimension{"XY"}, flow::OpenGoal{"g1"}, flow::AddMeasure{"g1"});
    const auto added = goal(student, "g1").measures.back();
    CHECK(added.code == "m2");
    CHECK(added.due.has_value());
    student.want(flow::PickDay{{flow::DaySubject::Kind::Measure, "g1", "m2", 0}});
    CHECK(student.screen() == "pick_day");
    const auto after_the_year = domain::Day{cycle().diagnosis.closes.year() + std::chrono::years{1}, std::chrono::March, std::chrono::day{1}};
    student.want(flow::TakeDay{after_the_year}, flow::ShowMonth{after_the_year.year() / after_the_year.month()});
    CHECK(student.screen() == "pick_day");
    student.want(flow::TakeDay{cycle().monitoring.opens});
    CHECK(student.screen() == "goal");
    CHECK(goal(student, "g1").measures.back().due == cycle().monitoring.opens);
    student.want(flow::PickDay{{flow::DaySubject::Kind::Measure, "g1", "m2", 0}}, flow::Back{});
    CHECK(student.screen() == "goal");
}

TEST_CASE("What was removed can be taken back until the next change") {
    StudentAtKiosk student;
    come(student, cycle().plan.opens, active_year()).want(flow::RevisePlan{}, flow::OpenPlanDimension{"XY"}, flow::OpenGoal{"g1"});
    const auto before = student.session().plan.draft->plan;
    student.want(flow::RemoveMeasure{"g1", "m1"});
    CHECK(goal(student, "g1").measures.empty());
    SECTION("at once") {
        student.want(flow::UndoRemoval{});
        CHECK(student.session().plan.draft->plan == before);
    }
    SECTION("not after something else was written") {
        student.want(flow::WritePlan{{flow::PlanTextKind::Expected, "g1", {}}, "期末 75 分"}, flow::UndoRemoval{});
        CHECK(goal(student, "g1").measures.empty());
    }
}

TEST_CASE("A code that a former revision used is never given again") {
    StudentAtKiosk student;
    come(student, cycle().plan.opens, active_year()).want(flow::RevisePlan{}, flow::OpenPlanDimension{"XY"}, flow::RemoveGoal{"g1"}, flow::AddGoal{"XY"});
    CHECK(student.session().plan.draft->plan.dimensions.at("XY").goals.front().code == "g2");
}

TEST_CASE("A plan is handed in once it has a year's goal and a goal, waits for the counselor, and is withdrawn until opened") {
    StudentAtKiosk student;
    least_plan(student).want(flow::WritePlan{{flow::PlanTextKind::Year, {}, {}}, ""}, flow::OpenPlanReview{}, flow::SubmitNow{});
    CHECK(student.screen() == "plan_review");
    student.want(flow::WritePlan{{flow::PlanTextKind::Year, {}, {}}, "通过英语四级"}, flow::SubmitNow{}, flow::SubmitNow{});
    CHECK(student.screen() == "submitting");
    CHECK(student.times<flow::Submit>() == 1);
    const auto& submit = student.asked<flow::Submit>();
    CHECK(submit.kind == protocol::RecordKind::Plan);
    CHECK(domain::plan_from_json(submit.payload).value().year_goal == "通过英语四级");
    student.on(flow::Submitted{submit.ticket, std::string{plan_record}, 3});
    CHECK(student.screen() == "done");
    student.want(flow::GoNext{});
    CHECK(student.screen() == "plan");
    CHECK(std::holds_alternative<domain::plan_state::Submitted>(*flow::plan_state_of(student.session())));
    CHECK_FALSE(flow::may_revise_plan(student.session(), student.wall));

    student.want(flow::WithdrawPlan{}, flow::WithdrawPlan{});
    CHECK(student.times<flow::Act>() == 1);
    const auto act = student.asked<flow::Act>();
    CHECK(act.type == protocol::ActionType::PlanWithdraw);
    CHECK(act.subject == plan_record);
    SECTION("done") {
        student.on(flow::Acted{act.ticket, protocol::ActionAnswer::Outcome::Done, {}, shared_context(domain::YearStanding{})});
        CHECK(std::holds_alternative<domain::plan_state::Draft>(*flow::plan_state_of(student.session())));
        CHECK(flow::may_begin_plan(student.session(), student.wall));
    }
    SECTION("too late") {
        auto opened = domain::YearStanding{};
        opened.plan.state = domain::plan_state::UnderReview{std::string{plan_record}};
        opened.plan.latest = small_plan();
        student.on(flow::Acted{act.ticket, protocol::ActionAnswer::Outcome::Refused, "wrong_state", shared_context(opened)});
        CHECK(student.signed_in().message == flow::Message::ActRefused);
        CHECK(std::holds_alternative<domain::plan_state::UnderReview>(*flow::plan_state_of(student.session())));
        CHECK_FALSE(flow::may_withdraw_plan(student.session()));
    }
    SECTION("the platform is away") {
        student.on(flow::PlatformUnreachable{act.ticket});
        CHECK(student.signed_in().message == flow::Message::ActUnreachable);
        CHECK(flow::may_withdraw_plan(student.session()));
    }
}

TEST_CASE("A returned plan is revised from what was handed in, and an unchanged one is not handed in again") {
    auto returned = domain::YearStanding{};
    returned.plan.state = domain::plan_state::Returned{std::string{plan_record}, "目标太笼统"};
    returned.plan.latest = small_plan();
    StudentAtKiosk student;
    come(student, cycle().plan.opens, returned).want(flow::OpenPlan{});
    CHECK(student.screen() == "plan");
    CHECK(flow::may_revise_plan(student.session(), morning_of(cycle().monitoring.closes)));
    CHECK_FALSE(flow::may_revise_plan(student.session(), morning_of(cycle().diagnosis.closes)));
    student.want(flow::RevisePlan{});
    CHECK(student.session().plan.draft->plan == small_plan());
    student.want(flow::OpenPlanReview{}, flow::SubmitNow{});
    CHECK(student.times<flow::Submit>() == 0);
    student.want(flow::OpenGoal{"g1"}, flow::WritePlan{{flow::PlanTextKind::Goal, "g1", {}}, "均分到 85，四级 425"}, flow::OpenPlanReview{}, flow::SubmitNow{});
    CHECK(student.times<flow::Submit>() == 1);
}

TEST_CASE("A warning's task becomes a measure of the goal that its indicator measures") {
    auto with = context_with(active_year());
    domain::Warnings warnings;
    domain::WarningCard card;
    card.raised = {{"XY01", cycle().academic_year, "1"}, domain::Colour::Yellow, "64", domain::Decimal{65}, "教务系统", cycle().monitoring.opens};
    card.state = domain::warning_state::InAction{"每周找老师答疑一次"};
    card.due = cycle().checkpoint.opens;
    warnings.cards.push_back(card);
    with.warnings = domain::to_json(warnings);
    StudentAtKiosk student;
    student.tick(0s, morning_of(cycle().monitoring.opens));
    student.at_login().logs_in().online(with).draft();
    student.want(flow::RevisePlan{domain::PlanOccasion::Warning, domain::to_text(card.raised.key)});
    CHECK(student.screen() == "goal");
    CHECK(goal(student, "g1").measures.back().text == "每周找老师答疑一次");
    CHECK(goal(student, "g1").measures.back().due == card.due);
    CHECK(student.session().plan.draft->plan.occasion == domain::PlanOccasion::Warning);
}

TEST_CASE("A killed terminal resumes the plan where it stopped, beside a diagnosis of its own") {
    StudentAtKiosk before;
    least_plan(before).want(flow::OpenPlanDimension{"JN"});
    const auto plan = saved_plan(before);
    StudentAtKiosk after;
    after.tick(0s, morning_of(cycle().plan.opens));
    after.at_login().logs_in().online(context_with(domain::YearStanding{})).drafts({.diagnosis = {}, .plan = plan.body, .checkpoint = {}});
    CHECK(after.session().plan.draft->plan == before.session().plan.draft->plan);
    CHECK(flow::state_of(after.session().plan.saving) == flow::SaveState::Saved);
    CHECK(flow::state_of(after.session().diagnosis.saving) == flow::SaveState::Nothing);
    after.want(flow::OpenPlan{});
    CHECK(after.screen() == "plan_dimension");
    CHECK(std::get<flow::PlanDimensionPage>(after.signed_in().page).dimension == "JN");
}

TEST_CASE("Saved is said of each draft for itself") {
    StudentAtKiosk student;
    least_plan(student);
    const auto plan = saved_plan(student).ticket;
    student.on(flow::DraftSaved{plan - 1});
    CHECK(flow::state_of(student.session().plan.saving) == flow::SaveState::Saving);
    student.on(flow::DraftSaved{plan});
    CHECK(flow::state_of(student.session().plan.saving) == flow::SaveState::Saved);
}

TEST_CASE("What cannot be read of the platform's word is a message, and everything else goes on") {
    auto with = context();
    with.plan = R"({"plan":7})";
    StudentAtKiosk student;
    student.at_login().logs_in().online(with).draft();
    CHECK(student.signed_in().message == flow::Message::DossierUnreadable);
    CHECK(flow::standing_of(student.session()) == nullptr);
    CHECK(flow::warnings_of(student.session()) != nullptr);
    CHECK(student.want(flow::DismissMessage{}, flow::OpenDiagnosis{}).screen() == "self_level");
}

TEST_CASE("Offline a plan is begun like any other, and nothing is claimed of what the platform has") {
    StudentAtKiosk student;
    student.tick(0s, morning_of(cycle().plan.opens));
    student.offline_at_home().want(flow::OpenPlan{});
    CHECK(student.screen() == "plan_header");
    CHECK_FALSE(flow::plan_state_of(student.session()).has_value());
    CHECK(flow::standing_of(student.session()) == nullptr);
}
