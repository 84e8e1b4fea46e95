// The list of all screens: draws the one that the state stands on, and hands back what its student wants.
#pragma once

#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

// Between ui.begin() and ui.end(). Changes nothing but the draft; the flow decides what comes of the wishes.
[[nodiscard]] Wishes draw(Ui& ui, const flow::State& state, Draft& draft);

// The words in force.
[[nodiscard]] const locale::Catalog& catalog(domain::Language language);

// What the theme is to be for this state on a screen of `dots_per_mm`.
[[nodiscard]] ThemeChoice theme_of(const flow::State& state, float dots_per_mm);

// --- one a file
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Starting& stage);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Unavailable& stage);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Locked& stage);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Attract& stage);
[[nodiscard]] Wishes draw_notice(const Frame& frame, const domain::Notice& notice, Draft& draft);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Login& stage);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Activation& stage);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::OfflineConfirm& stage);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::MaintenancePin& stage);
[[nodiscard]] Wishes draw_maintenance(const Frame& frame, const flow::Maintenance& panel, Draft& draft);
[[nodiscard]] Wishes draw_touch_test(const Frame& frame, TouchedSoFar& touched);

[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::Opening& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::Home& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::SelfLevelPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::DimensionPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::TextsPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::ReviewPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::Submitting& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::Done& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::ReportPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::ClosedWindow& page);

[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::PlanPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::PlanHeaderPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::PlanDimensionPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::GoalPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::IndicatorPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::NodePage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::DayPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::PlanReviewPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::CheckpointPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::CheckGoalPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::CheckWarningsPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::CheckReviewPage& page);

[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::WarningsPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::WarningPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::ComputedPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::ObjectPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::FeedbackPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::ThreadPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::NewFeedbackPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::RecordsPage& page);
[[nodiscard]] Wishes draw(const Frame& frame, const flow::Session& session, const flow::ChangePinPage& page);

// Over whatever screen is there.
[[nodiscard]] Wishes draw_countdown(const Frame& frame);
// The stay ends soon, whatever its student does.
[[nodiscard]] Wishes draw_end_of_stay(const Frame& frame);
[[nodiscard]] Wishes draw_message(const Frame& frame, flow::Message message);
// Is the goal that last year's improvement led to to go?
[[nodiscard]] Wishes draw_drop_question(const Frame& frame);

}  // namespace xz::ui::screens
