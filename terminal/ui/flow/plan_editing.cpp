#include "terminal/ui/flow/plan_editing.hpp"

#include "terminal/core/support/text.hpp"
#include "terminal/ui/flow/goal_values.hpp"

#include <algorithm>
#include <cassert>

namespace xz::ui::flow {
namespace {

// As the student reads it too: 1, 2, 3, with 3 the most important.
constexpr int least_priority = 1;
constexpr int most_priority = 3;

domain::Goal* goal_in(domain::Plan& plan, std::string_view code) {
    for (auto& [dimension, of_dimension] : plan.dimensions)
        for (auto& goal : of_dimension.goals)
            if (goal.code == code) return &goal;
    return nullptr;
}

domain::Measure* measure_in(domain::Goal& goal, std::string_view code) {
    const auto found = std::find_if(goal.measures.begin(), goal.measures.end(), [&](const domain::Measure& measure) { return measure.code == code; });
    return found == goal.measures.end() ? nullptr : &*found;
}

std::string* place_in(domain::Plan& plan, const PlanText& place) {
    switch (place.kind) {
        case PlanTextKind::Strengths: return &plan.strengths;
        case PlanTextKind::Weaknesses: return &plan.weaknesses;
        case PlanTextKind::Opportunities: return &plan.opportunities;
        case PlanTextKind::Threats: return &plan.threats;
        case PlanTextKind::ThreeYears: return &plan.three_year_goal;
        case PlanTextKind::Year: return &plan.year_goal;
        case PlanTextKind::Goal:
        case PlanTextKind::Expected:
        case PlanTextKind::Support:
        case PlanTextKind::Measure: break;
    }
    auto* goal = goal_in(plan, place.goal);
    if (goal == nullptr) return nullptr;
    if (place.kind == PlanTextKind::Goal) return &goal->text;
    if (place.kind == PlanTextKind::Expected) return &goal->expected;
    if (place.kind == PlanTextKind::Support) return &goal->support;
    auto* measure = measure_in(*goal, place.measure);
    return measure == nullptr ? nullptr : &measure->text;
}

void no_baseline(domain::Goal& goal) {
    goal.baseline.reset();
    goal.baseline_source.reset();
}

// The dimension's place for another goal; null when it is full or does not exist.
domain::DimensionPlan* room_in(Session& session, const std::string& dimension) {
    const auto& instrument = instrument_of(session, protocol::RecordKind::Plan);
    if (instrument.dimension(dimension) == nullptr) return nullptr;
    auto& plan = session.plan.draft->plan.dimensions[dimension];
    return plan.goals.size() < static_cast<std::size_t>(instrument.limits.goals) ? &plan : nullptr;
}

domain::Goal& new_goal(Session& session, domain::DimensionPlan& dimension, Instant at) {
    const auto& draft = *session.plan.draft;
    domain::Goal goal;
    goal.code = domain::next_goal_code(draft.plan, draft.used);
    goal.due = usual_due(session, DaySubject::Kind::Goal, at);
    return dimension.goals.emplace_back(std::move(goal));
}

domain::Measure& new_measure(Session& session, domain::Goal& goal, Instant at) {
    domain::Measure measure;
    measure.code = domain::next_measure_code(goal, session.plan.draft->used);
    measure.due = usual_due(session, DaySubject::Kind::Measure, at);
    return goal.measures.emplace_back(std::move(measure));
}

class PlanEditor {
public:
    PlanEditor(SignedIn& signed_in, Instant at)
        : signed_in_{signed_in},
          session_{signed_in.session},
          draft_{*signed_in.session.plan.draft},
          plan_{draft_.plan},
          instrument_{instrument_of(signed_in.session, protocol::RecordKind::Plan)},
          at_{at} {}

    template <typename Other>
    Edited operator()(const Other&) {
        return Edited::No;
    }

    Edited operator()(const WritePlan& writing) {
        auto* place = place_in(plan_, writing.place);
        if (place == nullptr || !is_utf8(writing.text)) return Edited::No;
        *place = first_code_points(writing.text, static_cast<std::size_t>(limit_of(instrument_.limits, writing.place.kind)));
        return kept();
    }

    Edited operator()(const ChooseTargetLevel& choice) {
        const auto level = domain::level_from(choice.level);
        if (instrument_.dimension(choice.dimension) == nullptr || !level || *level == domain::Level::Below) return Edited::No;
        plan_.dimensions[choice.dimension].target_level = *level;
        return kept();
    }

    Edited operator()(const AddGoal& add) {
        auto* dimension = room_in(session_, add.dimension);
        if (dimension == nullptr) return Edited::No;
        new_goal(session_, *dimension, at_);
        return kept();
    }

    Edited operator()(const AdoptCarried& adopted) {
        for (const auto& item : offered(session_, plan_))
            if (item.from == adopted.from) return adopt(session_, item, at_) == Edited::Yes ? kept() : Edited::No;
        return Edited::No;
    }

    Edited operator()(const RemoveGoal& remove) {
        for (auto& [code, dimension] : plan_.dimensions) {
            const auto found = std::find_if(dimension.goals.begin(), dimension.goals.end(), [&](const domain::Goal& goal) { return goal.code == remove.goal; });
            if (found == dimension.goals.end()) continue;
            signed_in_.removed = Removed{code, static_cast<std::size_t>(found - dimension.goals.begin()), std::move(*found), {}};
            dimension.goals.erase(found);
            return Edited::Yes;
        }
        return Edited::No;
    }

    Edited operator()(const UndoRemoval&) {
        if (!signed_in_.removed) return Edited::No;
        auto removed = std::move(*signed_in_.removed);
        signed_in_.removed.reset();
        auto& goals = plan_.dimensions[removed.dimension].goals;
        if (!removed.measure.empty()) {
            auto* goal = goal_in(plan_, removed.goal.code);
            if (goal == nullptr) return Edited::No;
            const auto index = std::min(removed.index, goal->measures.size());
            if (const auto* measure = measure_in(removed.goal, removed.measure))
                goal->measures.insert(goal->measures.begin() + static_cast<std::ptrdiff_t>(index), *measure);
            return Edited::Yes;
        }
        goals.insert(goals.begin() + static_cast<std::ptrdiff_t>(std::min(removed.index, goals.size())), std::move(removed.goal));
        return Edited::Yes;
    }

    Edited operator()(const ChooseIndicator& choice) {
        auto* goal = goal_in(plan_, choice.goal);
        if (goal == nullptr) return Edited::No;
        if (choice.indicator.empty()) {
            goal->indicator.clear();
            no_baseline(*goal);
            goal->target.reset();
            return kept();
        }
        const auto* indicator = instrument_.find(choice.indicator);
        const auto dimension = dimension_of(plan_, choice.goal);
        if (indicator == nullptr || indicator->dimension != dimension || !indicator->measures_goals()) return Edited::No;
        if (goal->indicator != choice.indicator) measure_by(*goal, *indicator, plan_.dimensions[dimension].target_level, known_values(session_, *indicator, at_));
        return kept();
    }

    Edited operator()(const SetGoalValue& set) {
        auto* goal = goal_in(plan_, set.goal);
        const auto* indicator = goal == nullptr ? nullptr : instrument_.find(goal->indicator);
        if (indicator == nullptr) return Edited::No;
        if (set.which == GoalValue::Baseline && set.value.empty()) {
            no_baseline(*goal);
            return kept();
        }
        const auto value = domain::Decimal::parse(set.value);
        if (!value || !can_be(*indicator, *value)) return Edited::No;
        if (set.which == GoalValue::Target) {
            goal->target = *value;
            return kept();
        }
        const auto known = known_values(session_, *indicator, at_);
        goal->baseline = *value;
        goal->baseline_source = known.from && known.newest == *value ? domain::BaselineSource::Data : domain::BaselineSource::Self;
        return kept();
    }

    Edited operator()(const ChoosePriority& choice) {
        auto* goal = goal_in(plan_, choice.goal);
        if (goal == nullptr || choice.priority < least_priority || choice.priority > most_priority) return Edited::No;
        goal->priority = choice.priority;
        return kept();
    }

    Edited operator()(const AddMeasure& add) {
        auto* goal = goal_in(plan_, add.goal);
        if (goal == nullptr || goal->measures.size() >= static_cast<std::size_t>(instrument_.limits.measures)) return Edited::No;
        new_measure(session_, *goal, at_);
        return kept();
    }

    Edited operator()(const RemoveMeasure& remove) {
        auto* goal = goal_in(plan_, remove.goal);
        auto* measure = goal == nullptr ? nullptr : measure_in(*goal, remove.measure);
        if (measure == nullptr) return Edited::No;
        const auto index = static_cast<std::size_t>(measure - goal->measures.data());
        signed_in_.removed = Removed{dimension_of(plan_, remove.goal), index, *goal, remove.measure};
        goal->measures.erase(goal->measures.begin() + static_cast<std::ptrdiff_t>(index));
        return Edited::Yes;
    }

    Edited operator()(const ChooseNode& choice) {
        auto* goal = goal_in(plan_, choice.goal);
        if (goal == nullptr) return Edited::No;
        if (!choice.node.empty()) {
            const auto branch = session_.published->goal_chain.branch(session_.context == nullptr ? std::string{} : session_.context->department);
            if (std::none_of(branch.begin(), branch.end(), [&](const domain::GoalNode* node) { return node->code == choice.node; })) return Edited::No;
        }
        goal->node = choice.node;
        return kept();
    }

    Edited operator()(const TakeDay& taken) {
        const auto* page = std::get_if<DayPage>(&signed_in_.page);
        if (page == nullptr || page->subject.kind == DaySubject::Kind::Improvement) return Edited::No;
        auto* goal = goal_in(plan_, page->subject.owner);
        if (goal == nullptr || !in_span(taken.day, page->subject.kind)) return Edited::No;
        if (page->subject.kind == DaySubject::Kind::Goal) {
            goal->due = taken.day;
            return kept();
        }
        auto* measure = measure_in(*goal, page->subject.measure);
        if (measure == nullptr) return Edited::No;
        measure->due = taken.day;
        return kept();
    }

private:
    // The next change makes a removal final.
    Edited kept() {
        signed_in_.removed.reset();
        return Edited::Yes;
    }

    [[nodiscard]] bool in_span(const std::optional<domain::Day>& day, DaySubject::Kind kind) const {
        if (!day) return true;
        const auto span = days_for(session_, kind, at_);
        return day->ok() && *day >= span.first && *day <= span.last;
    }

    SignedIn& signed_in_;
    Session& session_;
    PlanDraft& draft_;
    domain::Plan& plan_;
    const domain::Instrument& instrument_;
    Instant at_;
};

}  // namespace

int limit_of(const domain::TextLimits& limits, PlanTextKind kind) {
    switch (kind) {
        case PlanTextKind::Goal: return limits.goal;
        case PlanTextKind::Expected: return limits.expected;
        case PlanTextKind::Support: return limits.support;
        case PlanTextKind::Measure: return limits.measure;
        case PlanTextKind::Strengths:
        case PlanTextKind::Weaknesses:
        case PlanTextKind::Opportunities:
        case PlanTextKind::Threats:
        case PlanTextKind::ThreeYears:
        case PlanTextKind::Year: break;
    }
    return limits.plan;
}

const std::string& text_in(const domain::Plan& plan, const PlanText& place) {
    static const std::string nothing;
    const auto* found = place_in(const_cast<domain::Plan&>(plan), place);
    return found == nullptr ? nothing : *found;
}

Edited edit(SignedIn& signed_in, const PlanWish& wish, Instant at) {
    assert(signed_in.session.plan.draft);
    return std::visit(PlanEditor{signed_in, at}, wish);
}

std::vector<domain::CarriedItem> offered(const Session& session, const domain::Plan& plan) {
    std::vector<domain::CarriedItem> items;
    const auto* standing = standing_of(session);
    if (standing == nullptr) return items;
    for (const auto& item : standing->carried) {
        const bool taken = std::any_of(plan.dimensions.begin(), plan.dimensions.end(), [&](const auto& entry) {
            return std::any_of(entry.second.goals.begin(), entry.second.goals.end(), [&](const domain::Goal& goal) { return goal.from == item.from; });
        });
        if (!taken) items.push_back(item);
    }
    return items;
}

Edited adopt(Session& session, const domain::CarriedItem& item, Instant at) {
    auto* dimension = room_in(session, item.dimension);
    if (dimension == nullptr) return Edited::No;
    auto& goal = new_goal(session, *dimension, at);
    const auto& limits = instrument_of(session, protocol::RecordKind::Plan).limits;
    goal.text = first_code_points(item.text, static_cast<std::size_t>(limits.goal));
    goal.from = item.from;
    const auto span = days_for(session, DaySubject::Kind::Goal, at);
    if (item.due && *item.due >= span.first && *item.due <= span.last) goal.due = item.due;
    return Edited::Yes;
}

std::string take_task(Session& session, const domain::WarningCard& card, Instant at) {
    const auto& instrument = instrument_of(session, protocol::RecordKind::Plan);
    auto& draft = *session.plan.draft;
    const auto* indicator = instrument.find(card.raised.key.rule);
    if (indicator == nullptr) return {};
    domain::Goal* goal = nullptr;
    for (auto& one : draft.plan.dimensions[indicator->dimension].goals)
        if (one.indicator == indicator->code) goal = &one;
    if (goal == nullptr) {
        auto* dimension = room_in(session, indicator->dimension);
        if (dimension == nullptr) return {};
        goal = &new_goal(session, *dimension, at);
        if (indicator->measures_goals()) measure_by(*goal, *indicator, domain::Level::Pass, known_values(session, *indicator, at));
    }
    const auto said = domain::text_of(card.state);
    const auto task = first_code_points(said, static_cast<std::size_t>(instrument.limits.measure));
    const bool there = std::any_of(goal->measures.begin(), goal->measures.end(), [&](const domain::Measure& measure) { return measure.text == task; });
    if (!there && goal->measures.size() < static_cast<std::size_t>(instrument.limits.measures)) {
        auto& measure = new_measure(session, *goal, at);
        measure.text = task;
        const auto span = days_for(session, DaySubject::Kind::Measure, at);
        if (card.due >= span.first && card.due <= span.last) measure.due = card.due;
    }
    return goal->code;
}

}  // namespace xz::ui::flow
