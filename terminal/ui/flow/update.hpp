// The interface's logic: from a state and what happened to the next state and what is to be done. Pure: no clock, no window, no I/O.
#pragma once

#include "terminal/ui/flow/effect.hpp"
#include "terminal/ui/flow/event.hpp"
#include "terminal/ui/flow/state.hpp"

#include <optional>

namespace xz::ui::flow {

struct Step {
    State state;
    Effects effects;
};

[[nodiscard]] Step update(State state, const Event& event);

// When a Tick is due though nothing happens: countdowns, waits, the idle limit. Nothing: none ever, until the next event.
[[nodiscard]] std::optional<Steady> next_wake(const State& state);

}  // namespace xz::ui::flow
