// Year against year, over the indicators whose definition did not change (DOMAIN 5).
#pragma once

#include "terminal/core/domain/scoring.hpp"

#include <optional>
#include <string>

namespace xz::domain {

// 进步, 持平, 退步; 口径变化,不可比.
enum class Trend { Progress, Steady, Decline, Incomparable };
[[nodiscard]] std::string_view name_of(Trend trend);  // progress steady decline incomparable

struct Change {
    Trend trend = Trend::Incomparable;
    std::optional<Ratio> delta;  // this year − last year; nothing when incomparable
    std::optional<Ratio> now = {};   // over what can be compared; each nothing when it could not be computed
    std::optional<Ratio> then = {};
};

// The codes whose definitions are equal in both; equal definitions have equal hashes.
[[nodiscard]] Codes unchanged(const Instrument& now, const Instrument& then);

// Δ ≥ 3 is progress, ≤ −3 decline; incomparable when either is missing.
[[nodiscard]] Change change_between(const std::optional<Ratio>& now, const std::optional<Ratio>& then, const Rules& rules);

// The dimension recomputed from `comparable` in both years, by each year's own weights; both coverages must be sufficient.
[[nodiscard]] Change compare(const Dimension& now, const Sheet& this_year, const Dimension& then, const Sheet& last_year,
                             const Codes& comparable, const Rules& rules);

}  // namespace xz::domain
