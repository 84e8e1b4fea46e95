// Which PINs are too easy to guess to be set (DESIGN 4).
#pragma once

#include <cstddef>
#include <string_view>

namespace xz::ui::flow {

inline constexpr std::size_t pin_length = 6;

// Digits in a run up or down (123456), one to three digits repeated (111111, 121212, 123123), pairs (112233), mirrored runs (123321),
// a part of the student's own number, or a birthday-like popular one.
[[nodiscard]] bool is_weak_pin(std::string_view pin, std::string_view student_no);

}  // namespace xz::ui::flow
