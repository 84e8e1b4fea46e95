// How long somebody may stand before the terminal: idleness, the longest stay, a lock; and what a passer-by sees. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

#include <chrono>
#include <optional>

namespace xz::ui::flow {

// Before a stay ends whatever the student does, it is said.
inline constexpr std::chrono::seconds told_before_end{120};

enum class EndReason : std::uint8_t { LongestStay, Locked };
struct EndOfStay {
    Steady at;
    EndReason why;
};
// Of a signed-in student's stay; nothing for anybody else.
[[nodiscard]] std::optional<EndOfStay> end_of_stay(const State& state);
// Whether that is said now: once, until it was read, and again when only the countdown is left.
[[nodiscard]] bool tells_end(const State& state);
// Whether only the countdown is left: nobody can stay.
[[nodiscard]] bool is_ending(const State& state);

// What a passer-by sees.
[[nodiscard]] Stage resting(const Machine& machine);
[[nodiscard]] bool is_resting(const Stage& stage);

// Saves what is not on disk yet, forgets the student, and rests.
[[nodiscard]] Effects leave(State& state);
// After the moment has moved on.
[[nodiscard]] Effects pass_time(State& state);

}  // namespace xz::ui::flow
