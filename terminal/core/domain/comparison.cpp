#include "terminal/core/domain/comparison.hpp"

#include <array>

namespace xz::domain {

std::string_view name_of(Trend trend) {
    constexpr std::array<std::string_view, 4> names{"progress", "steady", "decline", "incomparable"};
    return names[static_cast<std::size_t>(trend)];
}

Codes unchanged(const Instrument& now, const Instrument& then) {
    Codes codes;
    for (const auto& dimension : now.dimensions)
        for (const auto& indicator : dimension.indicators) {
            const auto* before = then.find(indicator.code);
            if (before && definition_of(*before) == definition_of(indicator)) codes.insert(indicator.code);
        }
    return codes;
}

Change change_between(const std::optional<Ratio>& now, const std::optional<Ratio>& then, const Rules& rules) {
    Change change{.delta = {}, .now = now, .then = then};
    if (!now || !then) return change;
    change.delta = *now - *then;
    const Ratio step = rules.trend;
    if (*change.delta >= step) change.trend = Trend::Progress;
    else change.trend = *change.delta <= Ratio{0} - step ? Trend::Decline : Trend::Steady;
    return change;
}

Change compare(const Dimension& now, const Sheet& this_year, const Dimension& then, const Sheet& last_year, const Codes& comparable,
               const Rules& rules) {
    return change_between(result_over(now, this_year, comparable, rules).score, result_over(then, last_year, comparable, rules).score, rules);
}

}  // namespace xz::domain
