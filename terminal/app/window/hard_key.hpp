// What a key of a hardware keyboard does, by GLFW's number of it.
#pragma once

#include "terminal/input/keystroke.hpp"

#include <optional>

namespace xz::app {

// `mods` are GLFW's modifier bits. Nothing: the key writes a character, or does nothing here.
[[nodiscard]] std::optional<input::HardKey> hard_key(int key, int mods);

}  // namespace xz::app
