// What a student wants of the plan book and of the mid-year check.
#pragma once

#include "terminal/core/domain/checkpoint.hpp"
#include "terminal/core/domain/plan.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace xz::ui::flow {

// --- the plan book
struct OpenPlan {};        // the book as it stands; where nothing was handed in, the draft
struct FillPlan {};        // begin, or go on with the draft
// A revision: of the active plan, or of the returned one.
struct RevisePlan {
    domain::PlanOccasion occasion = domain::PlanOccasion::Year;
    std::string warning;   // a warning's key: its correction task becomes a measure; else empty
};
struct WithdrawPlan {};

struct OpenPlanHeader {};
struct OpenPlanDimension {
    std::string dimension;
};
struct OpenGoal {
    std::string goal;
};
struct OpenPlanReview {};

enum class PlanTextKind : std::uint8_t { Strengths, Weaknesses, Opportunities, Threats, ThreeYears, Year, Goal, Expected, Support, Measure };
struct PlanText {
    PlanTextKind kind;
    std::string goal;     // of the last four
    std::string measure;  // of the last
    friend bool operator==(const PlanText&, const PlanText&) = default;
};
struct WritePlan {
    PlanText place;
    std::string text;
};
struct ChooseTargetLevel {
    std::string dimension;
    int level;  // 1…4
};
struct AddGoal {
    std::string dimension;
};
struct AdoptCarried {  // an improvement of an earlier diagnosis becomes a goal
    domain::CarriedFrom from;
};
struct RemoveGoal {  // of a carried one it is asked first
    std::string goal;
};
struct DropCarried {};  // yes
struct KeepCarried {};  // no
struct UndoRemoval {};
struct ChooseIndicator {
    std::string goal;
    std::string indicator;  // empty: a goal that nothing measures
};
enum class GoalValue : std::uint8_t { Baseline, Target };
struct SetGoalValue {
    std::string goal;
    GoalValue which;
    std::string value;  // decimal text
};
struct ChoosePriority {
    std::string goal;
    int priority;  // 1…3
};
struct AddMeasure {
    std::string goal;
};
struct RemoveMeasure {
    std::string goal;
    std::string measure;
};
struct ChooseNode {
    std::string goal;
    std::string node;  // empty: none
};
struct PickIndicator {
    std::string goal;
};
struct PickNode {
    std::string goal;
};

// --- a due day, wherever there is one
struct DaySubject {
    enum class Kind : std::uint8_t { Goal, Measure, Improvement } kind = Kind::Goal;
    std::string owner;      // the goal's code; of an improvement the dimension's
    std::string measure;    // of a measure
    std::size_t index = 0;  // of an improvement
    friend bool operator==(const DaySubject&, const DaySubject&) = default;
};
struct PickDay {
    DaySubject subject;
};
struct ShowMonth {
    std::chrono::year_month month;
};
struct TakeDay {
    std::optional<std::chrono::year_month_day> day;  // nothing: none
};

// --- the mid-year check
struct OpenCheckpoint {};  // what was handed in; else the draft
struct FillCheckpoint {};
struct OpenCheckGoal {
    std::string goal;
};
struct OpenCheckWarnings {};
struct OpenCheckReview {};
struct ChooseGoalProgress {
    std::string goal;
    int percent;  // one of the instrument's completion steps
};
struct ChooseMeasureProgress {
    std::string goal;
    std::string measure;
    domain::MeasureProgress progress;
};
enum class CheckTextKind : std::uint8_t { Goal, Measure, Warning, Summary };
struct CheckText {
    CheckTextKind kind;
    std::string code;     // of the goal; a warning's key
    std::string measure;
    friend bool operator==(const CheckText&, const CheckText&) = default;
};
struct WriteCheck {
    CheckText place;
    std::string text;
};
struct ToggleRevises {};

using PlanWish = std::variant<OpenPlan, FillPlan, RevisePlan, WithdrawPlan, OpenPlanHeader, OpenPlanDimension, OpenGoal, OpenPlanReview, WritePlan,
                              ChooseTargetLevel, AddGoal, AdoptCarried, RemoveGoal, DropCarried, KeepCarried, UndoRemoval, ChooseIndicator, SetGoalValue,
                              ChoosePriority, AddMeasure, RemoveMeasure, ChooseNode, PickIndicator, PickNode, PickDay, ShowMonth, TakeDay>;

using CheckWish = std::variant<OpenCheckpoint, FillCheckpoint, OpenCheckGoal, OpenCheckWarnings, OpenCheckReview, ChooseGoalProgress, ChooseMeasureProgress, WriteCheck,
                               ToggleRevises>;

}  // namespace xz::ui::flow
