#include "terminal/ui/flow/entry.hpp"

#include "terminal/ui/flow/opening.hpp"
#include "terminal/ui/flow/pin_change.hpp"
#include "terminal/ui/flow/staff.hpp"

#include "terminal/core/protocol/pin.hpp"

#include <type_traits>
#include <utility>

namespace xz::ui::flow {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

template <typename Of, typename What>
using LikeConst = std::conditional_t<std::is_const_v<Of>, const What, What>;

// The field being filled, of a stage or of a constant one: a number, a PIN or a code. At most one of the three is there.
template <typename Of>
struct Field {
    LikeConst<Of, std::string>* number = nullptr;
    LikeConst<Of, SecretText>* pin = nullptr;
    LikeConst<Of, SecretText>* code = nullptr;
    std::size_t pin_from = pin_length, pin_to = pin_length;  // digits
};

template <typename Of, typename What>
concept Some = std::is_same_v<std::remove_const_t<Of>, What>;

template <Some<Login> Of>
Field<Of> field_of(Of& login) {
    if (login.step == Login::Step::StudentNo) return {.number = &login.student_no};
    if (login.step == Login::Step::Pin) return {.pin = &login.pin};
    return {};
}

template <Some<Activation> Of>
Field<Of> field_of(Of& activation) {
    switch (activation.step) {
        case Activation::Step::StudentNo: return {.number = &activation.student_no};
        case Activation::Step::Code: return {.code = &activation.code};
        case Activation::Step::Pin: return {.pin = &activation.pin};
        case Activation::Step::PinAgain: return {.pin = &activation.pin_again};
        case Activation::Step::Asking: break;
    }
    return {};
}

template <Some<OfflineConfirm> Of>
Field<Of> field_of(Of& confirm) {
    if (confirm.step == OfflineConfirm::Step::StudentNo) return {.number = &confirm.student_no};
    if (confirm.step == OfflineConfirm::Step::Pin) return {.pin = &confirm.pin};
    return {};
}

template <Some<MaintenancePin> Of>
Field<Of> field_of(Of& stage) {
    if (stage.step != MaintenancePin::Step::Entry) return {};
    return {.pin = &stage.pin, .pin_from = shortest_staff_pin, .pin_to = longest_staff_pin};
}

template <Some<ChangePinPage> Of>
Field<Of> field_of(Of& page) {
    return {.pin = pin_of(page)};
}

template <Some<Stage> Of>
LikeConst<Of, ChangePinPage>* pin_page(Of& stage) {
    auto* signed_in = std::get_if<SignedIn>(&stage);
    return signed_in == nullptr ? nullptr : std::get_if<ChangePinPage>(&signed_in->page);
}

// Calls `action` with the field of the stage, if it has one.
template <Some<Stage> Of, typename Action>
void with_field(Of& stage, Action&& action) {
    const auto visit = [&](auto& entry) {
        const auto field = field_of(entry);
        if (field.number == nullptr && field.pin == nullptr && field.code == nullptr) return;
        action(field);
    };
    if (auto* login = std::get_if<Login>(&stage)) visit(*login);
    if (auto* activation = std::get_if<Activation>(&stage)) visit(*activation);
    if (auto* confirm = std::get_if<OfflineConfirm>(&stage)) visit(*confirm);
    if (auto* staff = std::get_if<MaintenancePin>(&stage)) visit(*staff);
    if (auto* page = pin_page(stage)) visit(*page);
}

Ticket next_ticket(State& state) { return ++state.last_ticket; }
constexpr Ticket nobody_asked = 0;

Effects confirm(State& state, Login& login) {
    if (login.step == Login::Step::StudentNo) {
        login.step = Login::Step::Pin;
        return {};
    }
    login.step = Login::Step::Asking;
    login.refusal.reset();
    login.asking = next_ticket(state);
    return {StartLogin{login.asking, login.student_no, login.pin, login.card}};
}

Effects confirm(State& state, Activation& activation) {
    activation.refusal.reset();
    switch (activation.step) {
        case Activation::Step::StudentNo: activation.step = Activation::Step::Code; break;
        case Activation::Step::Code: activation.step = Activation::Step::Pin; break;
        case Activation::Step::Pin:
            if (protocol::check_new_pin(activation.pin.reveal(), activation.student_no)) {
                activation.pin.clear();
                activation.refusal = {Refused::WeakPin, state.now};
            } else
                activation.step = Activation::Step::PinAgain;
            break;
        case Activation::Step::PinAgain:
            if (activation.pin != activation.pin_again) {
                activation.pin.clear();
                activation.pin_again.clear();
                activation.step = Activation::Step::Pin;
                activation.refusal = {Refused::PinsDiffer, state.now};
                break;
            }
            activation.step = Activation::Step::Asking;
            activation.asking = next_ticket(state);
            return {SetPin{activation.asking, activation.student_no, activation.code, activation.pin}};
        case Activation::Step::Asking: break;
    }
    return {};
}

Effects confirm(State& state, OfflineConfirm& second) {
    second.refusal.reset();
    switch (second.step) {
        case OfflineConfirm::Step::Explain: second.step = OfflineConfirm::Step::StudentNo; break;
        case OfflineConfirm::Step::StudentNo: second.step = OfflineConfirm::Step::Pin; break;
        case OfflineConfirm::Step::Pin:
            if (second.student_no != second.first_no || second.pin != second.first_pin) {
                second.student_no.clear();
                second.pin.clear();
                second.step = OfflineConfirm::Step::StudentNo;
                second.refusal = {Refused::EntriesDiffer, state.now};
                break;
            }
            second.step = OfflineConfirm::Step::Asking;
            second.asking = next_ticket(state);
            return {StartOffline{second.asking, second.first_no, second.first_pin}};
        case OfflineConfirm::Step::Asking: break;
    }
    return {};
}

// The consents that hold: the ones just given, or the ones known before.
Consents newest(const Consents& given, const Consents& known) { return given.empty() ? known : given; }

}  // namespace

const std::optional<Refusal>* refusal_of(const Stage& stage) {
    if (const auto* login = std::get_if<Login>(&stage)) return &login->refusal;
    if (const auto* activation = std::get_if<Activation>(&stage)) return &activation->refusal;
    if (const auto* confirm = std::get_if<OfflineConfirm>(&stage)) return &confirm->refusal;
    if (const auto* staff = std::get_if<MaintenancePin>(&stage)) return &staff->refusal;
    if (const auto* page = pin_page(stage)) return &page->refusal;
    return nullptr;
}

void type(Stage& stage, char character) {
    with_field(stage, [&](const auto& field) {
        const char c = capital(character);
        if (field.number != nullptr && (is_digit(c) || is_letter(c)) && field.number->size() < longest_student_no) field.number->push_back(c);
        if (field.pin != nullptr && is_digit(c) && field.pin->size() < field.pin_to) field.pin->push(c);
        if (field.code != nullptr && is_digit(c) && field.code->size() < activation_code_length) field.code->push(c);
    });
}

void erase(Stage& stage) {
    with_field(stage, [](const auto& field) {
        if (field.number != nullptr && !field.number->empty()) field.number->pop_back();
        if (field.pin != nullptr) field.pin->pop();
        if (field.code != nullptr) field.code->pop();
    });
}

void clear_entry(Stage& stage) {
    with_field(stage, [](const auto& field) {
        if (field.number != nullptr) field.number->clear();
        if (field.pin != nullptr) field.pin->clear();
        if (field.code != nullptr) field.code->clear();
    });
}

bool can_confirm(const State& state) {
    const auto* refusal = refusal_of(state.stage);
    if (refusal == nullptr) return false;
    const bool waits = *refusal && (*refusal)->until > state.now;
    bool complete = false;
    with_field(state.stage, [&](const auto& field) {
        complete = (field.number != nullptr && !field.number->empty()) || (field.pin != nullptr && field.pin->size() >= field.pin_from) ||
                   (field.code != nullptr && field.code->size() == activation_code_length);
    });
    if (const auto* second = std::get_if<OfflineConfirm>(&state.stage)) complete = complete || second->step == OfflineConfirm::Step::Explain;
    return complete && !waits;
}

Effects confirm(State& state) {
    if (!can_confirm(state)) return {};
    if (auto* login = std::get_if<Login>(&state.stage)) return confirm(state, *login);
    if (auto* activation = std::get_if<Activation>(&state.stage)) return confirm(state, *activation);
    if (auto* second = std::get_if<OfflineConfirm>(&state.stage)) return confirm(state, *second);
    if (auto* staff = std::get_if<MaintenancePin>(&state.stage)) return confirm(state, *staff);
    if (auto* page = pin_page(state.stage)) return confirm(state, std::get<SignedIn>(state.stage).session, *page);
    return {};
}

Stepped step_back(State& state) {
    if (std::holds_alternative<ReadNotice>(state.stage) || std::holds_alternative<MaintenancePin>(state.stage)) return Stepped::Out;
    if (auto* login = std::get_if<Login>(&state.stage)) {
        if (login->step == Login::Step::StudentNo) return Stepped::Out;
        const bool asks = login->step == Login::Step::Asking;
        login->step = asks ? Login::Step::Pin : Login::Step::StudentNo;
        login->asking = nobody_asked;
        login->pin.clear();
        if (!asks) login->card.clear();
        return asks ? Stepped::Unasked : Stepped::Yes;
    }
    if (auto* activation = std::get_if<Activation>(&state.stage)) {
        switch (activation->step) {
            case Activation::Step::StudentNo: begin_login(state, std::move(activation->consents)); break;
            case Activation::Step::Code: activation->step = Activation::Step::StudentNo; break;
            case Activation::Step::Pin: activation->step = Activation::Step::Code; break;
            case Activation::Step::PinAgain:
                activation->step = Activation::Step::Pin;
                activation->pin.clear();
                activation->pin_again.clear();
                break;
            case Activation::Step::Asking: break;
        }
        return Stepped::Yes;
    }
    if (auto* second = std::get_if<OfflineConfirm>(&state.stage)) {
        const bool asks = second->step == OfflineConfirm::Step::Asking;
        Login login{.student_no = second->first_no, .consents = std::move(second->consents)};
        login.step = Login::Step::Pin;
        state.stage = std::move(login);
        return asks ? Stepped::Unasked : Stepped::Yes;
    }
    return Stepped::No;
}

void begin_login(State& state, Consents consents) {
    Login login;
    login.consents = std::move(consents);
    state.stage = std::move(login);
}

void begin_activation(State& state) {
    const auto* login = std::get_if<Login>(&state.stage);
    if (login == nullptr || login->step == Login::Step::Asking) return;
    Activation activation{.student_no = login->student_no, .consents = login->consents};
    state.stage = std::move(activation);
}

void read_card(State& state, std::string number) {
    if (std::holds_alternative<Attract>(state.stage) || std::holds_alternative<ReadNotice>(state.stage)) begin_login(state, {});
    auto* login = std::get_if<Login>(&state.stage);
    if (login == nullptr || login->step == Login::Step::Asking) return;
    login->card = std::move(number);
    login->student_no.clear();
    login->pin.clear();
    login->refusal.reset();
    login->step = Login::Step::Pin;
}

Effects begin_new_draft(State& state) {
    if (auto* second = std::get_if<OfflineConfirm>(&state.stage); second != nullptr && second->step == OfflineConfirm::Step::Explain)
        second->step = OfflineConfirm::Step::StudentNo;
    return {};
}

Effects answered(State& state, const LoginSucceeded& answer) {
    std::string student_no;
    Consents given;
    if (auto* login = std::get_if<Login>(&state.stage); login != nullptr && login->asking == answer.ticket && login->step == Login::Step::Asking) {
        student_no = login->card.empty() || answer.context == nullptr ? login->student_no : answer.context->student_no;
        given = login->consents;
    } else if (auto* second = std::get_if<OfflineConfirm>(&state.stage); second != nullptr && second->asking == answer.ticket) {
        student_no = second->first_no;
        given = second->consents;
    } else {
        // Whoever asked has left: the runner must not go on holding that student's keys.
        return {WipeSession{next_ticket(state)}};
    }
    SignedIn signed_in{.session = {.mode = answer.mode,
                                   .student_no = std::move(student_no),
                                   .published = state.machine.published,
                                   .consents = newest(given, answer.consents)},
                       .page = Opening{},
                       .since = state.now};
    take_context(signed_in.session, answer.context, state.wall);
    Effects effects;
    if (!given.empty()) effects.push_back(RecordNotice{next_ticket(state), given});
    for (auto& effect : open_drafts(state, signed_in)) effects.push_back(std::move(effect));
    state.stage = std::move(signed_in);
    return effects;
}

Effects answered(State& state, const LoginRefused& answer) {
    if (auto* login = std::get_if<Login>(&state.stage); login != nullptr && login->asking == answer.ticket) {
        login->pin.clear();
        login->step = Login::Step::Pin;
        login->refusal = {Refused::WrongLogin, state.now + answer.wait};
    } else if (auto* second = std::get_if<OfflineConfirm>(&state.stage); second != nullptr && second->asking == answer.ticket) {
        Login again{.student_no = second->first_no, .consents = second->consents};
        again.step = Login::Step::Pin;
        again.refusal = {Refused::WrongLogin, state.now + answer.wait};
        state.stage = std::move(again);
    }
    return {};
}

Effects answered(State& state, const PlatformUnreachable& answer) {
    if (auto* login = std::get_if<Login>(&state.stage); login != nullptr && login->asking == answer.ticket) {
        if (!login->card.empty()) {
            Login again{.consents = std::move(login->consents)};
            again.refusal = {Refused::CardNeedsPlatform, state.now};
            state.stage = std::move(again);
            return {};
        }
        OfflineConfirm second{.first_no = login->student_no, .first_pin = login->pin, .drafts = answer.drafts, .consents = login->consents};
        state.stage = std::move(second);
    } else if (auto* activation = std::get_if<Activation>(&state.stage); activation != nullptr && activation->asking == answer.ticket) {
        activation->step = Activation::Step::PinAgain;
        activation->refusal = {Refused::NeedsPlatform, state.now};
    } else if (auto* asked = std::get_if<OfflineConfirm>(&state.stage); asked != nullptr && asked->asking == answer.ticket) {
        asked->student_no.clear();
        asked->pin.clear();
        asked->step = OfflineConfirm::Step::Explain;
    }
    return {};
}

Effects answered(State& state, const PinSet& answer) {
    auto* activation = std::get_if<Activation>(&state.stage);
    if (activation == nullptr || activation->asking != answer.ticket) return {};
    Login login{.student_no = activation->student_no, .pin = activation->pin, .consents = activation->consents};
    login.step = Login::Step::Asking;
    login.asking = next_ticket(state);
    Effects effects{StartLogin{login.asking, login.student_no, login.pin}};
    state.stage = std::move(login);
    return effects;
}

Effects answered(State& state, const PinRefused& answer) {
    auto* activation = std::get_if<Activation>(&state.stage);
    if (activation == nullptr || activation->asking != answer.ticket) return {};
    activation->code.clear();
    activation->pin.clear();
    activation->pin_again.clear();
    activation->step = Activation::Step::Code;
    activation->refusal = {Refused::WrongActivation, state.now + answer.wait};
    return {};
}

}  // namespace xz::ui::flow
