#include "terminal/core/domain/goal_thread.hpp"

#include <algorithm>

namespace xz::domain {

namespace {

// An improvement that is carried on, and the goal that it belongs to: the one it names, or the only one of its dimension.
struct Carried {
    const Improvement* item;
    std::string dimension;
    std::string goal;
};

std::string goal_of(const Improvement& item, const std::string& dimension, const std::optional<Plan>& plan) {
    if (!plan) return {};
    if (plan->goal(item.goal)) return item.goal;
    const auto found = plan->dimensions.find(dimension);
    return item.goal.empty() && found != plan->dimensions.end() && found->second.goals.size() == 1 ? found->second.goals.front().code : std::string{};
}

std::vector<Carried> carried_in(const YearOfGoals& year) {
    std::vector<Carried> carried;
    if (!year.diagnosis) return carried;
    for (const auto& [dimension, review] : year.diagnosis->dimensions)
        for (const auto& item : review.improvements)
            if (item.carry && !item.code.empty()) carried.push_back({&item, dimension, goal_of(item, dimension, year.plan)});
    return carried;
}

std::vector<const Goal*> goals_in(const YearOfGoals& year) {
    std::vector<const Goal*> goals;
    if (!year.plan) return goals;
    for (const auto& [dimension, plan] : year.plan->dimensions)
        for (const auto& goal : plan.goals) goals.push_back(&goal);
    return goals;
}

class Weaving {
public:
    explicit Weaving(const std::vector<YearOfGoals>& years) : years_{years} {}

    std::vector<GoalThread> all() {
        for (std::size_t year = 0; year < years_.size(); ++year) {
            for (const auto* goal : goals_in(years_[year]))
                if (!comes_from_earlier(*goal, year)) follow({}, year, *goal);
            for (const auto& carried : carried_in(years_[year]))
                if (carried.goal.empty()) go_on({}, year, {.academic_year = years_[year].academic_year, .goal = {}, .text = carried.item->text, .attained = {}, .improvement = {}}, carried);
        }
        return std::move(threads_);
    }

private:
    [[nodiscard]] bool comes_from_earlier(const Goal& goal, std::size_t year) const {
        if (!goal.from) return false;
        for (std::size_t before = 0; before < year; ++before) {
            if (years_[before].diagnosis_record != goal.from->record) continue;
            const auto carried = carried_in(years_[before]);
            return std::any_of(carried.begin(), carried.end(), [&](const Carried& each) { return each.item->code == goal.from->item; });
        }
        return false;
    }

    void follow(GoalThread before, std::size_t year, const Goal& goal) {
        ThreadStep step{.academic_year = years_[year].academic_year, .goal = goal.code, .text = goal.text, .attained = {}, .improvement = {}};
        if (const auto found = years_[year].attained.find(goal.code); found != years_[year].attained.end()) step.attained = found->second;
        bool ends = true;
        for (const auto& carried : carried_in(years_[year])) {
            if (carried.goal != goal.code) continue;
            ends = false;
            go_on(before, year, step, carried);
        }
        if (!ends || before.steps.empty()) return;
        before.steps.push_back(std::move(step));
        threads_.push_back(std::move(before));
    }

    // From a step along one of its improvements, into every goal that it became.
    void go_on(GoalThread before, std::size_t year, ThreadStep step, const Carried& carried) {
        step.improvement = carried.item->code;
        before.steps.push_back(std::move(step));
        bool ends = true;
        for (std::size_t after = year + 1; after < years_.size(); ++after)
            for (const auto* goal : goals_in(years_[after])) {
                if (goal->from != CarriedFrom{.record = years_[year].diagnosis_record, .item = carried.item->code}) continue;
                ends = false;
                follow(before, after, *goal);
            }
        if (ends) threads_.push_back(std::move(before));
    }

    const std::vector<YearOfGoals>& years_;
    std::vector<GoalThread> threads_;
};

}  // namespace

std::vector<GoalThread> threads_of(const std::vector<YearOfGoals>& years) {
    return Weaving{years}.all();
}

std::vector<GoalThread> threads_through(const std::vector<GoalThread>& threads, const std::string& academic_year) {
    std::vector<GoalThread> through;
    for (const auto& thread : threads)
        if (std::any_of(thread.steps.begin(), thread.steps.end(),
                        [&](const ThreadStep& step) { return step.academic_year == academic_year && !step.goal.empty(); }))
            through.push_back(thread);
    return through;
}

std::vector<CarriedItem> carried_from(const YearOfGoals& year) {
    std::vector<CarriedItem> items;
    for (const auto& carried : carried_in(year))
        items.push_back({.from = {.record = year.diagnosis_record, .item = carried.item->code}, .academic_year = year.academic_year,
                         .dimension = carried.dimension, .text = carried.item->text, .due = carried.item->due});
    return items;
}

}  // namespace xz::domain
