// What a report recognises as progress (激励): computed, never ranked against others, and never an award, which staff alone decide (DOMAIN 1).
#pragma once

#include "terminal/core/domain/goal_results.hpp"
#include "terminal/core/domain/report.hpp"

#include <string>
#include <vector>

namespace xz::domain {

struct Recognition {
    enum class Kind {
        Whole,      // the year's overall against last year's
        Dimension,  // a dimension against last year
        Goal,       // a goal that was reached
        Goals       // the year's goals together
    } kind;
    std::string code;  // of the dimension or the goal; empty for the whole and the goals together
    Ratio amount;      // points gained; of goals the share reached, 0…1
};

// Gains of at least the standard's `trend` over what can be compared, the whole first, then dimensions in the instrument's order; then goals
// reached in full: all together, then each in the plan's order.
[[nodiscard]] std::vector<Recognition> recognitions_of(const Report& report, const GoalsTogether& goals, const Rules& rules);

}  // namespace xz::domain
