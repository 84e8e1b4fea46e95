// The mid-year check (中期检查) of an active plan as a student hands it in: the payload of a `checkpoint` record, and its JSON.
#pragma once

#include "terminal/core/domain/plan.hpp"
#include "terminal/core/support/json.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

enum class MeasureProgress { Open, Done, Late, Changed };  // 未开始/进行中, 已完成, 逾期, 已调整
[[nodiscard]] std::string_view name_of(MeasureProgress progress);  // open done late changed

struct MeasureCheck {
    MeasureProgress progress = MeasureProgress::Open;
    std::string note;
    friend bool operator==(const MeasureCheck&, const MeasureCheck&) = default;
};

struct GoalCheck {
    int progress = 0;   // per cent, one of the instrument's completion steps
    std::string note;
    std::map<std::string, MeasureCheck, std::less<>> measures;  // by Measure::code
    friend bool operator==(const GoalCheck&, const GoalCheck&) = default;
};

struct Checkpoint {
    std::string plan;   // id of the plan record that it looks at
    std::map<std::string, GoalCheck, std::less<>> goals;  // by Goal::code
    std::map<std::string, std::string, std::less<>> warnings;  // by warning key: what the student did or will do about it
    std::string summary;
    bool revises = false;  // a revision of the plan follows
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

[[nodiscard]] std::string to_json(const Checkpoint& checkpoint);
[[nodiscard]] Result<Checkpoint, std::vector<json::Problem>> checkpoint_from_json(std::string_view text);
[[nodiscard]] Result<Checkpoint, std::vector<json::Problem>> checkpoint_from_json(const json::Value& value, std::string path = "$");

// Against the plan it looks at: goals and measures that do not exist, steps that do not exist, texts over their limits.
[[nodiscard]] std::vector<json::Problem> validate(const Checkpoint& checkpoint, const Plan& plan, const Instrument& instrument);

// Goals that were not looked at yet; every one is required.
[[nodiscard]] std::vector<std::string> unchecked_goals(const Checkpoint& checkpoint, const Plan& plan);

}  // namespace xz::domain
