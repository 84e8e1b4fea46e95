// What comes from a hardware keyboard, or from a card reader that plays one.
#pragma once

#include <variant>

namespace xz::input {

// Keys that write nothing. Language is Ctrl+Space, or Shift pressed and released alone.
enum class HardKey { Enter, Escape, Backspace, Delete, Left, Right, Up, Down, Home, End, PageUp, PageDown, Tab, BackTab, Language };

// A character written or a key pressed; repeated while it is held.
using Keystroke = std::variant<char32_t, HardKey>;

}  // namespace xz::input
