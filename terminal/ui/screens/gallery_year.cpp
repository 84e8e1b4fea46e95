// The year's plan book and mid-year check, and home as the year goes on.
#include "terminal/ui/screens/gallery_walk.hpp"

namespace xz::ui::screens {
namespace {

const domain::Cycle& cycle_of(const Walk& walk) { return walk.published().cycles.back(); }

// Inside the window of planning, of the mid-year check, of the diagnosis.
Walk& in_autumn(Walk& walk, GalleryYear year) { return walk.home(morning_of(cycle_of(walk).plan.opens), gallery_context(walk.published(), year)); }
Walk& in_spring(Walk& walk, GalleryYear year) { return walk.home(morning_of(cycle_of(walk).checkpoint.opens), gallery_context(walk.published(), year)); }
Walk& in_summer(Walk& walk, GalleryYear year) { return walk.home(morning_of(cycle_of(walk).diagnosis.opens), gallery_context(walk.published(), year)); }

// The draft of this year's plan, first page filled in.
Walk& begun(Walk& walk) {
    in_autumn(walk, GalleryYear::Fresh).want(flow::OpenPlan{});
    walk.want(flow::WritePlan{{flow::PlanTextKind::Year, {}, {}}, "通过英语四级，技能竞赛拿到市级以上名次"});
    walk.want(flow::WritePlan{{flow::PlanTextKind::Strengths, {}, {}}, "动手能力强，坚持得住"});
    return walk.saved();
}

// A revision of the active plan, on the dimension's page.
Walk& revising(Walk& walk, const std::string& dimension) { return in_autumn(walk, GalleryYear::Active).want(flow::RevisePlan{}).want(flow::OpenPlanDimension{dimension}); }

Walk& on_goal(Walk& walk) { return revising(walk, "XY").want(flow::OpenGoal{"g1"}); }

Walk& checking(Walk& walk) {
    in_spring(walk, GalleryYear::Active).want(flow::OpenCheckpoint{}).want(flow::OpenCheckGoal{"g1"});
    walk.want(flow::ChooseGoalProgress{"g1", 50}).want(flow::ChooseMeasureProgress{"g1", "m1", domain::MeasureProgress::Done});
    return walk.want(flow::WriteCheck{{flow::CheckTextKind::Goal, "g1", {}}, "听力进步了，阅读还慢"}).saved();
}

constexpr std::string_view record = "01907b33-6a10-7c42-9f0d-2c9be47ad611";

Walk& handed_in(Walk& walk) { return walk.want(flow::SubmitNow{}).on(flow::Submitted{walk.ticket(), std::string{record}, 42}); }

constexpr Picture pictures[] = {
    {"home.autumn", [](Walk& w) { in_autumn(w, GalleryYear::Fresh); }},
    {"home.plan_returned", [](Walk& w) { in_autumn(w, GalleryYear::Returned); }},
    {"home.spring", [](Walk& w) { in_spring(w, GalleryYear::Active); }},
    {"home.diagnosis_returned", [](Walk& w) { in_summer(w, GalleryYear::DiagnosisReturned); }},
    {"home.confirmed", [](Walk& w) { in_summer(w, GalleryYear::Confirmed); }},
    {"message.dossier_unreadable", [](Walk& w) { in_summer(w, GalleryYear::Unreadable); }},
    {"message.act_refused",
     [](Walk& w) {
         in_autumn(w, GalleryYear::Waiting).want(flow::OpenPlan{}).want(flow::WithdrawPlan{});
         w.on(flow::Acted{w.ticket(), protocol::ActionAnswer::Outcome::Refused, "wrong_state", gallery_context(w.published(), GalleryYear::Opened)});
     }},
    {"message.act_unreachable",
     [](Walk& w) {
         in_autumn(w, GalleryYear::Waiting).want(flow::OpenPlan{}).want(flow::WithdrawPlan{});
         w.on(flow::PlatformUnreachable{w.ticket()});
     }},
    {"closed_window.plan", [](Walk& w) { w.home(morning_of(cycle_of(w).diagnosis.opens), gallery_context(w.published(), GalleryYear::Fresh)).want(flow::OpenPlan{}); }},
    {"plan", [](Walk& w) { in_autumn(w, GalleryYear::Active).want(flow::OpenPlan{}); }},
    {"plan.submitted", [](Walk& w) { in_autumn(w, GalleryYear::Waiting).want(flow::OpenPlan{}); }},
    {"plan.withdrawing", [](Walk& w) { in_autumn(w, GalleryYear::Waiting).want(flow::OpenPlan{}).want(flow::WithdrawPlan{}); }},
    {"plan.opened", [](Walk& w) { in_autumn(w, GalleryYear::Opened).want(flow::OpenPlan{}); }},
    {"plan.returned", [](Walk& w) { in_autumn(w, GalleryYear::Returned).want(flow::OpenPlan{}); }},
    {"plan.revision", [](Walk& w) { in_autumn(w, GalleryYear::RevisionWaiting).want(flow::OpenPlan{}); }},
    {"plan_header", [](Walk& w) { begun(w); }},
    {"plan_header.returned", [](Walk& w) { in_autumn(w, GalleryYear::Returned).want(flow::RevisePlan{}).want(flow::OpenPlanHeader{}); }},
    {"plan_header.offline", [](Walk& w) { w.at(morning_of(cycle_of(w).plan.opens)).home_offline().want(flow::OpenPlan{}); }},
    {"plan_dimension", [](Walk& w) { revising(w, "XY"); }},
    {"plan_dimension.carried", [](Walk& w) { begun(w).want(flow::OpenPlanDimension{"MY"}).want(flow::ChooseTargetLevel{"MY", 2}).saved(); }},
    {"plan_dimension.empty", [](Walk& w) { begun(w).want(flow::OpenPlanDimension{"SZ"}); }},
    {"plan_dimension.offered", [](Walk& w) { revising(w, "MY"); }},
    {"plan_dimension.undo", [](Walk& w) { revising(w, "JN").want(flow::RemoveGoal{"g2"}).saved(); }},
    {"plan_dimension.drop", [](Walk& w) { revising(w, "XY").want(flow::RemoveGoal{"g1"}); }},
    {"goal", [](Walk& w) { on_goal(w); }},
    {"goal.writing", [](Walk& w) { on_goal(w); }, "goal.g1.text"},
    {"plan_header.writing", [](Walk& w) { begun(w); }, "plan.text.threats"},
    {"goal.new", [](Walk& w) { begun(w).want(flow::OpenPlanDimension{"SX"}).want(flow::AddGoal{"SX"}).saved(); }},
    {"goal.choice", [](Walk& w) { revising(w, "JN").want(flow::OpenGoal{"g2"}); }},
    {"goal.undo", [](Walk& w) { on_goal(w).want(flow::RemoveMeasure{"g1", "m2"}).saved(); }},
    {"pick_indicator", [](Walk& w) { on_goal(w).want(flow::PickIndicator{"g1"}); }},
    {"pick_node", [](Walk& w) { on_goal(w).want(flow::PickNode{"g1"}); }},
    {"pick_day", [](Walk& w) { on_goal(w).want(flow::PickDay{{flow::DaySubject::Kind::Measure, "g1", "m1", 0}}); }},
    {"pick_day.improvement",
     [](Walk& w) {
         w.home().fill_until("JN").fill(w.published().current().dimensions[2], 4).improvement("JN");
         w.want(flow::PickDay{{flow::DaySubject::Kind::Improvement, "JN", {}, 0}});
     }},
    {"plan_review", [](Walk& w) { on_goal(w).want(flow::SetGoalValue{"g1", flow::GoalValue::Target, "88"}).want(flow::OpenPlanReview{}).saved(); }},
    {"plan_review.missing", [](Walk& w) { in_autumn(w, GalleryYear::Fresh).want(flow::OpenPlan{}).want(flow::OpenPlanDimension{"SZ"}).want(flow::AddGoal{"SZ"}).want(flow::OpenPlanReview{}).saved(); }},
    {"done.plan", [](Walk& w) { handed_in(on_goal(w).want(flow::ChoosePriority{"g1", 1}).want(flow::OpenPlanReview{})); }},
    {"checkpoint", [](Walk& w) { in_spring(w, GalleryYear::Checked).want(flow::OpenCheckpoint{}); }},
    {"checkpoint.no_plan", [](Walk& w) { in_spring(w, GalleryYear::Fresh).want(flow::OpenCheckpoint{}); }},
    {"checkpoint.offline", [](Walk& w) { w.at(morning_of(cycle_of(w).checkpoint.opens)).home_offline().want(flow::OpenCheckpoint{}); }},
    {"check_goal", [](Walk& w) { checking(w); }},
    {"check_goal.qualitative", [](Walk& w) { checking(w).want(flow::OpenCheckGoal{"g3"}); }},
    {"check_warnings", [](Walk& w) { checking(w).want(flow::OpenCheckWarnings{}); }},
    {"check_review", [](Walk& w) { checking(w).want(flow::ChooseGoalProgress{"g1", 50}).want(flow::OpenCheckReview{}).saved(); }},
    {"done.checkpoint",
     [](Walk& w) {
         checking(w);
         for (const auto* goal : {"g2", "g3"}) w.want(flow::OpenCheckGoal{goal}).want(flow::ChooseGoalProgress{goal, 75});
         handed_in(w.want(flow::OpenCheckReview{}).want(flow::ToggleRevises{}));
     }},
    {"dimension.goals", [](Walk& w) { w.home().fill_until("XY").fill(w.published().current().dimensions[1], 3).want(flow::ChooseGoalCompletion{"g1", 75}).saved(); }},
    {"dimension.returned", [](Walk& w) { in_summer(w, GalleryYear::DiagnosisReturned).want(flow::OpenDiagnosis{}).want(flow::OpenDimension{"XY", {}}); }},
    {"report.confirmed", [](Walk& w) { in_summer(w, GalleryYear::Confirmed).want(flow::OpenReport{}); }},
    {"review.without_plan", [](Walk& w) { in_summer(w, GalleryYear::Fresh).review(); }},
};

}  // namespace

std::span<const Picture> year_pictures() { return pictures; }

}  // namespace xz::ui::screens
