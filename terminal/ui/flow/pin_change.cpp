#include "terminal/ui/flow/pin_change.hpp"

#include "terminal/core/protocol/pin_rules.hpp"

namespace xz::ui::flow {
namespace {

using PinStep = ChangePinPage::Step;

void choose_anew(ChangePinPage& page, Refused why, Steady now) {
    page.new_pin.clear();
    page.again.clear();
    page.step = PinStep::New;
    page.refusal = {why, now};
}

template <typename AnyPage>
auto pin_in(AnyPage& page) -> decltype(&page.again) {
    switch (page.step) {
        case PinStep::Old: return &page.old_pin;
        case PinStep::New: return &page.new_pin;
        case PinStep::Again: return &page.again;
        case PinStep::Asking:
        case PinStep::Done: break;
    }
    return nullptr;
}

bool answers(const ChangePinPage& page, Ticket ticket) { return page.step == PinStep::Asking && page.asking == ticket; }

}  // namespace

SecretText* pin_of(ChangePinPage& page) { return pin_in(page); }
const SecretText* pin_of(const ChangePinPage& page) { return pin_in(page); }

Effects confirm(State& state, const Session& session, ChangePinPage& page) {
    page.refusal.reset();
    switch (page.step) {
        case PinStep::Old: page.step = PinStep::New; break;
        case PinStep::New:
            if (protocol::check_new_pin(page.new_pin.reveal(), session.student_no))
                choose_anew(page, Refused::WeakPin, state.now);
            else if (page.new_pin == page.old_pin)
                choose_anew(page, Refused::SamePin, state.now);
            else
                page.step = PinStep::Again;
            break;
        case PinStep::Again:
            if (page.new_pin != page.again) {
                choose_anew(page, Refused::PinsDiffer, state.now);
                break;
            }
            page.step = PinStep::Asking;
            page.asking = ++state.last_ticket;
            return {ChangePin{page.asking, page.old_pin, page.new_pin}};
        case PinStep::Asking:
        case PinStep::Done: break;
    }
    return {};
}

void pin_changed(ChangePinPage& page, const PinSet& answer) {
    if (!answers(page, answer.ticket)) return;
    page = ChangePinPage{};
    page.step = PinStep::Done;
}

void pin_refused(const State& state, ChangePinPage& page, const PinRefused& answer) {
    if (!answers(page, answer.ticket)) return;
    page = ChangePinPage{};
    page.refusal = {Refused::WrongOldPin, state.now + answer.wait};
}

void platform_away(const State& state, ChangePinPage& page, const PlatformUnreachable& answer) {
    if (!answers(page, answer.ticket)) return;
    page.step = PinStep::Again;
    page.refusal = {Refused::NeedsPlatform, state.now};
}

}  // namespace xz::ui::flow
