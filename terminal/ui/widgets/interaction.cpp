#include "terminal/ui/widgets/interaction.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui {

namespace {

constexpr auto DoubleTap = std::chrono::milliseconds{300};
constexpr auto NewPage = std::chrono::milliseconds{500};  // a slow double tap still is over before the page it turned to takes one there
constexpr auto SlowestTurn = std::chrono::milliseconds{1500};  // a page that comes later was not turned to by that tap
constexpr auto RepeatAfter = std::chrono::milliseconds{420};
constexpr auto RepeatEvery = std::chrono::milliseconds{55};

float distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

void Interaction::begin(const FrameInput& input, float slop_px, float guard_px) {
    slop_ = slop_px;
    guard_ = guard_px;
    input_ = input;
    tapped_.clear();
    by_key_ = false;
    went_down_ = input.down && !was_down_;
    went_up_ = !input.down && was_down_ && input.end == TouchEnd::Lifted;
    was_down_ = input.down;
    if (!input.down && input.end == TouchEnd::Lost) {
        pressed_.clear();
        captor_.clear();
    }

    if (went_down_) {
        press_point_ = input.pointer;
        past_slop_ = false;
        captor_.clear();
        pressed_.clear();
        press_layer_ = Layer::Screen;
        for (const Target& target : shown_) {
            if (target.layer > press_layer_ && target.rect.holds(press_point_)) {
                press_layer_ = target.layer;
            }
        }
        // The second half of a double tap belongs to what the first one tapped, also where another page lies there by now.
        const bool echo = last_tap_ && input.now - *last_tap_ < DoubleTap && distance(press_point_, last_tap_point_) < guard_;
        if (const Target* target = topmost(press_point_); target != nullptr && target->enabled && !target->cover && !echo) {
            pressed_ = target->id;
            pressed_repeat_ = target->repeat;
            next_repeat_ = input.now + RepeatAfter;
            has_repeated_ = false;
        }
    }
    if ((input.down || went_up_) && distance(input.pointer, press_point_) > slop_) {
        past_slop_ = true;
        if (pressed_repeat_ == Repeat::Guarded) {
            pressed_.clear();  // whatever it is wiped over, it is not tapped
        }
    }
    if (input.down && !pressed_.empty() && pressed_repeat_ == Repeat::Held && input.now >= next_repeat_ && !past_slop_) {
        tapped_ = pressed_;
        has_repeated_ = true;
        next_repeat_ = input.now + RepeatEvery;
    }
    if (went_up_) {
        if (!pressed_.empty() && !has_repeated_ && captor_.empty()) {
            const Target* target = topmost(input.pointer);
            if (target != nullptr && target->id == pressed_) {
                tapped_ = pressed_;
                last_tap_.reset();
                if (pressed_repeat_ == Repeat::Guarded) {
                    last_tap_ = input.now;
                    last_tap_point_ = input.pointer;
                }
            }
        }
        pressed_.clear();
    }
}

void Interaction::add(std::string_view id, Layer layer, const Rect& visible, Repeat repeat, Enabled enabled) {
    coming_.push_back({std::string{id}, layer, visible, repeat, enabled == Enabled::Yes, false});
}

void Interaction::place(std::string_view id, const Rect& visible) {
    const auto found = std::find_if(coming_.rbegin(), coming_.rend(), [&](const Target& t) { return t.id == id; });
    if (found != coming_.rend()) {
        found->rect = visible;
    }
}

void Interaction::add_cover(Layer layer, const Rect& rect) { coming_.push_back({{}, layer, rect, Repeat::Guarded, false, true}); }

void Interaction::end() {
    shown_.swap(coming_);
    coming_.clear();
    if (went_up_) {
        captor_.clear();
    }
}

void Interaction::reset() {
    pressed_.clear();
    captor_.clear();
    tapped_.clear();
    shown_.clear();
    // However long the page took to come: its guard begins now, and is the longer one.
    if (last_tap_ && input_.now - *last_tap_ < SlowestTurn) {
        last_tap_ = input_.now + (NewPage - DoubleTap);
    }
}

void Interaction::tap_by_key(std::string_view id) {
    tapped_ = id;
    by_key_ = true;
}

void Interaction::cancel_press() { pressed_.clear(); }

void Interaction::capture(std::string_view id) { captor_ = id; }

const Interaction::Target* Interaction::topmost(Point at) const {
    const Target* best = nullptr;
    for (const Target& target : shown_) {
        if (target.rect.holds(at) && (best == nullptr || target.layer >= best->layer)) {
            best = &target;
        }
    }
    return best;
}

std::optional<std::chrono::milliseconds> Interaction::next_repeat_in() const {
    if (pressed_.empty() || pressed_repeat_ != Repeat::Held || !was_down_ || past_slop_) {
        return std::nullopt;
    }
    return std::max(std::chrono::milliseconds{1}, next_repeat_ - input_.now);
}

}  // namespace xz::ui
