#include "terminal/core/domain/recognition.hpp"

namespace xz::domain {

std::vector<Recognition> recognitions_of(const Report& report, const GoalsTogether& goals, const Rules& rules) {
    std::vector<Recognition> recognised;
    const auto gained = [&](const Change& change, Recognition::Kind kind, std::string code) {
        if (change.trend == Trend::Progress && change.delta) recognised.push_back({kind, std::move(code), *change.delta});
    };
    gained(report.change, Recognition::Kind::Whole, {});
    for (const auto& dimension : report.dimensions) gained(dimension.change, Recognition::Kind::Dimension, dimension.code);
    if (goals.attained && goals.attainment == Attainment::Full) recognised.push_back({Recognition::Kind::Goals, {}, *goals.attained});
    for (const auto& goal : goals.goals)
        if (goal.attained && attainment_of(*goal.attained, rules) == Attainment::Full) recognised.push_back({Recognition::Kind::Goal, goal.goal, *goal.attained});
    return recognised;
}

}  // namespace xz::domain
