#include "terminal/ui/flow/update.hpp"

#include "terminal/ui/flow/acting.hpp"
#include "terminal/ui/flow/entry.hpp"
#include "terminal/ui/flow/errands.hpp"
#include "terminal/ui/flow/filling.hpp"
#include "terminal/ui/flow/handing_in.hpp"
#include "terminal/ui/flow/opening.hpp"
#include "terminal/ui/flow/planning.hpp"
#include "terminal/ui/flow/pin_change.hpp"
#include "terminal/ui/flow/saving.hpp"

#include <algorithm>
#include <utility>

namespace xz::ui::flow {
namespace {

Stage resting(const Machine& machine) {
    if (machine.phase == Machine::Phase::Starting && !machine.problem) return Starting{};
    if (machine.problem) {
        switch (*machine.problem) {
            case StoreProblem::Broken: return Unavailable{Reason::StoreBroken};
            case StoreProblem::WrongKey: return Unavailable{Reason::WrongKey};
            case StoreProblem::DiskFull: return Unavailable{Reason::DiskFull};
        }
    }
    if (machine.enrolment == Enrolment::Missing) return Unavailable{Reason::NotEnrolled};
    if (machine.published == nullptr) return Unavailable{Reason::NoBundle};
    return Attract{};
}

bool is_resting(const Stage& stage) {
    return std::holds_alternative<Starting>(stage) || std::holds_alternative<Unavailable>(stage) || std::holds_alternative<Attract>(stage);
}

domain::Policy policy_of(const State& state) { return state.machine.published == nullptr ? domain::Policy{} : state.machine.published->policy; }

Steady idle_at(const State& state) { return state.last_touch + std::chrono::seconds{policy_of(state).idle_seconds}; }

// Saves what is not on disk yet, forgets the student, and shows what a passer-by may see.
Effects leave(State& state) {
    Effects effects;
    if (auto* signed_in = std::get_if<SignedIn>(&state.stage))
        effects = save_failed_ones(state, signed_in->session);
    effects.push_back(WipeSession{++state.last_ticket});
    state.stage = resting(state.machine);
    state.preferences = state.usual;
    state.leaving_at.reset();
    return effects;
}

class Updater {
public:
    explicit Updater(State& state) : state_{state} {}

    Effects operator()(const Tick& tick) {
        state_.now = tick.steady;
        state_.wall = tick.wall;
        if (is_resting(state_.stage)) {
            state_.leaving_at.reset();
            // Who chose another language or larger writing and walked on leaves the next one the kiosk's own.
            if (state_.now >= idle_at(state_)) state_.preferences = state_.usual;
            return {};
        }
        if (state_.leaving_at && state_.now >= *state_.leaving_at) return leave(state_);
        if (!state_.leaving_at && state_.now >= idle_at(state_))
            state_.leaving_at = state_.now + std::chrono::seconds{policy_of(state_).countdown_seconds};
        return {};
    }

    Effects operator()(const Touched&) {
        state_.last_touch = state_.now;
        // Brought into view once; from the next touch on the page scrolls as the hand wants.
        if (auto* signed_in = std::get_if<SignedIn>(&state_.stage)) {
            if (auto* page = std::get_if<DimensionPage>(&signed_in->page)) page->focus.clear();
            if (auto* page = std::get_if<GoalPage>(&signed_in->page)) page->focus = GoalPart::Top;
        }
        return {};
    }

    Effects operator()(const Ready& ready) {
        state_.machine.name = ready.terminal_name;
        state_.machine.enrolment = ready.enrolment;
        state_.machine.published = ready.published;
        state_.machine.problem.reset();
        state_.machine.phase = Machine::Phase::Ready;
        rest();
        return {};
    }

    Effects operator()(const BundleChanged& changed) {
        state_.machine.published = changed.published;
        rest();
        return {};
    }

    Effects operator()(const StoreFailed& failed) {
        state_.machine.problem = failed.problem;
        if (is_resting(state_.stage)) {
            rest();
            return {};
        }
        auto* signed_in = std::get_if<SignedIn>(&state_.stage);
        // A full disk takes no new student, but the one who is here can still read, and try again once there is room.
        if (signed_in == nullptr || failed.problem != StoreProblem::DiskFull || std::holds_alternative<Opening>(signed_in->page)) return leave(state_);
        store_failed(*signed_in, failed);
        return {};
    }

    Effects operator()(const StoreHealthy&) {
        state_.machine.problem.reset();
        rest();
        return {};
    }

    Effects operator()(const SyncChanged& changed) {
        state_.machine.connection = changed.connection;
        state_.machine.queued = changed.queued;
        return {};
    }

    Effects operator()(const ReceiptArrived& receipt) {
        if (receipt.status != protocol::ReceiptStatus::Stored && receipt.status != protocol::ReceiptStatus::Duplicate) return {};
        if (auto* signed_in = std::get_if<SignedIn>(&state_.stage))
            for (auto* submission : {&signed_in->session.plan.submission, &signed_in->session.checkpoint.submission, &signed_in->session.diagnosis.submission, &signed_in->session.feedback.submission})
                if (*submission && (*submission)->record_id == receipt.record_id) (*submission)->arrival = Arrival::AtThePlatform;
        return {};
    }

    Effects operator()(const LoginSucceeded& answer) { return answered(state_, answer); }
    Effects operator()(const LoginRefused& answer) { return answered(state_, answer); }
    Effects operator()(const PlatformUnreachable& answer) {
        if (auto* signed_in = std::get_if<SignedIn>(&state_.stage)) {
            if (auto* page = std::get_if<ChangePinPage>(&signed_in->page)) platform_away(state_, *page, answer);
            const auto asked = unreachable(*signed_in, answer);
            return asked ? errand_ended(state_, *signed_in, *asked, ErrandEnd::Unreachable) : Effects{};
        }
        return answered(state_, answer);
    }
    Effects operator()(const PinSet& answer) {
        if (auto* page = pin_page()) {
            pin_changed(*page, answer);
            return {};
        }
        return answered(state_, answer);
    }
    Effects operator()(const PinRefused& answer) {
        if (auto* page = pin_page()) {
            pin_refused(state_, *page, answer);
            return {};
        }
        return answered(state_, answer);
    }

    Effects operator()(const DraftLoaded& answer) {
        auto* signed_in = std::get_if<SignedIn>(&state_.stage);
        return signed_in == nullptr ? Effects{} : draft_loaded(state_, *signed_in, answer);
    }

    Effects operator()(const DraftSaved& answer) {
        if (auto* signed_in = std::get_if<SignedIn>(&state_.stage)) saved(state_, signed_in->session, answer);
        return {};
    }

    Effects operator()(const Acted& answer) {
        auto* signed_in = std::get_if<SignedIn>(&state_.stage);
        if (signed_in == nullptr) return {};
        const auto* shown = plan_shown(signed_in->session);
        const auto plan_before = shown == nullptr ? std::nullopt : std::optional{*shown};
        const auto asked = acted(state_, *signed_in, answer);
        if (!asked) return {};
        const bool done = answer.outcome == protocol::ActionAnswer::Outcome::Done;
        if (done && asked->type == protocol::ActionType::PlanWithdraw) return plan_before ? withdrawn(state_, *signed_in, *plan_before) : Effects{};
        return errand_ended(state_, *signed_in, *asked, done ? ErrandEnd::Done : ErrandEnd::Refused);
    }

    Effects operator()(const Submitted& answer) {
        auto* signed_in = std::get_if<SignedIn>(&state_.stage);
        return signed_in == nullptr ? Effects{} : submitted(state_, *signed_in, answer);
    }

    Effects operator()(const SessionWiped&) { return {}; }

    Effects operator()(const Intent& intent) { return std::visit([this](const auto& wish) { return wanted(wish); }, intent.wish); }

private:
    [[nodiscard]] ChangePinPage* pin_page() {
        auto* signed_in = std::get_if<SignedIn>(&state_.stage);
        return signed_in == nullptr ? nullptr : std::get_if<ChangePinPage>(&signed_in->page);
    }

    // Whoever stands before an attract or an unavailable screen sees what now holds; a student at work is not disturbed.
    void rest() {
        if (is_resting(state_.stage)) state_.stage = resting(state_.machine);
    }

    Effects wanted(const Start&) {
        if (std::holds_alternative<Attract>(state_.stage)) {
            state_.stage = ReadNotice{};
            state_.last_touch = state_.now;
        }
        return {};
    }

    Effects wanted(const Back&) {
        if (step_back(state_) == Stepped::Yes) return {};
        auto* signed_in = std::get_if<SignedIn>(&state_.stage);
        return signed_in == nullptr ? Effects{} : go_back(state_, *signed_in);
    }

    Effects wanted(const SignOut&) { return is_resting(state_.stage) ? Effects{} : leave(state_); }

    Effects wanted(const StayHere&) {
        state_.leaving_at.reset();
        state_.last_touch = state_.now;
        return {};
    }

    Effects wanted(const ChooseLanguage& choice) {
        state_.preferences.language = choice.language;
        return {};
    }
    Effects wanted(const ChooseTextScale& choice) {
        state_.preferences.text_scale = std::clamp(choice.percent, 100, 200);
        return {};
    }
    Effects wanted(const ChooseContrast& choice) {
        state_.preferences.contrast = choice.contrast;
        return {};
    }
    Effects wanted(const ChooseReach& choice) {
        state_.preferences.reach = choice.reach;
        return {};
    }
    Effects wanted(const ChooseMotion& choice) {
        state_.preferences.motion = choice.motion;
        return {};
    }
    Effects wanted(const ChooseSpeech& choice) {
        state_.preferences.speech = choice.speech;
        return {};
    }

    Effects wanted(const AgreeNotice& agreed) {
        const auto agreed_to = [&](const domain::Published& published) { return consents_to(published.notice(), agreed.sensitive, state_.wall); };
        if (std::holds_alternative<ReadNotice>(state_.stage)) {
            begin_login(state_, agreed_to(*state_.machine.published));
            return {};
        }
        auto* signed_in = std::get_if<SignedIn>(&state_.stage);
        if (signed_in == nullptr || !std::holds_alternative<NoticePage>(signed_in->page)) return {};
        return agree(state_, *signed_in, agreed_to(*signed_in->session.published));
    }
    Effects wanted(const AgreedBefore&) {
        if (std::holds_alternative<ReadNotice>(state_.stage)) begin_login(state_, {});
        return {};
    }

    Effects wanted(const TypeCharacter& typed) {
        type(state_.stage, typed.character);
        return {};
    }
    Effects wanted(const EraseCharacter&) {
        erase(state_.stage);
        return {};
    }
    Effects wanted(const ClearEntry&) {
        clear_entry(state_.stage);
        return {};
    }
    Effects wanted(const ConfirmEntry&) { return confirm(state_); }
    Effects wanted(const FirstLogin&) {
        begin_activation(state_);
        return {};
    }
    Effects wanted(const BeginNewDraft&) { return begin_new_draft(state_); }

    // All others are a signed-in student's.
    template <typename Wish>
    Effects wanted(const Wish& wish) {
        auto* signed_in = std::get_if<SignedIn>(&state_.stage);
        return signed_in == nullptr ? Effects{} : fill(state_, *signed_in, wish);
    }

    State& state_;
};

std::optional<Steady> refusal_wake(const State& state) {
    const auto* refusal = refusal_of(state.stage);
    if (refusal == nullptr || !*refusal || (*refusal)->until <= state.now) return std::nullopt;
    return state.now + std::min<Steady::duration>((*refusal)->until - state.now, std::chrono::seconds{1});
}

}  // namespace

Step update(State state, const Event& event) {
    auto effects = std::visit(Updater{state}, event);
    return {std::move(state), std::move(effects)};
}

std::optional<Steady> next_wake(const State& state) {
    if (is_resting(state.stage)) return state.preferences == state.usual ? std::nullopt : std::optional{idle_at(state)};
    if (state.leaving_at) return state.now + std::min<Steady::duration>(*state.leaving_at - state.now, std::chrono::seconds{1});
    const auto idle = idle_at(state);
    const auto refusal = refusal_wake(state);
    return refusal ? std::min(idle, *refusal) : idle;
}

std::string_view name_of(const Stage& stage) {
    struct Name {
        std::string_view operator()(const Starting&) const { return "starting"; }
        std::string_view operator()(const Unavailable&) const { return "unavailable"; }
        std::string_view operator()(const Attract&) const { return "attract"; }
        std::string_view operator()(const ReadNotice&) const { return "notice"; }
        std::string_view operator()(const Login&) const { return "login"; }
        std::string_view operator()(const Activation&) const { return "activation"; }
        std::string_view operator()(const OfflineConfirm&) const { return "offline_confirm"; }
        std::string_view operator()(const SignedIn& signed_in) const { return std::visit(*this, signed_in.page); }
        std::string_view operator()(const Opening&) const { return "opening"; }
        std::string_view operator()(const NoticePage&) const { return "notice"; }
        std::string_view operator()(const Home&) const { return "home"; }
        std::string_view operator()(const SelfLevelPage&) const { return "self_level"; }
        std::string_view operator()(const DimensionPage&) const { return "dimension"; }
        std::string_view operator()(const TextsPage&) const { return "texts"; }
        std::string_view operator()(const ReviewPage&) const { return "review"; }
        std::string_view operator()(const Submitting&) const { return "submitting"; }
        std::string_view operator()(const Done&) const { return "done"; }
        std::string_view operator()(const ReportPage&) const { return "report"; }
        std::string_view operator()(const ClosedWindow&) const { return "closed_window"; }
        std::string_view operator()(const PlanPage&) const { return "plan"; }
        std::string_view operator()(const PlanHeaderPage&) const { return "plan_header"; }
        std::string_view operator()(const PlanDimensionPage&) const { return "plan_dimension"; }
        std::string_view operator()(const GoalPage&) const { return "goal"; }
        std::string_view operator()(const IndicatorPage&) const { return "pick_indicator"; }
        std::string_view operator()(const NodePage&) const { return "pick_node"; }
        std::string_view operator()(const DayPage&) const { return "pick_day"; }
        std::string_view operator()(const PlanReviewPage&) const { return "plan_review"; }
        std::string_view operator()(const CheckpointPage&) const { return "checkpoint"; }
        std::string_view operator()(const CheckGoalPage&) const { return "check_goal"; }
        std::string_view operator()(const CheckWarningsPage&) const { return "check_warnings"; }
        std::string_view operator()(const CheckReviewPage&) const { return "check_review"; }
        std::string_view operator()(const WarningsPage&) const { return "warnings"; }
        std::string_view operator()(const WarningPage&) const { return "warning"; }
        std::string_view operator()(const ComputedPage&) const { return "computed"; }
        std::string_view operator()(const ObjectPage&) const { return "object"; }
        std::string_view operator()(const FeedbackPage&) const { return "feedback"; }
        std::string_view operator()(const ThreadPage&) const { return "thread"; }
        std::string_view operator()(const NewFeedbackPage&) const { return "new_feedback"; }
        std::string_view operator()(const RecordsPage&) const { return "records"; }
        std::string_view operator()(const ChangePinPage&) const { return "change_pin"; }
    };
    return std::visit(Name{}, stage);
}

}  // namespace xz::ui::flow
