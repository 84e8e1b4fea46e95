#include "terminal/app/window/hard_key.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace xz::app {

std::optional<input::HardKey> hard_key(int key, int mods) {
    switch (key) {
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER:
            return input::HardKey::Enter;
        case GLFW_KEY_ESCAPE:
            return input::HardKey::Escape;
        case GLFW_KEY_BACKSPACE:
            return input::HardKey::Backspace;
        case GLFW_KEY_DELETE:
            return input::HardKey::Delete;
        case GLFW_KEY_LEFT:
            return input::HardKey::Left;
        case GLFW_KEY_RIGHT:
            return input::HardKey::Right;
        case GLFW_KEY_UP:
            return input::HardKey::Up;
        case GLFW_KEY_DOWN:
            return input::HardKey::Down;
        case GLFW_KEY_HOME:
            return input::HardKey::Home;
        case GLFW_KEY_END:
            return input::HardKey::End;
        case GLFW_KEY_PAGE_UP:
            return input::HardKey::PageUp;
        case GLFW_KEY_PAGE_DOWN:
            return input::HardKey::PageDown;
        case GLFW_KEY_SPACE:
            return (mods & GLFW_MOD_CONTROL) != 0 ? std::optional{input::HardKey::Language} : std::nullopt;
        case GLFW_KEY_TAB:
            return (mods & GLFW_MOD_SHIFT) != 0 ? input::HardKey::BackTab : input::HardKey::Tab;
        default:
            return std::nullopt;
    }
}

}  // namespace xz::app
