// What a Ui remembers of its widgets between two frames: where lists stand, where carets are, when things appeared.
#pragma once

#include "terminal/input/touch_scroller.hpp"
#include "terminal/ui/text/edit_buffer.hpp"
#include "terminal/ui/widgets/ui.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <string>

namespace xz::ui {

struct ScrollState {
    input::TouchScroller scroller;
    float content = 0;  // height when it was last drawn
};

struct FieldState {
    EditBuffer buffer{0};
    bool reveal = false;  // the caret moved: bring it into sight
};

struct Ease {
    float from = 0, to = 0;
    std::chrono::milliseconds start{0};
};

struct Ui::Memory {
    std::map<std::string, ScrollState, std::less<>> scrolls;
    std::map<std::string, FieldState, std::less<>> fields;
    std::map<std::string, Ease, std::less<>> eases;
    std::map<std::string, std::chrono::milliseconds, std::less<>> appeared;
};

}  // namespace xz::ui
