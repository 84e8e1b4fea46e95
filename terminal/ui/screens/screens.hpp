// The list of all screens: draws the one that the state stands on, and hands back what its student wants.
#pragma once

#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

// Between ui.begin() and ui.end(). Changes nothing but the draft; the flow decides what comes of the wish.
[[nodiscard]] Wish draw(Ui& ui, const flow::State& state, Draft& draft);

// The words in force.
[[nodiscard]] const locale::Catalog& catalog(domain::Language language);

// What the theme is to be for this state on a screen of `dots_per_mm`.
[[nodiscard]] ThemeChoice theme_of(const flow::State& state, float dots_per_mm);

// --- one a file
[[nodiscard]] Wish draw(const Frame& frame, const flow::Starting& stage);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Unavailable& stage);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Locked& stage);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Attract& stage);
[[nodiscard]] Wish draw_notice(const Frame& frame, const domain::Notice& notice, Draft& draft);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Login& stage);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Activation& stage);
[[nodiscard]] Wish draw(const Frame& frame, const flow::OfflineConfirm& stage);
[[nodiscard]] Wish draw(const Frame& frame, const flow::MaintenancePin& stage);
[[nodiscard]] Wish draw_maintenance(const Frame& frame, const flow::Maintenance& panel, Draft& draft);
[[nodiscard]] Wish draw_touch_test(const Frame& frame, TouchedSoFar& touched);

[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::Opening& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::Home& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::SelfLevelPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::DimensionPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::TextsPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::ReviewPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::Submitting& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::Done& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::ReportPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::ClosedWindow& page);

[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::PlanPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::PlanHeaderPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::PlanDimensionPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::GoalPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::IndicatorPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::NodePage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::DayPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::PlanReviewPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::CheckpointPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::CheckGoalPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::CheckWarningsPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::CheckReviewPage& page);

[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::WarningsPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::WarningPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::ComputedPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::ObjectPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::FeedbackPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::ThreadPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::NewFeedbackPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::RecordsPage& page);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Session& session, const flow::ChangePinPage& page);

// Over whatever screen is there.
[[nodiscard]] Wish draw_countdown(const Frame& frame);
// The stay ends soon, whatever its student does.
[[nodiscard]] Wish draw_end_of_stay(const Frame& frame);
[[nodiscard]] Wish draw_message(const Frame& frame, flow::Message message);
// Is the goal that last year's improvement led to to go?
[[nodiscard]] Wish draw_drop_question(const Frame& frame);

}  // namespace xz::ui::screens
