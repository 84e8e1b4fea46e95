// How a number came to be, in words with the real numbers: the sentence under each number of "怎么算的".
#pragma once

#include "terminal/core/domain/computed.hpp"
#include "terminal/core/domain/goal_results.hpp"
#include "terminal/ui/screens/screen.hpp"

#include <span>
#include <string>

namespace xz::ui::screens {

// 83.6, 78.65, 5: exact where two places suffice.
[[nodiscard]] std::string number(const domain::Ratio& ratio);
// 80 + (78.6 − 75) ÷ (85 − 75) × (90 − 80) = 83.6; or that the end of the scale was reached; or the published score of a choice.
[[nodiscard]] std::string score_formula(const Frame& frame, const domain::ComputedIndicator& how);
// (30×83.6 + 25×80) ÷ 55 = 82.0
[[nodiscard]] std::string mean_formula(std::span<const domain::WeighedScore> counted, int weight, const domain::Ratio& result);
// (82 − 78.6) ÷ (85 − 78.6) = 53%, kept within 0 and 100%
[[nodiscard]] std::string goal_formula(const Frame& frame, const domain::Goal& goal, const domain::GoalResult& result);
// 没有填, 不愿回答, 数据未到, 不适用
[[nodiscard]] std::string_view missing_text(const Frame& frame, domain::Missing missing);

}  // namespace xz::ui::screens
