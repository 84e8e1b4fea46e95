#include "terminal/core/domain/plan.hpp"

#include "terminal/core/domain/payload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace xz::domain {

namespace {

using payload::Problems;

// A value that the indicator could take, as a start or an aim; a mean of Likert items lies between its ends.
bool can_be(const Indicator& indicator, const Decimal& value) {
    switch (indicator.type) {
        case IndicatorType::Choice: {
            const auto whole = value.as_int();
            return whole && std::any_of(indicator.choices.begin(), indicator.choices.end(), [&](const Choice& choice) { return choice.value == *whole; });
        }
        case IndicatorType::Likert: return value >= Decimal{1} && value <= Decimal{5};
        case IndicatorType::Count:
        case IndicatorType::Number: break;
    }
    return value >= indicator.limits.low && value <= indicator.limits.high;
}

class Checker {
public:
    Checker(const Instrument& instrument, const GoalChain& chain, std::string_view department)
        : instrument_{instrument}, branch_{chain.branch(department)} {}

    Problems check(const Plan& plan) {
        const auto& limits = instrument_.limits;
        for (const auto& [key, text] : {std::pair{"strengths", &plan.strengths}, {"weaknesses", &plan.weaknesses}, {"opportunities", &plan.opportunities},
                                        {"threats", &plan.threats}, {"three_year_goal", &plan.three_year_goal}, {"year_goal", &plan.year_goal}})
            payload::check_text(*text, limits.plan, fmt::format("$.{}", key), problems_);
        for (const auto& [code, of_dimension] : plan.dimensions) {
            const auto path = fmt::format("$.dimensions.{}", code);
            if (const auto* dimension = instrument_.dimension(code)) check(of_dimension, *dimension, path);
            else problem(path, "the code of a dimension");
        }
        return std::move(problems_);
    }

private:
    void problem(std::string path, std::string expected) { problems_.push_back({std::move(path), std::move(expected)}); }

    void check(const DimensionPlan& plan, const Dimension& dimension, const std::string& path) {
        const auto& limits = instrument_.limits;
        if (plan.target_level == Level::Below) problem(path + ".target_level", "a level of the standard from 2 to 4");
        if (plan.goals.size() > static_cast<std::size_t>(limits.goals)) problem(path + ".goals", fmt::format("at most {} goals", limits.goals));
        for (std::size_t index = 0; index < plan.goals.size(); ++index) check(plan.goals[index], dimension, fmt::format("{}.goals[{}]", path, index));
    }

    void check(const Goal& goal, const Dimension& dimension, const std::string& path) {
        const auto& limits = instrument_.limits;
        if (!codes_.insert(goal.code).second) problem(path + ".code", "each code once");
        payload::check_text(goal.text, limits.goal, path + ".text", problems_);
        payload::check_text(goal.expected, limits.expected, path + ".expected", problems_);
        payload::check_text(goal.support, limits.support, path + ".support", problems_);
        check_numbers(goal, dimension, path);
        if (!goal.node.empty() && std::none_of(branch_.begin(), branch_.end(), [&](const auto* node) { return node->code == goal.node; }))
            problem(path + ".node", "a node of the goal chain in the student's department");
        if (goal.measures.size() > static_cast<std::size_t>(limits.measures))
            problem(path + ".measures", fmt::format("at most {} measures", limits.measures));
        std::set<std::string_view> measures;
        for (std::size_t index = 0; index < goal.measures.size(); ++index) {
            const auto& measure = goal.measures[index];
            const auto where = fmt::format("{}.measures[{}]", path, index);
            if (!measures.insert(measure.code).second) problem(where + ".code", "each code once");
            payload::check_text(measure.text, limits.measure, where + ".text", problems_);
        }
    }

    void check_numbers(const Goal& goal, const Dimension& dimension, const std::string& path) {
        if (goal.baseline_source && !goal.baseline) problem(path + ".baseline", "a baseline, there being a source of it");
        if (goal.indicator.empty()) {
            if (goal.baseline || goal.target) problem(path + ".indicator", "an indicator, there being a baseline or a target");
            return;
        }
        const auto& indicators = dimension.indicators;
        const auto indicator = std::find_if(indicators.begin(), indicators.end(),
                                            [&](const Indicator& each) { return each.code == goal.indicator && each.measures_goals(); });
        if (indicator == indicators.end()) {
            problem(path + ".indicator", fmt::format("an indicator of {} that is judged and not sensitive", dimension.code));
            return;
        }
        if (goal.baseline && !can_be(*indicator, *goal.baseline)) problem(path + ".baseline", "a value that the indicator can take");
        if (goal.target && !can_be(*indicator, *goal.target)) problem(path + ".target", "a value that the indicator can take");
    }

    const Instrument& instrument_;
    std::vector<const GoalNode*> branch_;
    std::set<std::string_view> codes_;
    Problems problems_;
};

template <typename Coded>
int highest(const std::vector<Coded>& all, char letter) {
    int number = 0;
    for (const auto& each : all) number = std::max(number, payload::number_in(each.code, letter));
    return number;
}

int highest_goal(const Plan& plan) {
    int number = 0;
    for (const auto& [code, dimension] : plan.dimensions) number = std::max(number, highest(dimension.goals, 'g'));
    return number;
}

// A goal with the dimension it stands under.
struct Placed {
    std::string_view dimension;
    const Goal* goal;
};

std::vector<Placed> placed(const Plan& plan) {
    std::vector<Placed> goals;
    for (const auto& [code, dimension] : plan.dimensions)
        for (const auto& goal : dimension.goals) goals.push_back({code, &goal});
    return goals;
}

template <typename Coded>
const Coded* coded(const std::vector<Coded>& all, std::string_view code) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Coded& each) { return each.code == code; });
    return found == all.end() ? nullptr : &*found;
}

Goal without_measures(Goal goal) {
    goal.measures.clear();
    return goal;
}

bool same_header(const Plan& left, const Plan& right) {
    return left.strengths == right.strengths && left.weaknesses == right.weaknesses && left.opportunities == right.opportunities &&
           left.threats == right.threats && left.three_year_goal == right.three_year_goal && left.year_goal == right.year_goal;
}

void compare_measures(const Placed& then, const Placed& now, std::vector<PlanChange>& changes) {
    const auto add = [&](PlanChange::Kind kind, const Measure& measure) {
        changes.push_back({.kind = kind, .dimension = std::string{now.dimension}, .goal = now.goal->code, .measure = measure.code});
    };
    for (const auto& measure : now.goal->measures) {
        const auto* before = coded(then.goal->measures, measure.code);
        if (!before) add(PlanChange::Kind::MeasureAdded, measure);
        else if (!(*before == measure)) add(PlanChange::Kind::MeasureChanged, measure);
    }
    for (const auto& measure : then.goal->measures)
        if (!coded(now.goal->measures, measure.code)) add(PlanChange::Kind::MeasureRemoved, measure);
}

const DimensionPlan& dimension_of(const Plan& plan, const std::string& code) {
    static const DimensionPlan nothing;
    const auto found = plan.dimensions.find(code);
    return found == plan.dimensions.end() ? nothing : found->second;
}

}  // namespace

std::string_view name_of(BaselineSource source) {
    return source == BaselineSource::Data ? "data" : "self";
}

std::string_view name_of(PlanOccasion occasion) {
    constexpr std::array<std::string_view, 3> names{"year", "checkpoint", "warning"};
    return names[static_cast<std::size_t>(occasion)];
}

const Goal* Plan::goal(std::string_view code) const {
    for (const auto& [dimension, plan] : dimensions)
        if (const auto* found = coded(plan.goals, code)) return found;
    return nullptr;
}

void add_codes(UsedCodes& used, const Plan& plan) {
    for (const auto& each : placed(plan)) {
        auto& measures = used[each.goal->code];
        measures = std::max(measures, highest(each.goal->measures, 'm'));
    }
}

std::string next_goal_code(const Plan& plan, const UsedCodes& used) {
    int number = highest_goal(plan);
    for (const auto& [code, measures] : used) number = std::max(number, payload::number_in(code, 'g'));
    return fmt::format("g{}", 1 + number);
}

std::string next_measure_code(const Goal& goal, const UsedCodes& used) {
    const auto found = used.find(goal.code);
    return fmt::format("m{}", 1 + std::max(highest(goal.measures, 'm'), found == used.end() ? 0 : found->second));
}

std::vector<json::Problem> validate(const Plan& plan, const Instrument& instrument, const GoalChain& chain, std::string_view department) {
    return Checker{instrument, chain, department}.check(plan);
}

std::vector<PlanGap> gaps_of(const Plan& plan, const Instrument& instrument) {
    std::vector<PlanGap> gaps;
    if (plan.year_goal.empty()) gaps.push_back({.kind = PlanGap::Kind::YearGoal, .dimension = {}, .goal = {}, .required = true});
    if (placed(plan).empty()) gaps.push_back({.kind = PlanGap::Kind::NoGoal, .dimension = {}, .goal = {}, .required = true});
    for (const auto& dimension : instrument.dimensions) {
        const auto& of_dimension = dimension_of(plan, dimension.code);
        if (!of_dimension.target_level) gaps.push_back({.kind = PlanGap::Kind::TargetLevel, .dimension = dimension.code, .goal = {}});
        for (const auto& goal : of_dimension.goals) {
            const auto add = [&](PlanGap::Kind kind) {
                gaps.push_back({.kind = kind, .dimension = dimension.code, .goal = goal.code, .required = true});
            };
            if (goal.text.empty()) add(PlanGap::Kind::GoalText);
            if (std::any_of(goal.measures.begin(), goal.measures.end(), [](const Measure& measure) { return measure.text.empty(); }))
                add(PlanGap::Kind::MeasureText);
        }
    }
    return gaps;
}

std::vector<PlanChange> changes_between(const Plan& former, const Plan& revised) {
    using Kind = PlanChange::Kind;
    std::vector<PlanChange> changes;
    const auto add = [&](Kind kind, std::string_view dimension, std::string goal) {
        changes.push_back({.kind = kind, .dimension = std::string{dimension}, .goal = std::move(goal), .measure = {}});
    };
    if (!same_header(former, revised)) add(Kind::HeaderChanged, {}, {});
    std::set<std::string> dimensions;
    for (const auto* plan : {&former, &revised})
        for (const auto& [code, dimension] : plan->dimensions) dimensions.insert(code);
    for (const auto& code : dimensions)
        if (dimension_of(former, code).target_level != dimension_of(revised, code).target_level) add(Kind::LevelChanged, code, {});

    const auto before = placed(former);
    const auto after = placed(revised);
    const auto same_code = [](const std::vector<Placed>& goals, const Goal& goal) {
        return std::find_if(goals.begin(), goals.end(), [&](const Placed& each) { return each.goal->code == goal.code; });
    };
    for (const auto& now : after) {
        const auto then = same_code(before, *now.goal);
        if (then == before.end()) {
            add(Kind::GoalAdded, now.dimension, now.goal->code);
            continue;
        }
        if (then->dimension != now.dimension || !(without_measures(*then->goal) == without_measures(*now.goal)))
            add(Kind::GoalChanged, now.dimension, now.goal->code);
        compare_measures(*then, now, changes);
    }
    for (const auto& then : before)
        if (same_code(after, *then.goal) == after.end()) add(Kind::GoalRemoved, then.dimension, then.goal->code);
    return changes;
}

}  // namespace xz::domain
