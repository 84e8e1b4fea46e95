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
#include "terminal/ui/flow/staff.hpp"
#include "terminal/ui/flow/stay.hpp"

#include <algorithm>
#include <utility>

namespace xz::ui::flow {
namespace {

class Updater {
public:
    explicit Updater(State& state) : state_{state} {}

    Effects operator()(const Tick& tick) {
        state_.now = tick.steady;
        state_.wall = tick.wall;
        return pass_time(state_);
    }

    Effects operator()(const CardRead& card) {
        read_card(state_, card.number);
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
        state_.machine.lock = ready.lock;
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
        if (at_the_panel(state_.stage)) return {};  // who mends it is not sent away
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

    Effects operator()(const LockChanged& changed) {
        state_.machine.lock = changed.message;
        if (auto* signed_in = std::get_if<SignedIn>(&state_.stage)) {  // who is here may finish
            signed_in->locked_at = changed.message ? std::optional{state_.now} : std::nullopt;
            signed_in->heard_of_end = false;
            return {};
        }
        if (changed.message && !at_the_panel(state_.stage) && !is_resting(state_.stage)) return leave(state_);  // nobody is in yet
        rest();
        return {};
    }

    Effects operator()(const StaffAnswer& answer) { return staff_answered(state_, answer); }

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
        const auto stepped = step_back(state_);
        if (stepped == Stepped::Unasked) return {WipeSession{++state_.last_ticket}};
        if (stepped == Stepped::Yes || step_back_in_panel(state_)) return {};
        if (stepped == Stepped::Out || std::holds_alternative<Maintenance>(state_.stage)) return leave(state_);
        auto* signed_in = std::get_if<SignedIn>(&state_.stage);
        return signed_in == nullptr ? Effects{} : go_back(state_, *signed_in);
    }

    Effects wanted(const SignOut&) { return is_resting(state_.stage) ? Effects{} : leave(state_); }

    Effects wanted(const StayHere&) {
        state_.leaving_at.reset();
        state_.last_touch = state_.now;
        return {};
    }

    Effects wanted(const HeardOfEnd&) {
        if (auto* signed_in = std::get_if<SignedIn>(&state_.stage)) signed_in->heard_of_end = true;
        return {};
    }
    Effects wanted(const StaffWish& wish) { return staff_wants(state_, wish); }

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

}  // namespace

Step update(State state, const Event& event) {
    auto effects = std::visit(Updater{state}, event);
    return {std::move(state), std::move(effects)};
}

}  // namespace xz::ui::flow
