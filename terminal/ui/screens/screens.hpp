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
[[nodiscard]] Wish draw(const Frame& frame, const flow::Attract& stage);
[[nodiscard]] Wish draw_notice(const Frame& frame, const domain::Notice& notice, Draft& draft);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Login& stage);
[[nodiscard]] Wish draw(const Frame& frame, const flow::Activation& stage);
[[nodiscard]] Wish draw(const Frame& frame, const flow::OfflineConfirm& stage);

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

// Over whatever screen is there.
[[nodiscard]] Wish draw_countdown(const Frame& frame);
[[nodiscard]] Wish draw_message(const Frame& frame, flow::Message message);

}  // namespace xz::ui::screens
