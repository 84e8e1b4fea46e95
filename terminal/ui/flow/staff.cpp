#include "terminal/ui/flow/staff.hpp"

#include "terminal/ui/flow/stay.hpp"

#include <algorithm>

namespace xz::ui::flow {
namespace {

using namespace std::chrono_literals;

constexpr auto between_looks = 5s;

Effects look(State& state, Maintenance& panel) {
    panel.looking = ++state.last_ticket;
    return {StaffTask{LookAtMachine{panel.looking}}};
}

Effects wanted(State& state, const TouchCorner&) {
    if (!is_resting(state.stage)) return {};
    auto& touches = state.corner;
    std::erase_if(touches, [&](Steady at) { return state.now - at > corner_span; });
    touches.push_back(state.now);
    if (touches.size() < corner_touches) return {};
    touches.clear();
    state.last_touch = state.now;
    state.stage = MaintenancePin{};
    return {};
}

// All others are the panel's.
Effects wanted(State& state, Maintenance& panel, const OpenStaffPage& open) {
    panel.page = open.page;
    return look(state, panel);
}
Effects wanted(State& state, Maintenance& panel, const SyncEverything&) {
    auto effects = look(state, panel);
    effects.insert(effects.begin(), StaffTask{SyncAll{}});
    return effects;
}
Effects wanted(State& state, Maintenance& panel, const CheckWholeStore&) {
    if (panel.check && panel.check->done < panel.check->all) return {};
    panel.check = StoreCheckStep{.ticket = ++state.last_ticket, .done = 0, .all = 1, .faults = {}};
    return {StaffTask{CheckStore{panel.check->ticket}}};
}
bool can_salvage(const Maintenance& panel) {
    const bool under_way = panel.salvage && panel.salvage->step != Salvaging::Step::Failed && panel.salvage->step != Salvaging::Step::Asked;
    return panel.facts != nullptr && panel.facts->wreck && !under_way;
}
Effects wanted(State&, Maintenance& panel, const AskSalvage&) {
    if (can_salvage(panel)) panel.salvage = Salvaging{};
    return {};
}
Effects wanted(State& state, Maintenance& panel, const SalvageNow&) {
    if (!can_salvage(panel) || !panel.salvage) return {};
    panel.salvage = Salvaging{.step = Salvaging::Step::Running, .outcome = {.ticket = ++state.last_ticket, .failure = {}, .aside = {}}};
    return {StaffTask{SalvageStore{panel.salvage->outcome.ticket}}};
}
Effects wanted(State& state, Maintenance& panel, const RetryRefused&) {
    panel.looking = ++state.last_ticket;
    return {StaffTask{PushRefused{panel.looking}}};
}
Effects wanted(State& state, Maintenance& panel, const ChooseVolume& choice) {
    panel.looking = ++state.last_ticket;
    return {StaffTask{SetVolume{panel.looking, std::clamp(choice.percent, 0, 100)}}};
}
Effects wanted(State&, Maintenance& panel, const AskProgramEnd& asked) {
    panel.asks = asked.end;
    return {};
}
Effects wanted(State&, Maintenance& panel, const KeepRunning&) {
    panel.asks.reset();
    if (panel.salvage && panel.salvage->step == Salvaging::Step::Asked) panel.salvage.reset();
    return {};
}
Effects wanted(State&, Maintenance& panel, const EndProgramNow&) {
    if (!panel.asks) return {};
    return {StaffTask{EndProgram{*panel.asks}}};
}
Effects wanted(State&, Maintenance&, const TouchCorner&) { return {}; }

Effects answered(State& state, const StaffPinChecked& answer) {
    auto* stage = std::get_if<MaintenancePin>(&state.stage);
    if (stage == nullptr || stage->step != MaintenancePin::Step::Asking || stage->asking != answer.ticket) return {};
    stage->pin.clear();
    switch (answer.verdict) {
        case StaffPinChecked::Verdict::NoneSet: stage->step = MaintenancePin::Step::NoneSet; return {};
        case StaffPinChecked::Verdict::Wrong:
            stage->step = MaintenancePin::Step::Entry;
            stage->refusal = {Refused::WrongStaffPin, state.now + answer.wait};
            return {};
        case StaffPinChecked::Verdict::Right: break;
    }
    Maintenance panel;
    auto effects = look(state, panel);
    state.stage = std::move(panel);
    return effects;
}

Effects answered(State& state, const MachineSeen& answer) {
    auto* panel = std::get_if<Maintenance>(&state.stage);
    if (panel == nullptr || panel->looking != answer.ticket) return {};
    panel->facts = answer.facts;
    panel->looking = 0;
    panel->seen_at = state.now;
    return {};
}

Effects answered(State& state, const StoreCheckStep& answer) {
    auto* panel = std::get_if<Maintenance>(&state.stage);
    if (panel == nullptr || !panel->check || panel->check->ticket != answer.ticket) return {};
    panel->check = answer;
    state.last_touch = state.now;  // nobody is sent away while a check runs
    return {};
}

Effects answered(State& state, const StoreSalvaged& answer) {
    auto* panel = std::get_if<Maintenance>(&state.stage);
    if (panel == nullptr || !panel->salvage || panel->salvage->outcome.ticket != answer.ticket) return {};
    panel->salvage = Salvaging{.step = answer.failure.empty() ? Salvaging::Step::Done : Salvaging::Step::Failed, .outcome = answer};
    state.last_touch = state.now;
    return look(state, *panel);
}

}  // namespace

Effects confirm(State& state, MaintenancePin& stage) {
    stage.refusal.reset();
    stage.step = MaintenancePin::Step::Asking;
    stage.asking = ++state.last_ticket;
    return {StaffTask{CheckStaffPin{stage.asking, stage.pin}}};
}

Effects staff_wants(State& state, const StaffWish& wish) {
    if (const auto* corner = std::get_if<TouchCorner>(&wish)) return wanted(state, *corner);
    auto* panel = std::get_if<Maintenance>(&state.stage);
    if (panel == nullptr) return {};
    return std::visit([&](const auto& one) { return wanted(state, *panel, one); }, wish);
}

Effects staff_answered(State& state, const StaffAnswer& answer) {
    return std::visit([&](const auto& one) { return answered(state, one); }, answer);
}

Effects look_again(State& state) {
    auto* panel = std::get_if<Maintenance>(&state.stage);
    if (panel == nullptr || panel->looking != 0 || state.now < panel->seen_at + between_looks) return {};
    return look(state, *panel);
}

std::optional<Steady> next_look(const State& state) {
    const auto* panel = std::get_if<Maintenance>(&state.stage);
    if (panel == nullptr || panel->looking != 0) return std::nullopt;
    return panel->seen_at + between_looks;
}

bool at_the_panel(const Stage& stage) { return std::holds_alternative<MaintenancePin>(stage) || std::holds_alternative<Maintenance>(stage); }

bool step_back_in_panel(State& state) {
    auto* panel = std::get_if<Maintenance>(&state.stage);
    if (panel == nullptr || panel->page == StaffPage::Overview) return false;
    panel->page = StaffPage::Overview;
    return true;
}

}  // namespace xz::ui::flow
