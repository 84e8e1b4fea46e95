#include "terminal/core/domain/goal_results.hpp"

#include "terminal/core/domain/scoring.hpp"

#include <array>

namespace xz::domain {

namespace {

Ratio share_of(int per_cent) {
    return Ratio{per_cent} / Ratio{100};
}

GoalResult result_of(const Goal& goal, const std::string& dimension, const Diagnosis& diagnosis, const Instrument& instrument, const Sheet& sheet,
                     Confirmation confirmation) {
    GoalResult result{.dimension = dimension, .goal = goal.code, .attained = {}, .actual = {}};
    if (const auto* indicator = goal.indicator.empty() ? nullptr : instrument.find(goal.indicator)) {
        const auto answer = sheet.of(*indicator);
        if (is_answered(answer, *indicator)) result.actual = value_of(answer);
        if (result.actual && goal.baseline && goal.target) {
            result.basis = GoalBasis::Measured;
            result.attained = attained(*goal.baseline, *goal.target, *result.actual, indicator->direction == Direction::Up ? Better::Higher : Better::Lower);
            return result;
        }
    }
    const auto review = diagnosis.goals.find(goal.code);
    if (review == diagnosis.goals.end() || !review->second.completion) return result;
    result.basis = confirmation == Confirmation::Given ? GoalBasis::Confirmed : GoalBasis::SelfReported;
    result.attained = share_of(*review->second.completion);
    return result;
}

}  // namespace

std::string_view name_of(GoalBasis basis) {
    constexpr std::array<std::string_view, 4> names{"measured", "self_reported", "confirmed", "open"};
    return names[static_cast<std::size_t>(basis)];
}

GoalsTogether goal_results(const Plan& plan, const Diagnosis& diagnosis, const Instrument& instrument, const Sheet& sheet, Confirmation confirmation) {
    GoalsTogether together;
    std::vector<WeighedGoal> weighed;
    for (const auto& [dimension, of_dimension] : plan.dimensions)
        for (const auto& goal : of_dimension.goals) {
            auto result = result_of(goal, dimension, diagnosis, instrument, sheet, confirmation);
            if (result.attained) weighed.push_back({.attained = *result.attained, .priority = goal.priority});
            together.goals.push_back(std::move(result));
        }
    together.attained = attained_together(weighed);
    if (together.attained) together.attainment = attainment_of(*together.attained, instrument.rules);
    return together;
}

}  // namespace xz::domain
