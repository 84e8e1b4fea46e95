// How far a goal was reached (目标达成度), from its baseline to its target (DOMAIN 5, "Goal attainment").
#pragma once

#include "terminal/core/domain/ratio.hpp"
#include "terminal/core/domain/rules.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace xz::domain {

// 未达成, 部分达成, 基本达成, 达成.
enum class Attainment { None, Partial, Mostly, Full };
[[nodiscard]] std::string_view name_of(Attainment attainment);  // none partial mostly full

// A = clamp((actual − baseline)/(target − baseline), 0, 1). With target = baseline the goal was to hold: 1 when actual is no worse, else 0.
enum class Better { Higher, Lower };
[[nodiscard]] Ratio attained(const Ratio& baseline, const Ratio& target, const Ratio& actual, Better better);

struct WeighedGoal {
    Ratio attained;    // 0…1; a qualitative goal's is the confirmed percentage
    int priority = 1;  // 1–3, 3 = most important
};

// ΣpA/Σp; nothing for no goals.
[[nodiscard]] std::optional<Ratio> attained_together(const std::vector<WeighedGoal>& goals);
[[nodiscard]] Attainment attainment_of(const Ratio& attained, const Rules& rules);

}  // namespace xz::domain
