#include "terminal/core/domain/proceedings.hpp"

#include "terminal/core/support/text.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <type_traits>
#include <utility>

namespace xz::domain {

namespace {

constexpr std::array<std::string_view, 7> ActorNames{"student", "counselor", "teacher", "department-lead", "quality-office", "psychology-centre", "platform"};

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

bool is_one_of(Actor actor, std::initializer_list<Actor> allowed) {
    return std::find(allowed.begin(), allowed.end(), actor) != allowed.end();
}

bool is_staff(Actor actor) {
    return actor != Actor::Student && actor != Actor::Platform;
}

// The name of the alternative that a variant holds, its names being in the variant's order.
template <typename Variant, std::size_t Count>
std::string_view name_among(const Variant& variant, const std::array<std::string_view, Count>& names) {
    static_assert(Count == std::variant_size_v<Variant>);
    return names[variant.index()];
}

template <typename... Allowed, typename Variant>
bool is_any(const Variant& variant) {
    return (std::holds_alternative<Allowed>(variant) || ...);
}

}  // namespace

std::string_view name_of(Actor actor) {
    return ActorNames[static_cast<std::size_t>(actor)];
}

std::optional<Actor> actor_from(std::string_view name) {
    const auto found = std::find(ActorNames.begin(), ActorNames.end(), name);
    if (found == ActorNames.end()) return std::nullopt;
    return static_cast<Actor>(found - ActorNames.begin());
}

std::string_view name_of(StepRefused refused) {
    constexpr std::array<std::string_view, 4> names{"wrong_state", "wrong_actor", "reason_missing", "once_only"};
    return names[static_cast<std::size_t>(refused)];
}

// --- plan

namespace {

using namespace plan_state;

bool may(Actor actor, const PlanAction& action) {
    const bool of_student = is_any<plan_action::Submit, plan_action::Withdraw>(action);
    return actor == (of_student ? Actor::Student : Actor::Counselor);
}

const std::string& reason_in(const PlanAction& action) {
    static const std::string none;
    const auto* back = std::get_if<plan_action::Return>(&action);
    return back ? back->reason : none;
}

using PlanStep = Stepped<PlanState>;

struct PlanSteps {
    template <typename State, typename Action>
    PlanStep operator()(const State&, const Action&) const {
        return failure(StepRefused::WrongState);
    }

    PlanStep operator()(const Draft&, const plan_action::Submit& handed_in) const { return Submitted{handed_in.record}; }

    PlanStep operator()(const Submitted&, const plan_action::Submit& handed_in) const { return Submitted{handed_in.record}; }
    PlanStep operator()(const Submitted&, const plan_action::Withdraw&) const { return Draft{}; }
    PlanStep operator()(const Submitted& state, const plan_action::Open&) const { return UnderReview{state.record}; }

    // One that comes while the former is looked at takes its place: whoever decides names the record that the decision is about.
    PlanStep operator()(const UnderReview&, const plan_action::Submit& handed_in) const { return Submitted{handed_in.record}; }
    PlanStep operator()(const UnderReview& state, const plan_action::Approve&) const { return Active{state.record}; }
    PlanStep operator()(const UnderReview& state, const plan_action::Return& back) const { return Returned{state.record, back.reason}; }

    PlanStep operator()(const Returned&, const plan_action::Submit& handed_in) const { return Submitted{handed_in.record}; }

    PlanStep operator()(const Active& state, const plan_action::Submit& handed_in) const { return RevisionSubmitted{state.record, handed_in.record}; }

    PlanStep operator()(const RevisionSubmitted& state, const plan_action::Submit& handed_in) const {
        return RevisionSubmitted{state.active, handed_in.record};
    }
    PlanStep operator()(const RevisionSubmitted& state, const plan_action::Withdraw&) const { return Active{state.active}; }
    PlanStep operator()(const RevisionSubmitted& state, const plan_action::Open&) const { return RevisionUnderReview{state.active, state.record}; }

    PlanStep operator()(const RevisionUnderReview& state, const plan_action::Submit& handed_in) const {
        return RevisionSubmitted{state.active, handed_in.record};
    }
    PlanStep operator()(const RevisionUnderReview& state, const plan_action::Approve&) const { return Active{state.record}; }
    PlanStep operator()(const RevisionUnderReview& state, const plan_action::Return& back) const {
        return RevisionReturned{state.active, state.record, back.reason};
    }

    PlanStep operator()(const RevisionReturned& state, const plan_action::Submit& handed_in) const {
        return RevisionSubmitted{state.active, handed_in.record};
    }
};

constexpr std::array<std::string_view, 8> PlanStateNames{"draft",    "submitted",          "under_review",          "active",
                                                         "returned", "revision_submitted", "revision_under_review", "revision_returned"};

}  // namespace

Stepped<PlanState> step(const PlanState& state, Actor actor, const PlanAction& action) {
    if (!may(actor, action)) return failure(StepRefused::WrongActor);
    auto next = std::visit(PlanSteps{}, state, action);
    if (next && std::holds_alternative<plan_action::Return>(action) && !says_something(reason_in(action))) return failure(StepRefused::ReasonMissing);
    return next;
}

std::string_view name_of(const PlanState& state) {
    return name_among(state, PlanStateNames);
}

std::string_view name_of(const PlanAction& action) {
    return name_among(action, std::array<std::string_view, 5>{"submit", "withdraw", "open", "approve", "return"});
}

std::string active_record(const PlanState& state) {
    return std::visit(Overloaded{[](const Active& each) { return each.record; }, [](const RevisionSubmitted& each) { return each.active; },
                                 [](const RevisionUnderReview& each) { return each.active; }, [](const RevisionReturned& each) { return each.active; },
                                 [](const auto&) { return std::string{}; }},
                      state);
}

std::string latest_record(const PlanState& state) {
    return std::visit(Overloaded{[](const Draft&) { return std::string{}; }, [](const auto& each) { return each.record; }}, state);
}

std::string reason_of(const PlanState& state) {
    return std::visit(Overloaded{[](const Returned& each) { return each.reason; }, [](const RevisionReturned& each) { return each.reason; },
                                 [](const auto&) { return std::string{}; }},
                      state);
}

std::optional<PlanState> plan_state_from(std::string_view name, std::string active, std::string record, std::string reason) {
    const auto found = std::find(PlanStateNames.begin(), PlanStateNames.end(), name);
    if (found == PlanStateNames.end()) return std::nullopt;
    const auto index = found - PlanStateNames.begin();
    const bool in_revision = index >= 5;
    const bool returned = index == 4 || index == 7;
    const bool in_force = index == 3 || in_revision;
    const bool waits = index != 0;
    const bool active_fits = in_revision ? !active.empty() : active.empty() || (in_force && active == record);
    if (!active_fits || waits != !record.empty() || returned != says_something(reason)) return std::nullopt;
    switch (index) {
        case 0: return Draft{};
        case 1: return Submitted{std::move(record)};
        case 2: return UnderReview{std::move(record)};
        case 3: return Active{std::move(record)};
        case 4: return Returned{std::move(record), std::move(reason)};
        case 5: return RevisionSubmitted{std::move(active), std::move(record)};
        case 6: return RevisionUnderReview{std::move(active), std::move(record)};
        default: return RevisionReturned{std::move(active), std::move(record), std::move(reason)};
    }
}

// --- diagnosis

namespace {

bool may(Actor actor, const DiagnosisAction& action) {
    if (is_any<diagnosis_action::Submit>(action)) return actor == Actor::Student;
    if (is_any<diagnosis_action::Confirm, diagnosis_action::Return>(action)) return actor == Actor::Counselor;
    if (is_any<diagnosis_action::Reopen>(action)) return actor == Actor::DepartmentLead;
    return actor == Actor::Platform;
}

using DiagnosisStep = Stepped<DiagnosisState>;

struct DiagnosisSteps {
    template <typename State, typename Action>
    DiagnosisStep operator()(const State& state, const Action& action) const {
        using namespace diagnosis_state;
        constexpr bool opened = std::is_same_v<State, Locked> || std::is_same_v<State, diagnosis_state::Draft> ||
                                std::is_same_v<State, diagnosis_state::Submitted> || std::is_same_v<State, diagnosis_state::Returned> ||
                                std::is_same_v<State, Reopened>;
        if constexpr (std::is_same_v<Action, diagnosis_action::Submit> && opened) return diagnosis_state::Submitted{action.record};
        else if constexpr (std::is_same_v<Action, diagnosis_action::Unlock> && std::is_same_v<State, Locked>) return diagnosis_state::Draft{};
        else if constexpr (std::is_same_v<Action, diagnosis_action::Confirm> && std::is_same_v<State, diagnosis_state::Submitted>)
            return Confirmed{state.record};
        else if constexpr (std::is_same_v<Action, diagnosis_action::Return> && std::is_same_v<State, diagnosis_state::Submitted>)
            return reasoned(action.reason, diagnosis_state::Returned{state.record, action.reason});
        else if constexpr (std::is_same_v<Action, diagnosis_action::Reopen> && std::is_same_v<State, Confirmed>)
            return reasoned(action.reason, Reopened{state.record, action.reason});
        else if constexpr (std::is_same_v<Action, diagnosis_action::Archive> && std::is_same_v<State, Confirmed>) return Archived{state.record};
        else return failure(StepRefused::WrongState);
    }

    static DiagnosisStep reasoned(const std::string& reason, DiagnosisState next) {
        if (!says_something(reason)) return failure(StepRefused::ReasonMissing);
        return next;
    }
};

constexpr std::array<std::string_view, 7> DiagnosisStateNames{"locked", "draft", "submitted", "confirmed", "returned", "reopened", "archived"};

}  // namespace

Stepped<DiagnosisState> step(const DiagnosisState& state, Actor actor, const DiagnosisAction& action) {
    if (!may(actor, action)) return failure(StepRefused::WrongActor);
    return std::visit(DiagnosisSteps{}, state, action);
}

std::string_view name_of(const DiagnosisState& state) {
    return name_among(state, DiagnosisStateNames);
}

std::string_view name_of(const DiagnosisAction& action) {
    return name_among(action, std::array<std::string_view, 6>{"unlock", "submit", "confirm", "return", "reopen", "archive"});
}

std::string latest_record(const DiagnosisState& state) {
    return std::visit(Overloaded{[](const diagnosis_state::Locked&) { return std::string{}; }, [](const diagnosis_state::Draft&) { return std::string{}; },
                                 [](const auto& each) { return each.record; }},
                      state);
}

std::string reason_of(const DiagnosisState& state) {
    return std::visit(Overloaded{[](const diagnosis_state::Returned& each) { return each.reason; },
                                 [](const diagnosis_state::Reopened& each) { return each.reason; }, [](const auto&) { return std::string{}; }},
                      state);
}

std::optional<DiagnosisState> diagnosis_state_from(std::string_view name, std::string record, std::string reason) {
    using namespace diagnosis_state;
    const auto found = std::find(DiagnosisStateNames.begin(), DiagnosisStateNames.end(), name);
    if (found == DiagnosisStateNames.end()) return std::nullopt;
    const auto index = found - DiagnosisStateNames.begin();
    const bool handed_in = index >= 2;
    const bool reasoned = index == 4 || index == 5;
    if (handed_in == record.empty() || reasoned != says_something(reason)) return std::nullopt;
    switch (index) {
        case 0: return Locked{};
        case 1: return diagnosis_state::Draft{};
        case 2: return diagnosis_state::Submitted{std::move(record)};
        case 3: return Confirmed{std::move(record)};
        case 4: return diagnosis_state::Returned{std::move(record), std::move(reason)};
        case 5: return Reopened{std::move(record), std::move(reason)};
        default: return Archived{std::move(record)};
    }
}

// --- warning

namespace {

bool may(Actor actor, const WarningAction& action) {
    if (is_any<warning_action::Acknowledge>(action)) return actor == Actor::Student;
    if (is_any<warning_action::Vouch>(action)) return actor == Actor::Counselor;
    if (is_any<warning_action::Act>(action)) return is_one_of(actor, {Actor::Student, Actor::Counselor});
    if (is_any<warning_action::Resolve>(action)) return is_one_of(actor, {Actor::Counselor, Actor::Platform});
    if (is_any<warning_action::Uphold>(action)) return is_one_of(actor, {Actor::Counselor, Actor::QualityOffice});
    return actor == Actor::Platform;
}

}  // namespace

Stepped<WarningState> step(const WarningState& state, Actor actor, const WarningAction& action) {
    using namespace warning_state;
    using Step = Stepped<WarningState>;
    if (!may(actor, action)) return failure(StepRefused::WrongActor);
    const Step refused = failure(StepRefused::WrongState);
    return std::visit(
        Overloaded{
            [&](const warning_action::Notify&) -> Step { return is_any<Triggered>(state) ? Step{Notified{}} : refused; },
            [&](const warning_action::Acknowledge&) -> Step { return is_any<Notified>(state) ? Step{Acknowledged{}} : refused; },
            [&](const warning_action::Vouch& vouch) -> Step {
                if (!is_any<Triggered, Notified>(state)) return refused;
                if (!says_something(vouch.reason)) return failure(StepRefused::ReasonMissing);
                return Acknowledged{};
            },
            [&](const warning_action::Act& act) -> Step {
                if (!is_any<Acknowledged, InAction>(state)) return refused;
                if (!says_something(act.task)) return failure(StepRefused::ReasonMissing);
                return InAction{act.task};
            },
            // The platform's newer data resolve it wherever it stands; a counselor resolves what was acted on, and says how.
            [&](const warning_action::Resolve& resolve) -> Step {
                if (is_over(state) || (actor == Actor::Counselor && !is_any<InAction>(state))) return refused;
                if (actor == Actor::Counselor && !says_something(resolve.reason)) return failure(StepRefused::ReasonMissing);
                return Resolved{};
            },
            [&](const warning_action::Expire&) -> Step { return is_over(state) ? refused : Step{Expired{}}; },
            [&](const warning_action::Uphold& uphold) -> Step {
                if (is_over(state)) return refused;
                if (!says_something(uphold.reason)) return failure(StepRefused::ReasonMissing);
                return DataError{uphold.reason};
            },
            // What was resolved or corrected can be raised again in its term; what expired belongs to a year that is over.
            [&](const warning_action::Worsen&) -> Step { return is_any<Expired>(state) ? refused : Step{Triggered{}}; }},
        action);
}

namespace {

constexpr std::array<std::string_view, 7> WarningStateNames{"triggered", "notified", "acknowledged", "in_action", "resolved", "expired", "data_error"};

}  // namespace

std::string_view name_of(const WarningState& state) {
    return name_among(state, WarningStateNames);
}

std::string_view name_of(const WarningAction& action) {
    return name_among(action, std::array<std::string_view, 8>{"notify", "acknowledge", "vouch", "act", "resolve", "expire", "uphold", "worsen"});
}

bool is_over(const WarningState& state) {
    return is_any<warning_state::Resolved, warning_state::Expired, warning_state::DataError>(state);
}

std::string text_of(const WarningState& state) {
    if (const auto* acted = std::get_if<warning_state::InAction>(&state)) return acted->task;
    if (const auto* wrong = std::get_if<warning_state::DataError>(&state)) return wrong->reason;
    return {};
}

std::optional<WarningState> warning_state_from(std::string_view name, std::string text) {
    using namespace warning_state;
    const auto found = std::find(WarningStateNames.begin(), WarningStateNames.end(), name);
    if (found == WarningStateNames.end()) return std::nullopt;
    const auto index = found - WarningStateNames.begin();
    const bool worded = index == 3 || index == 6;
    if (worded != says_something(text)) return std::nullopt;
    switch (index) {
        case 0: return Triggered{};
        case 1: return Notified{};
        case 2: return Acknowledged{};
        case 3: return InAction{std::move(text)};
        case 4: return Resolved{};
        case 5: return Expired{};
        default: return DataError{std::move(text)};
    }
}

// --- feedback

namespace {

// Who may answer for the college. An escalated thread is the department's or the quality office's.
bool may(Actor actor, const FeedbackState& state, const FeedbackAction& action) {
    if (is_any<feedback_action::Close, feedback_action::Reopen>(action)) return actor == Actor::Student;
    if (is_any<feedback_action::Escalate>(action)) return actor == Actor::Platform;
    if (is_any<feedback_state::Escalated>(state)) return is_one_of(actor, {Actor::DepartmentLead, Actor::QualityOffice});
    if (is_any<feedback_action::Assign>(action) && actor == Actor::Platform) return true;
    return is_staff(actor);
}

constexpr std::array<std::string_view, 6> FeedbackStateNames{"open", "assigned", "answered", "reopened", "escalated", "closed"};

}  // namespace

Stepped<FeedbackState> step(const FeedbackState& state, Actor actor, const FeedbackAction& action) {
    using namespace feedback_state;
    using Step = Stepped<FeedbackState>;
    if (!may(actor, state, action)) return failure(StepRefused::WrongActor);
    const Step refused = failure(StepRefused::WrongState);
    return std::visit(
        Overloaded{[&](const feedback_action::Assign& assign) -> Step {
                       if (!is_any<Open, Assigned, Reopened, Escalated>(state)) return refused;
                       if (!says_something(assign.to)) return failure(StepRefused::ReasonMissing);
                       return Assigned{assign.to, reopening_of(state)};
                   },
                   [&](const feedback_action::Answer&) -> Step {
                       return is_any<Assigned, Escalated>(state) ? Step{Answered{reopening_of(state)}} : refused;
                   },
                   [&](const feedback_action::Close&) -> Step { return is_any<Answered>(state) ? Step{Closed{}} : refused; },
                   [&](const feedback_action::Reopen&) -> Step {
                       if (!is_any<Answered>(state)) return refused;
                       if (!may_reopen(state)) return failure(StepRefused::OnceOnly);
                       return Reopened{};
                   },
                   [&](const feedback_action::Escalate&) -> Step { return is_any<Open, Assigned, Reopened>(state) ? Step{Escalated{reopening_of(state)}} : refused; }},
        action);
}

std::string_view name_of(const FeedbackState& state) {
    return name_among(state, FeedbackStateNames);
}

std::string_view name_of(const FeedbackAction& action) {
    return name_among(action, std::array<std::string_view, 5>{"assign", "answer", "close", "reopen", "escalate"});
}

std::string assigned_to(const FeedbackState& state) {
    const auto* assigned = std::get_if<feedback_state::Assigned>(&state);
    return assigned ? assigned->to : std::string{};
}

feedback_state::Reopening reopening_of(const FeedbackState& state) {
    using feedback_state::Reopening;
    return std::visit(Overloaded{[](const feedback_state::Open&) { return Reopening::Possible; },
                                 [](const feedback_state::Assigned& each) { return each.reopening; },
                                 [](const feedback_state::Answered& each) { return each.reopening; },
                                 [](const feedback_state::Escalated& each) { return each.reopening; }, [](const auto&) { return Reopening::Used; }},
                      state);
}

bool may_reopen(const FeedbackState& state) {
    return is_any<feedback_state::Answered>(state) && reopening_of(state) == feedback_state::Reopening::Possible;
}

std::optional<FeedbackState> feedback_state_from(std::string_view name, std::string assigned, feedback_state::Reopening reopening) {
    using namespace feedback_state;
    const auto found = std::find(FeedbackStateNames.begin(), FeedbackStateNames.end(), name);
    if (found == FeedbackStateNames.end()) return std::nullopt;
    const auto index = found - FeedbackStateNames.begin();
    if ((index == 1) != says_something(assigned)) return std::nullopt;
    switch (index) {
        case 0: return Open{};
        case 1: return Assigned{std::move(assigned), reopening};
        case 2: return Answered{reopening};
        case 3: return Reopened{};
        case 4: return Escalated{reopening};
        default: return Closed{};
    }
}

}  // namespace xz::domain
