#include "terminal/ui/flow/state.hpp"

namespace xz::ui::flow {

std::string_view name_of(const Stage& stage) {
    struct Name {
        std::string_view operator()(const Starting&) const { return "starting"; }
        std::string_view operator()(const Unavailable&) const { return "unavailable"; }
        std::string_view operator()(const Locked&) const { return "locked"; }
        std::string_view operator()(const Attract&) const { return "attract"; }
        std::string_view operator()(const ReadNotice&) const { return "notice"; }
        std::string_view operator()(const Login&) const { return "login"; }
        std::string_view operator()(const Activation&) const { return "activation"; }
        std::string_view operator()(const OfflineConfirm&) const { return "offline_confirm"; }
        std::string_view operator()(const SignedIn& signed_in) const { return std::visit(*this, signed_in.page); }
        std::string_view operator()(const MaintenancePin&) const { return "maintenance_pin"; }
        std::string_view operator()(const Maintenance& panel) const {
            switch (panel.page) {
                case StaffPage::Overview: return "maintenance";
                case StaffPage::Network: return "maintenance_network";
                case StaffPage::Sync: return "maintenance_sync";
                case StaffPage::Store: return "maintenance_store";
                case StaffPage::Versions: return "maintenance_versions";
                case StaffPage::TouchTest: return "maintenance_touch";
                case StaffPage::Volume: break;
            }
            return "maintenance_volume";
        }
        std::string_view operator()(const Opening&) const { return "opening"; }
        std::string_view operator()(const NoticePage&) const { return "notice"; }
        std::string_view operator()(const Home&) const { return "home"; }
        std::string_view operator()(const SelfLevelPage&) const { return "self_level"; }
        std::string_view operator()(const DimensionPage&) const { return "dimension"; }
        std::string_view operator()(const TextsPage&) const { return "texts"; }
        std::string_view operator()(const ReviewPage&) const { return "review"; }
        std::string_view operator()(const Submitting&) const { return "submitting"; }
        std::string_view operator()(const Done&) const { return "done"; }
        std::string_view operator()(const ReportPage&) const { return "report"; }
        std::string_view operator()(const ClosedWindow&) const { return "closed_window"; }
        std::string_view operator()(const PlanPage&) const { return "plan"; }
        std::string_view operator()(const PlanHeaderPage&) const { return "plan_header"; }
        std::string_view operator()(const PlanDimensionPage&) const { return "plan_dimension"; }
        std::string_view operator()(const GoalPage&) const { return "goal"; }
        std::string_view operator()(const IndicatorPage&) const { return "pick_indicator"; }
        std::string_view operator()(const NodePage&) const { return "pick_node"; }
        std::string_view operator()(const DayPage&) const { return "pick_day"; }
        std::string_view operator()(const PlanReviewPage&) const { return "plan_review"; }
        std::string_view operator()(const CheckpointPage&) const { return "checkpoint"; }
        std::string_view operator()(const CheckGoalPage&) const { return "check_goal"; }
        std::string_view operator()(const CheckWarningsPage&) const { return "check_warnings"; }
        std::string_view operator()(const CheckReviewPage&) const { return "check_review"; }
        std::string_view operator()(const WarningsPage&) const { return "warnings"; }
        std::string_view operator()(const WarningPage&) const { return "warning"; }
        std::string_view operator()(const ComputedPage&) const { return "computed"; }
        std::string_view operator()(const ObjectPage&) const { return "object"; }
        std::string_view operator()(const FeedbackPage&) const { return "feedback"; }
        std::string_view operator()(const ThreadPage&) const { return "thread"; }
        std::string_view operator()(const NewFeedbackPage&) const { return "new_feedback"; }
        std::string_view operator()(const RecordsPage&) const { return "records"; }
        std::string_view operator()(const ChangePinPage&) const { return "change_pin"; }
    };
    return std::visit(Name{}, stage);
}

}  // namespace xz::ui::flow
