#include "terminal/app/cli/interface.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace xz::app {

namespace flow = ui::flow;

Interface::Interface(EventQueue& events, const Clock& clock, Hands hands, flow::Preferences preferences, flow::Machine::Voice voice, float dots_per_mm)
    : events_{events}, clock_{clock}, hands_{std::move(hands)}, dots_per_mm_{dots_per_mm} {
    state_.machine.voice = voice;
    state_.usual = preferences;
    state_.preferences = preferences;
    state_.now = clock.steady();
    state_.wall = clock.now();
    state_.last_touch = state_.now;
}

void Interface::apply(const flow::Event& event) {
    const bool wiped = std::holds_alternative<flow::SessionWiped>(event);
    flow::Step step = flow::update(std::move(state_), event);
    state_ = std::move(step.state);
    if (!step.effects.empty()) {
        hands_.run(std::move(step.effects));
    }
    if (std::holds_alternative<flow::Attract>(state_.stage)) {
        draft_ = {};  // what the last one chose, also when nobody logged in, is not the next one's default
    }
    if (wiped) {
        hands_.renew();
    }
}

void Interface::frame(ui::Ui& ui) {
    apply(flow::Tick{clock_.steady(), clock_.now()});
    const ui::Interaction& fingers = ui.interaction();
    if (fingers.input().down || fingers.went_up() || !fingers.input().typed.empty() || !fingers.input().keys.empty()) {
        apply(flow::Touched{});
    }
    for (const flow::Event& event : events_.drain()) {
        apply(event);
    }
    hands_.dress(ui::screens::theme_of(state_, dots_per_mm_));

    if (auto wish = ui::screens::draw(ui, state_, draft_)) {
        apply(std::move(*wish));
        ui.wants_frame_in(std::chrono::milliseconds{0});  // show what came of it
    }
    if (const auto wake = flow::next_wake(state_)) {
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*wake - clock_.steady());
        ui.wants_frame_in(std::max(wait, std::chrono::milliseconds{0}));
    }
}

}  // namespace xz::app
