// This year's goals of a dimension as they come back in the diagnosis: measured attainment, the student's own per cent, a note.
#pragma once

#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

[[nodiscard]] Wishes goal_review_cards(const Frame& frame, const flow::Session& session, const std::string& dimension);
// 达成 75%（按数据）, 75%（本人填写，待确认）…
[[nodiscard]] std::string attained_text(const Frame& frame, const domain::GoalResult& result);

}  // namespace xz::ui::screens
