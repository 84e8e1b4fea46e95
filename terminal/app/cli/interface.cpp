#include "terminal/app/cli/interface.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace xz::app {

namespace flow = ui::flow;

Interface::Interface(EventQueue& events, const Clock& clock, Hands hands, flow::Preferences preferences, flow::Machine::Voice voice)
    : events_{events}, clock_{clock}, hands_{std::move(hands)} {
    here_->state.machine.voice = voice;
    here_->state.usual = preferences;
    here_->state.preferences = preferences;
    here_->state.now = clock.steady();
    here_->state.wall = clock.now();
    here_->state.last_touch = here_->state.now;
}

void Interface::apply(const flow::Event& event) {
    const bool wiped = std::holds_alternative<flow::SessionWiped>(event);
    flow::Step step = flow::update(std::move(here_->state), event);
    here_->state = std::move(step.state);
    if (!step.effects.empty()) {
        hands_.run(std::move(step.effects));
    }
    if (std::holds_alternative<flow::Attract>(here_->state.stage)) {
        here_->draft = {};  // what the last one chose, also when nobody logged in, is not the next one's default
    }
    if (wiped) {
        auto fresh = std::make_unique<Here>();
        fresh->state = std::move(here_->state);
        here_ = std::move(fresh);
        hands_.renew();
    }
}

void Interface::frame(ui::Ui& ui) {
    apply(flow::Tick{clock_.steady(), clock_.now()});
    const ui::Interaction& fingers = ui.interaction();
    if (fingers.input().down || fingers.went_up() || !fingers.input().keys.empty() || !fingers.input().card.empty()) {
        apply(flow::Touched{});
    }
    if (!fingers.input().card.empty()) {
        apply(flow::CardRead{fingers.input().card});
    }
    for (const flow::Event& event : events_.drain()) {
        apply(event);
    }
    hands_.dress(ui::screens::theme_of(here_->state, ui.choice().dots_per_mm));

    const auto wanted = ui::screens::draw(ui, here_->state, here_->draft);
    for (const flow::Intent& wish : wanted) {
        apply(wish);
    }
    if (!wanted.empty()) {
        ui.wants_frame_in(std::chrono::milliseconds{0});  // show what came of it
    }
    if (const auto wake = flow::next_wake(here_->state)) {
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*wake - clock_.steady());
        ui.wants_frame_in(std::max(wait, std::chrono::milliseconds{0}));
    }
}

}  // namespace xz::app
