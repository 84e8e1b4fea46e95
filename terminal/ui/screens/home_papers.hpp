// Plan, mid-year check and diagnosis on the home page: what became of each, and what its button does now.
#pragma once

#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

struct PaperCard {
    std::string_view id;     // "home.plan"
    std::string title;
    std::string detail;
    std::string_view action;
    flow::Intent intent;
    float share = 0;         // of the draft, 0…1; 0 shows none
    std::string_view chip;   // its state; may be empty
    Tone tone = Tone::Neutral;
    enum class Due : std::uint8_t { No, Yes } due = Due::No;  // the student is to do something now
};
[[nodiscard]] PaperCard plan_card(const Frame& frame, const flow::Session& session);
[[nodiscard]] PaperCard checkpoint_card(const Frame& frame, const flow::Session& session);
[[nodiscard]] PaperCard diagnosis_card(const Frame& frame, const flow::Session& session);

}  // namespace xz::ui::screens
