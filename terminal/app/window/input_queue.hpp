// Events of the window in their order, handed to frames so that no press is lost: a press and its release never share one.
#pragma once

#include "terminal/ui/widgets/interaction.hpp"

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace xz::app {

class InputQueue {
public:
    void moved(ui::Point at);
    void pressed(ui::Point at);
    void released(ui::Point at);
    void scrolled(float notches);
    void keyed(ui::Keystroke key);
    void read(std::string card);
    void left();  // the pointer device or the focus is gone: whatever was down is up

    // What the next frame sees; later presses wait for later frames.
    [[nodiscard]] ui::FrameInput next(std::chrono::milliseconds now);
    [[nodiscard]] bool has_more() const { return !changes_.empty(); }

private:
    struct Change {
        std::optional<bool> down;  // nothing: moves
        ui::Point at;              // where it ended
        std::vector<ui::Point> trail;  // of moves, without their end
        ui::TouchEnd end = ui::TouchEnd::Lifted;
    };
    std::deque<Change> changes_;
    std::vector<ui::Keystroke> keys_;
    std::string card_;
    float wheel_ = 0;
    ui::Point at_;
    bool down_ = false;       // as the last frame saw it
    bool will_be_down_ = false;
};

}  // namespace xz::app
