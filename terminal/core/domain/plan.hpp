// The year's development plan (学业生涯规划书) as a student hands it in: the payload of a `plan` record, and its JSON.
#pragma once

#include "terminal/core/domain/decimal.hpp"
#include "terminal/core/domain/goal_chain.hpp"
#include "terminal/core/domain/instrument.hpp"
#include "terminal/core/domain/level.hpp"
#include "terminal/core/support/json.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

// An improvement item of an earlier diagnosis that a goal carries on (改进项 → 目标).
struct CarriedFrom {
    std::string record;  // id of the diagnosis record
    std::string item;    // Improvement::code in it
    friend bool operator==(const CarriedFrom&, const CarriedFrom&) = default;
};

struct Measure {
    std::string code;  // "m1": unique in its goal, kept through all revisions, never used again
    std::string text;
    std::optional<std::chrono::year_month_day> due;
    friend bool operator==(const Measure&, const Measure&) = default;
};

// Where a goal's baseline comes from: the college's data (a freshman's are those of entrance), or the student's own word. A goal without a
// baseline has none yet, and its attainment is the student's own per cent.
enum class BaselineSource { Data, Self };
[[nodiscard]] std::string_view name_of(BaselineSource source);  // data self

struct Goal {
    std::string code;       // "g1": unique in the year's plan, kept through all revisions, never used again
    std::string text;
    std::string indicator;  // the one that measures it; empty for a qualitative goal
    std::optional<Decimal> baseline;
    std::optional<Decimal> target;
    int priority = 2;       // 1–3, 3 = most important
    std::vector<Measure> measures;
    std::string expected;   // expected result
    std::optional<std::chrono::year_month_day> due;
    std::string support;    // support needed
    std::string node;       // of the goal chain; empty: none
    std::optional<CarriedFrom> from;
    std::optional<BaselineSource> baseline_source = {};  // only with a baseline
    friend bool operator==(const Goal&, const Goal&) = default;
};

struct DimensionPlan {
    std::optional<Level> target_level;
    std::vector<Goal> goals;
    friend bool operator==(const DimensionPlan&, const DimensionPlan&) = default;
};

// What a plan or a revision of it answers to.
enum class PlanOccasion { Year, Checkpoint, Warning };
[[nodiscard]] std::string_view name_of(PlanOccasion occasion);  // year checkpoint warning

// A draft may be as empty as a default-constructed one.
struct Plan {
    std::string strengths, weaknesses, opportunities, threats;  // SWOT
    std::string three_year_goal;
    std::string year_goal;
    std::map<std::string, DimensionPlan, std::less<>> dimensions;  // by dimension code
    PlanOccasion occasion = PlanOccasion::Year;
    friend bool operator==(const Plan&, const Plan&) = default;

    [[nodiscard]] const Goal* goal(std::string_view code) const;
};

// The codes that a year's plan has used in all its revisions: of each goal the highest number of a measure, 0 without any.
using UsedCodes = std::map<std::string, int, std::less<>>;
void add_codes(UsedCodes& used, const Plan& plan);

// The next "g…" of the plan, and the next "m…" of a goal, that neither it nor any revision before has used.
[[nodiscard]] std::string next_goal_code(const Plan& plan, const UsedCodes& used = {});
[[nodiscard]] std::string next_measure_code(const Goal& goal, const UsedCodes& used = {});

// Canonical form (RFC 8785); decimals and days are strings, empty members are left out.
[[nodiscard]] std::string to_json(const Plan& plan);
[[nodiscard]] Result<Plan, std::vector<json::Problem>> plan_from_json(std::string_view text);
[[nodiscard]] Result<Plan, std::vector<json::Problem>> plan_from_json(const json::Value& value, std::string path = "$");

// What the instrument and the goal chain do not allow: unknown codes, an indicator of another dimension, a node outside the student's
// branch, texts or lists over their limits, a source without a baseline, a code used twice. A target may stand without a baseline: a freshman
// may have none yet.
[[nodiscard]] std::vector<json::Problem> validate(const Plan& plan, const Instrument& instrument, const GoalChain& chain, std::string_view department);

// What is still missing before it may be handed in: the year's goal, a text for every goal, at least one goal in all.
struct PlanGap {
    enum class Kind { YearGoal, NoGoal, GoalText, TargetLevel, MeasureText } kind;
    std::string dimension;
    std::string goal;
    bool required = false;
};
[[nodiscard]] std::vector<PlanGap> gaps_of(const Plan& plan, const Instrument& instrument);

// One line of what a revision changed, for who reviews it.
struct PlanChange {
    enum class Kind { GoalAdded, GoalRemoved, GoalChanged, MeasureAdded, MeasureRemoved, MeasureChanged, LevelChanged, HeaderChanged } kind;
    std::string dimension;
    std::string goal;
    std::string measure;
};
[[nodiscard]] std::vector<PlanChange> changes_between(const Plan& former, const Plan& revised);

}  // namespace xz::domain
