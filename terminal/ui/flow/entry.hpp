// How a student gets in: notice, login, first login with an activation code, and the offline confirmation. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

namespace xz::ui::flow {

inline constexpr std::size_t pin_length = 6;
inline constexpr std::size_t longest_student_no = 20;     // XH C20
inline constexpr std::size_t activation_code_length = 10;  // digits, protocol/pin.hpp

// The same stage with the key's effect on the field being filled.
void type(Stage& stage, char character);
void erase(Stage& stage);
void clear_entry(Stage& stage);

// When the next try may be made at the page that is shown; nothing: nothing was refused there.
[[nodiscard]] const std::optional<Refusal>* refusal_of(const Stage& stage);

// Is the field being filled complete, and may it be sent now?
[[nodiscard]] bool can_confirm(const State& state);
// The field is complete: the next one, or the effect that asks.
[[nodiscard]] Effects confirm(State& state);

// One step back. Out: from the first step, to where nobody is. Unasked: from an answer that is awaited and is not to come any more.
// No: the stage is none of these.
enum class Stepped : std::uint8_t { No, Yes, Unasked, Out };
[[nodiscard]] Stepped step_back(State& state);

void begin_login(State& state, Consents consents);
void begin_activation(State& state);
[[nodiscard]] Effects begin_new_draft(State& state);
// A card stands for the number; what was typed before it is gone.
void read_card(State& state, std::string number);

[[nodiscard]] Effects answered(State& state, const LoginSucceeded& answer);
[[nodiscard]] Effects answered(State& state, const LoginRefused& answer);
[[nodiscard]] Effects answered(State& state, const PlatformUnreachable& answer);
[[nodiscard]] Effects answered(State& state, const PinSet& answer);
[[nodiscard]] Effects answered(State& state, const PinRefused& answer);

}  // namespace xz::ui::flow
