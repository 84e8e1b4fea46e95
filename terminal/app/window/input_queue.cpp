#include "terminal/app/window/input_queue.hpp"

#include <utility>

namespace xz::app {

void InputQueue::moved(ui::Point at) {
    if (!changes_.empty() && !changes_.back().down) {
        changes_.back().trail.push_back(changes_.back().at);
        changes_.back().at = at;
    } else {
        changes_.push_back({std::nullopt, at, {}});
    }
}

void InputQueue::pressed(ui::Point at) {
    if (!will_be_down_) {
        changes_.push_back({true, at, {}});
        will_be_down_ = true;
    }
}

void InputQueue::released(ui::Point at) {
    if (will_be_down_) {
        changes_.push_back({false, at, {}});
        will_be_down_ = false;
    }
}

void InputQueue::scrolled(float notches) { wheel_ += notches; }
void InputQueue::keyed(ui::Keystroke key) {
    // A keyboard's map can send halves of characters, and numbers that are none: no text may hold them.
    const auto* character = std::get_if<char32_t>(&key);
    if (character == nullptr || *character < 0xD800 || (*character > 0xDFFF && *character <= 0x10FFFF)) {
        keys_.push_back(key);
    }
}
void InputQueue::read(std::string card) { card_ = std::move(card); }

void InputQueue::left() {
    if (will_be_down_) {
        changes_.push_back({false, changes_.empty() ? at_ : changes_.back().at, {}, ui::TouchEnd::Lost});
        will_be_down_ = false;
    }
}

ui::FrameInput InputQueue::next(std::chrono::milliseconds now) {
    // Up to the first press or release: a move after it is the next frame's, so that it is judged where it happened.
    ui::FrameInput input;
    bool turned = false;
    while (!changes_.empty() && !turned) {
        Change change = std::move(changes_.front());
        changes_.pop_front();
        turned = change.down.has_value();
        input.trail.insert(input.trail.end(), change.trail.begin(), change.trail.end());
        if (!turned) {
            input.trail.push_back(change.at);
        }
        at_ = change.at;
        down_ = change.down.value_or(down_);
        input.end = change.end;
    }
    if (!turned && !input.trail.empty()) {
        input.trail.pop_back();  // the end is where the pointer is
    }
    input.now = now;
    input.pointer = at_;
    input.down = down_;
    input.wheel = std::exchange(wheel_, 0.0F);
    input.keys = std::exchange(keys_, {});
    input.card = std::exchange(card_, {});
    return input;
}

}  // namespace xz::app
