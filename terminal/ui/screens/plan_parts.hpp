// What several pages of the plan book share: its header, the bar that takes a removal back, text fields, a goal as a card.
#pragma once

#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

// 返回, title, saved, how far; and under it what was just removed, with 撤销.
[[nodiscard]] Wishes plan_header(const Frame& frame, const flow::Session& session, std::string_view title, float progress);
[[nodiscard]] Wishes undo_bar(const Frame& frame);

struct PlanFieldLook {
    std::string_view placeholder;
    int lines = 2;
};
// Labelled as its heading is.
[[nodiscard]] Wishes plan_field(const Frame& frame, const flow::Session& session, const flow::PlanText& place, std::string_view label, const PlanFieldLook& look = {});

// Words, aim, priority and measures; with an id the whole card is a button.
[[nodiscard]] bool goal_card(const Frame& frame, const flow::Session& session, const domain::Instrument& instrument, const domain::Goal& goal, std::string_view tap_id = {});

// 已提交, 辅导员已打开, 已生效, 已退回…
struct PlanWords {
    std::string_view chip;
    std::string_view text;
    Tone tone = Tone::Neutral;
};
[[nodiscard]] PlanWords words_of(const Frame& frame, const domain::PlanState& state);

}  // namespace xz::ui::screens
