#include "terminal/core/domain/attainment.hpp"

#include <algorithm>
#include <array>

namespace xz::domain {

std::string_view name_of(Attainment attainment) {
    constexpr std::array<std::string_view, 4> names{"none", "partial", "mostly", "full"};
    return names[static_cast<std::size_t>(attainment)];
}

Ratio attained(const Ratio& baseline, const Ratio& target, const Ratio& actual, Better better) {
    if (target == baseline) {
        const bool held = better == Better::Higher ? actual >= target : actual <= target;
        return held ? 1 : 0;
    }
    return std::clamp((actual - baseline) / (target - baseline), Ratio{0}, Ratio{1});
}

std::optional<Ratio> attained_together(const std::vector<WeighedGoal>& goals) {
    if (goals.empty()) return std::nullopt;
    Ratio sum;
    int priorities = 0;
    for (const auto& goal : goals) {
        sum += goal.attained * goal.priority;
        priorities += goal.priority;
    }
    return sum / Ratio{priorities};
}

Attainment attainment_of(const Ratio& attained, const Rules& rules) {
    const auto& [partial, mostly, full] = rules.attainment;
    if (attained >= full) return Attainment::Full;
    if (attained >= mostly) return Attainment::Mostly;
    return attained >= partial ? Attainment::Partial : Attainment::None;
}

}  // namespace xz::domain
