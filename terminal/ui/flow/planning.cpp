#include "terminal/ui/flow/planning.hpp"

#include "terminal/ui/flow/acting.hpp"
#include "terminal/ui/flow/goal_values.hpp"
#include "terminal/ui/flow/pages.hpp"
#include "terminal/ui/flow/plan_editing.hpp"
#include "terminal/ui/flow/saving.hpp"

#include <algorithm>
#include <utility>

namespace xz::ui::flow {
namespace {

constexpr auto kind = protocol::RecordKind::Plan;

const std::vector<domain::Dimension>& dimensions_of(const Session& session) { return instrument_of(session, kind).dimensions; }

std::optional<std::size_t> index_of(const Session& session, std::string_view dimension) {
    const auto& all = dimensions_of(session);
    const auto found = std::find_if(all.begin(), all.end(), [&](const domain::Dimension& one) { return one.code == dimension; });
    return found == all.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - all.begin())};
}

// A goal's page is its dimension's place.
std::string place_of(const Session& session, const Page& page) {
    if (std::holds_alternative<PlanHeaderPage>(page)) return std::string{header_place};
    if (const auto* dimension = std::get_if<PlanDimensionPage>(&page)) return dimension->dimension;
    if (const auto* goal = std::get_if<GoalPage>(&page)) return dimension_of(session.plan.draft->plan, goal->goal);
    if (std::holds_alternative<PlanReviewPage>(page)) return std::string{review_place};
    return {};
}

Page page_of_place(const Session& session) {
    const auto& place = session.plan.draft->place;
    if (place == review_place) return PlanReviewPage{};
    if (index_of(session, place)) return PlanDimensionPage{place};
    return PlanHeaderPage{};
}

// Turns to a page of the draft and notes the place in it; where something is on disk already, that is saved too.
Effects turn_to(State& state, SignedIn& signed_in, Page page) {
    auto& session = signed_in.session;
    auto place = place_of(session, page);
    open_alone(signed_in, std::move(page));
    if (place.empty() || session.plan.draft->place == place) return {};
    session.plan.draft->place = std::move(place);
    return state_of(session.plan.saving) == SaveState::Nothing ? Effects{} : save(state, session, kind);
}

PlanDraft fresh(const State& state, const Session& session) {
    PlanDraft draft;
    draft.academic_year = cycle_of(session, state.wall).academic_year;
    draft.instrument = session.published->current().id();
    draft.started_at = state.wall;
    draft.consents = session.consents;
    if (session.dossier != nullptr && session.dossier->standing) draft.used = session.dossier->standing->plan.used;
    if (const auto* shown = plan_shown(session)) domain::add_codes(draft.used, *shown);  // what was handed in since the platform told of it
    return draft;
}

void begin(const State& state, Session& session) {
    session.plan.draft = fresh(state, session);
    for (const auto& item : offered(session, session.plan.draft->plan)) (void)adopt(session, item, state.wall);
}

bool hands_in_nothing_yet(const Session& session) {
    const auto state = plan_state_of(session);
    return !state || std::holds_alternative<domain::plan_state::Draft>(*state);
}

// A plan in force is revised while plans are written; later, during monitoring, for a reason: the mid-year check or a warning.
domain::PlanOccasion occasion_of(const RevisePlan& revise, const Session& session, Instant now) {
    const bool in_force = std::holds_alternative<domain::plan_state::Active>(*plan_state_of(session));
    const bool late = window_of(session, domain::Activity::Plan, now) != domain::WindowState::Open;
    return revise.occasion == domain::PlanOccasion::Year && in_force && late ? domain::PlanOccasion::Checkpoint : revise.occasion;
}

class Planner {
public:
    Planner(State& state, SignedIn& signed_in) : state_{state}, signed_in_{signed_in}, session_{signed_in.session} {}

    Effects operator()(const OpenPlan&) {
        if (is_busy(signed_in_)) return {};
        if (session_.plan.draft && plan_shown(session_) == nullptr) return (*this)(FillPlan{});
        if (plan_shown(session_) == nullptr && may_begin_plan(session_, state_.wall)) return (*this)(FillPlan{});
        if (plan_shown(session_) == nullptr && hands_in_nothing_yet(session_))
            open_alone(signed_in_, ClosedWindow{domain::Activity::Plan});
        else
            open_alone(signed_in_, PlanPage{});
        return {};
    }

    Effects operator()(const FillPlan&) {
        if (is_busy(signed_in_)) return {};
        if (!session_.plan.draft) {
            if (!may_begin_plan(session_, state_.wall)) {
                open_alone(signed_in_, ClosedWindow{domain::Activity::Plan});
                return {};
            }
            begin(state_, session_);
        }
        return turn_to(state_, signed_in_, page_of_place(session_));
    }

    Effects operator()(const RevisePlan& revise) {
        if (is_busy(signed_in_)) return {};
        if (!session_.plan.draft) {
            if (!may_revise_plan(session_, state_.wall)) return {};
            const auto* former = plan_shown(session_);
            session_.plan.draft = fresh(state_, session_);
            session_.plan.draft->plan = *former;
            session_.plan.draft->former = *former;
            session_.plan.draft->plan.occasion = occasion_of(revise, session_, state_.wall);
        }
        if (revise.occasion != domain::PlanOccasion::Year) session_.plan.draft->plan.occasion = revise.occasion;
        if (revise.warning.empty()) return turn_to(state_, signed_in_, page_of_place(session_));
        return revise_for(revise.warning);
    }

    Effects operator()(const WithdrawPlan&) {
        if (is_busy(signed_in_) || !may_withdraw_plan(session_)) return {};
        return act(state_, signed_in_, {protocol::ActionType::PlanWithdraw, domain::latest_record(*plan_state_of(session_)), {}});
    }

    Effects operator()(const OpenPlanHeader&) { return is_filling() ? turn_to(state_, signed_in_, PlanHeaderPage{}) : Effects{}; }
    Effects operator()(const OpenPlanReview&) { return is_filling() ? turn_to(state_, signed_in_, PlanReviewPage{}) : Effects{}; }
    Effects operator()(const OpenPlanDimension& open) {
        return is_filling() && index_of(session_, open.dimension) ? turn_to(state_, signed_in_, PlanDimensionPage{open.dimension}) : Effects{};
    }
    Effects operator()(const OpenGoal& open) {
        if (!is_filling() || session_.plan.draft->plan.goal(open.goal) == nullptr) return {};
        return turn_to(state_, signed_in_, GoalPage{open.goal, GoalPart::Top, {}});
    }

    Effects operator()(const AddGoal& add) {
        auto effects = edited(add);
        if (effects.empty()) return {};
        signed_in_.page = GoalPage{session_.plan.draft->plan.dimensions.at(add.dimension).goals.back().code, GoalPart::Top, {}};
        return effects;
    }

    Effects operator()(const RemoveGoal& remove) {
        if (!is_filling()) return {};
        const auto* goal = session_.plan.draft->plan.goal(remove.goal);
        if (goal == nullptr) return {};
        if (goal->from) {
            signed_in_.asks_to_drop = remove.goal;
            return {};
        }
        return drop(remove.goal);
    }
    Effects operator()(const DropCarried&) { return drop(std::exchange(signed_in_.asks_to_drop, {})); }
    Effects operator()(const KeepCarried&) {
        signed_in_.asks_to_drop.clear();
        return {};
    }

    Effects operator()(const AddMeasure& add) {
        auto effects = edited(add);
        if (auto* page = std::get_if<GoalPage>(&signed_in_.page); page != nullptr && !effects.empty()) {
            page->focus = GoalPart::Measures;
            page->measure = session_.plan.draft->plan.goal(add.goal)->measures.back().code;
        }
        return effects;
    }

    Effects operator()(const PickIndicator& pick) { return pick_over(pick.goal, IndicatorPage{pick.goal}, GoalPart::Indicator); }
    Effects operator()(const PickNode& pick) { return pick_over(pick.goal, NodePage{pick.goal}, GoalPart::Node); }
    Effects operator()(const ChooseIndicator& choice) { return picked<IndicatorPage>(choice); }
    Effects operator()(const ChooseNode& choice) { return picked<NodePage>(choice); }

    Effects operator()(const PickDay& pick) {
        const auto due = due_of(pick.subject);
        if (!due) return {};
        const auto shown = due->value_or(usual_due(session_, pick.subject.kind, state_.wall));
        if (auto* page = std::get_if<GoalPage>(&signed_in_.page)) {
            page->focus = pick.subject.kind == DaySubject::Kind::Measure ? GoalPart::Measures : GoalPart::Due;
            page->measure = pick.subject.measure;
        }
        if (auto* page = std::get_if<DimensionPage>(&signed_in_.page)) page->focus = std::string{improvements_focus};
        open_over(signed_in_, DayPage{pick.subject, shown.year() / shown.month()});
        return {};
    }

    Effects operator()(const ShowMonth& show) {
        auto* page = std::get_if<DayPage>(&signed_in_.page);
        if (page == nullptr || !show.month.ok()) return {};
        const auto span = days_for(session_, page->subject.kind, state_.wall);
        if (show.month >= span.first.year() / span.first.month() && show.month <= span.last.year() / span.last.month()) page->month = show.month;
        return {};
    }

    Effects operator()(const TakeDay& taken) {
        const auto* page = std::get_if<DayPage>(&signed_in_.page);
        if (page == nullptr) return {};
        auto effects = page->subject.kind == DaySubject::Kind::Improvement ? improved(page->subject, taken.day) : edited(taken);
        if (!effects.empty()) (void)uncover(signed_in_);
        return effects;
    }

    template <typename Edit>
    Effects operator()(const Edit& wish) {
        return edited(wish);
    }

private:
    [[nodiscard]] bool is_filling() const {
        return session_.plan.draft && (std::holds_alternative<PlanHeaderPage>(signed_in_.page) || std::holds_alternative<PlanDimensionPage>(signed_in_.page) ||
                                       std::holds_alternative<GoalPage>(signed_in_.page) || std::holds_alternative<IndicatorPage>(signed_in_.page) ||
                                       std::holds_alternative<NodePage>(signed_in_.page) || std::holds_alternative<DayPage>(signed_in_.page) ||
                                       std::holds_alternative<PlanReviewPage>(signed_in_.page));
    }

    Effects edited(const PlanWish& wish) {
        if (!is_filling() || edit(signed_in_, wish, state_.wall) == Edited::No) return {};
        return save(state_, session_, kind);
    }

    Effects drop(const std::string& goal) {
        if (!is_filling()) return {};
        const auto dimension = dimension_of(session_.plan.draft->plan, goal);
        auto effects = edited(RemoveGoal{goal});
        if (!effects.empty() && std::holds_alternative<GoalPage>(signed_in_.page)) open_alone(signed_in_, PlanDimensionPage{dimension});
        return effects;
    }

    Effects pick_over(const std::string& goal, Page picker, GoalPart part) {
        auto* page = std::get_if<GoalPage>(&signed_in_.page);
        if (page == nullptr || page->goal != goal) return {};
        page->focus = part;
        open_over(signed_in_, std::move(picker));
        return {};
    }

    template <typename Picker>
    Effects picked(const PlanWish& choice) {
        auto effects = edited(choice);
        if (!effects.empty() && std::holds_alternative<Picker>(signed_in_.page)) (void)uncover(signed_in_);
        return effects;
    }

    // The day that is due so far; nothing at all where there is no such subject.
    [[nodiscard]] std::optional<std::optional<domain::Day>> due_of(const DaySubject& subject) const {
        if (subject.kind == DaySubject::Kind::Improvement) {
            const auto* page = std::get_if<DimensionPage>(&signed_in_.page);
            if (page == nullptr || !session_.diagnosis.draft) return std::nullopt;
            const auto found = session_.diagnosis.draft->diagnosis.dimensions.find(subject.owner);
            if (found == session_.diagnosis.draft->diagnosis.dimensions.end() || subject.index >= found->second.improvements.size()) return std::nullopt;
            return found->second.improvements[subject.index].due;
        }
        if (!is_filling()) return std::nullopt;
        const auto* goal = session_.plan.draft->plan.goal(subject.owner);
        if (goal == nullptr) return std::nullopt;
        if (subject.kind == DaySubject::Kind::Goal) return goal->due;
        for (const auto& measure : goal->measures)
            if (measure.code == subject.measure) return measure.due;
        return std::nullopt;
    }

    Effects improved(const DaySubject& subject, const std::optional<domain::Day>& day) {
        const auto span = days_for(session_, subject.kind, state_.wall);
        if (day && (!day->ok() || *day < span.first || *day > span.last)) return {};
        session_.diagnosis.draft->diagnosis.dimensions[subject.owner].improvements[subject.index].due = day;
        return save(state_, session_, protocol::RecordKind::Diagnosis);
    }

    Effects revise_for(const std::string& key) {
        const auto* warnings = warnings_of(session_);
        if (warnings == nullptr) return {};
        for (const auto& card : warnings->cards) {
            if (domain::to_text(card.raised.key) != key) continue;
            const auto goal = take_task(session_, card, state_.wall);
            if (goal.empty()) return turn_to(state_, signed_in_, page_of_place(session_));
            open_alone(signed_in_, GoalPage{goal, GoalPart::Measures, session_.plan.draft->plan.goal(goal)->measures.back().code});
            session_.plan.draft->place = dimension_of(session_.plan.draft->plan, goal);
            return save(state_, session_, kind);
        }
        return {};
    }

    State& state_;
    SignedIn& signed_in_;
    Session& session_;
};

}  // namespace

Effects plan(State& state, SignedIn& signed_in, const PlanWish& wish) { return std::visit(Planner{state, signed_in}, wish); }

Effects next_in_plan(State& state, SignedIn& signed_in) {
    const auto& all = dimensions_of(signed_in.session);
    if (std::holds_alternative<PlanHeaderPage>(signed_in.page)) return turn_to(state, signed_in, PlanDimensionPage{all.front().code});
    if (const auto* page = std::get_if<PlanDimensionPage>(&signed_in.page)) {
        const auto next = index_of(signed_in.session, page->dimension).value_or(all.size()) + 1;
        return turn_to(state, signed_in, next < all.size() ? Page{PlanDimensionPage{all[next].code}} : Page{PlanReviewPage{}});
    }
    if (const auto* page = std::get_if<GoalPage>(&signed_in.page))
        return turn_to(state, signed_in, PlanDimensionPage{dimension_of(signed_in.session.plan.draft->plan, page->goal)});
    return {};
}

WentBack back_in_plan(State& state, SignedIn& signed_in, Effects& effects) {
    const auto& session = signed_in.session;
    if (std::holds_alternative<PlanPage>(signed_in.page)) {
        open_alone(signed_in, Home{});
        return WentBack::Yes;
    }
    if (std::holds_alternative<PlanHeaderPage>(signed_in.page)) {
        open_alone(signed_in, plan_shown(session) == nullptr ? Page{Home{}} : Page{PlanPage{}});
        return WentBack::Yes;
    }
    if (const auto* page = std::get_if<PlanDimensionPage>(&signed_in.page)) {
        const auto index = index_of(session, page->dimension).value_or(0);
        effects = turn_to(state, signed_in, index == 0 ? Page{PlanHeaderPage{}} : Page{PlanDimensionPage{dimensions_of(session)[index - 1].code}});
        return WentBack::Yes;
    }
    if (std::holds_alternative<GoalPage>(signed_in.page)) {
        effects = next_in_plan(state, signed_in);
        return WentBack::Yes;
    }
    if (std::holds_alternative<PlanReviewPage>(signed_in.page)) {
        effects = turn_to(state, signed_in, PlanDimensionPage{dimensions_of(session).back().code});
        return WentBack::Yes;
    }
    return WentBack::No;
}

Effects withdrawn(State& state, SignedIn& signed_in, const domain::Plan& plan) {
    auto& session = signed_in.session;
    if (session.plan.draft) return {};
    session.plan.draft = fresh(state, session);
    session.plan.draft->plan = plan;
    return save(state, session, kind);
}

bool may_begin_plan(const Session& session, Instant now) {
    return session.plan.draft || (hands_in_nothing_yet(session) && may_fill(session, domain::Activity::Plan, now));
}

bool may_revise_plan(const Session& session, Instant now) {
    const auto state = plan_state_of(session);
    if (!state || plan_shown(session) == nullptr) return false;
    const auto accepts = [&](domain::Revising why) {
        return cycle_of(session, now).accepts_revision(domain::Activity::Plan, cohort_of(session), why, now);
    };
    if (std::holds_alternative<domain::plan_state::Returned>(*state) || std::holds_alternative<domain::plan_state::RevisionReturned>(*state))
        return accepts(domain::Revising::CameBack);
    return std::holds_alternative<domain::plan_state::Active>(*state) && accepts(domain::Revising::OnOccasion);
}

bool may_withdraw_plan(const Session& session) {
    const auto state = plan_state_of(session);
    return state && (std::holds_alternative<domain::plan_state::Submitted>(*state) || std::holds_alternative<domain::plan_state::RevisionSubmitted>(*state));
}

bool may_submit_plan(const Session& session) {
    const auto& draft = session.plan.draft;
    if (!draft) return false;
    if (draft->former && domain::changes_between(*draft->former, draft->plan).empty()) return false;
    const auto gaps = domain::gaps_of(draft->plan, instrument_of(session, kind));
    return std::none_of(gaps.begin(), gaps.end(), [](const domain::PlanGap& gap) { return gap.required; });
}

const domain::Plan* plan_shown(const Session& session) {
    const auto state = plan_state_of(session);
    const auto* standing = standing_of(session);
    if (session.plan.sent && session.plan.submission && state && domain::latest_record(*state) == session.plan.submission->record_id) return &session.plan.sent->plan;
    if (standing == nullptr) return nullptr;
    if (standing->plan.latest) return &*standing->plan.latest;
    return standing->plan.active ? &*standing->plan.active : nullptr;
}

PlanProgress progress_of(const domain::Plan& plan) {
    PlanProgress progress;
    for (const auto& [code, dimension] : plan.dimensions) {
        progress.dimensions += dimension.target_level || !dimension.goals.empty() ? 1 : 0;
        progress.goals += static_cast<int>(dimension.goals.size());
    }
    return progress;
}

}  // namespace xz::ui::flow
