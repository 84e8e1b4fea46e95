// What became of a year's goals: each with its measured attainment, and all together (DOMAIN 5, Goal attainment).
#pragma once

#include "terminal/core/domain/attainment.hpp"
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/plan.hpp"
#include "terminal/core/domain/status_data.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace xz::domain {

enum class GoalBasis {
    Measured,      // from the indicator's value
    SelfReported,  // the student's per cent, not confirmed yet
    Confirmed,     // the student's per cent, confirmed by the counselor
    Open           // neither a value nor a per cent
};
[[nodiscard]] std::string_view name_of(GoalBasis basis);  // measured self_reported confirmed open

struct GoalResult {
    std::string dimension;
    std::string goal;                // Goal::code
    GoalBasis basis = GoalBasis::Open;
    std::optional<Ratio> attained;   // 0…1
    std::optional<Ratio> actual;     // the indicator's value; a Likert's mean
};

struct GoalsTogether {
    std::vector<GoalResult> goals;   // in the plan's order
    std::optional<Ratio> attained;   // ΣpA/Σp over those that are not open
    std::optional<Attainment> attainment;
};

enum class Confirmation { Waiting, Given };  // of the whole diagnosis, by the counselor

[[nodiscard]] GoalsTogether goal_results(const Plan& plan, const Diagnosis& diagnosis, const Instrument& instrument, const Sheet& sheet,
                                         Confirmation confirmation);

}  // namespace xz::domain
