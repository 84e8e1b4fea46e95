// How IT gets into a terminal and what it does there. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

#include <cstddef>

namespace xz::ui::flow {

inline constexpr std::size_t shortest_staff_pin = 6, longest_staff_pin = 12;  // digits
inline constexpr int corner_touches = 5;                                      // of the hidden corner, within…
inline constexpr std::chrono::seconds corner_span{4};

[[nodiscard]] Effects confirm(State& state, MaintenancePin& stage);

[[nodiscard]] Effects staff_wants(State& state, const StaffWish& wish);
[[nodiscard]] Effects staff_answered(State& state, const StaffAnswer& answer);
// On a tick: what is shown is asked for again.
[[nodiscard]] Effects look_again(State& state);
[[nodiscard]] std::optional<Steady> next_look(const State& state);

// The staff's PIN is being entered, or the panel is open.
[[nodiscard]] bool at_the_panel(const Stage& stage);
// From a page to the overview. False: there is no page to leave.
[[nodiscard]] bool step_back_in_panel(State& state);

}  // namespace xz::ui::flow
