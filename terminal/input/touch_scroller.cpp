#include "terminal/input/touch_scroller.hpp"

#include <algorithm>
#include <cmath>

namespace xz::input {

namespace {

constexpr float Friction = 2.6F;          // 1/s: a throw at 1000 px/s runs about 380 px
constexpr float Spring = 14.0F;           // 1/s: how fast an overscroll goes back
constexpr float Glide = 16.0F;            // 1/s
constexpr float SlowEnough = 14.0F;       // px/s
constexpr float MostVelocity = 9000.0F;   // px/s
constexpr float PullResistance = 0.35F;   // of the finger's way past an end
constexpr auto Stale = std::chrono::milliseconds{90};  // a finger that rests before it lifts throws nothing

float seconds(std::chrono::milliseconds span) { return static_cast<float>(span.count()) / 1000.0F; }

}  // namespace

float TouchScroller::furthest() const { return std::max(0.0F, content_ - view_); }

void TouchScroller::set_extent(float content, float view) {
    content_ = content;
    view_ = view;
    if (!grabbed_ && velocity_ == 0 && !gliding_ && offset_ > furthest()) {
        offset_ = furthest();
    }
}

void TouchScroller::grab(float y, std::chrono::milliseconds now) {
    grabbed_ = true;
    gliding_ = false;
    velocity_ = 0;
    grab_y_ = last_y_ = y;
    grab_offset_ = offset_;
    last_time_ = now;
}

void TouchScroller::drag(float y, std::chrono::milliseconds now) {
    const float wanted = grab_offset_ + grab_y_ - y;
    if (wanted < 0) {
        offset_ = wanted * PullResistance;
    } else if (wanted > furthest()) {
        offset_ = furthest() + (wanted - furthest()) * PullResistance;
    } else {
        offset_ = wanted;
    }
    const float span = seconds(now - last_time_);
    if (span > 0) {
        // Half old, half new: one jittery sample neither stops nor doubles a throw.
        velocity_ = std::clamp(0.5F * velocity_ + 0.5F * (last_y_ - y) / span, -MostVelocity, MostVelocity);
        last_time_ = now;
        last_y_ = y;
    }
}

void TouchScroller::release(std::chrono::milliseconds now) {
    grabbed_ = false;
    if (now - last_time_ > Stale || offset_ < 0 || offset_ > furthest()) {
        velocity_ = 0;
    }
    last_time_ = now;
}

void TouchScroller::step(std::chrono::milliseconds now) {
    if (grabbed_) {
        return;
    }
    const float span = std::min(0.05F, seconds(now - last_time_));
    last_time_ = now;
    if (gliding_) {
        const float target = std::clamp(glide_target_, 0.0F, furthest());
        offset_ += (target - offset_) * (1 - std::exp(-Glide * span));
        if (std::abs(target - offset_) < 0.5F) {
            offset_ = target;
            gliding_ = false;
        }
        return;
    }
    if (velocity_ != 0) {
        offset_ += velocity_ * span;
        velocity_ *= std::exp(-Friction * span);
        if (std::abs(velocity_) < SlowEnough) {
            velocity_ = 0;
        }
    }
    const float inside = std::clamp(offset_, 0.0F, furthest());
    if (offset_ != inside) {
        velocity_ *= std::exp(-Spring * span);
        if (std::abs(velocity_) < SlowEnough) {
            velocity_ = 0;
        }
        offset_ += (inside - offset_) * (1 - std::exp(-Spring * span));
        if (std::abs(inside - offset_) < 0.5F && velocity_ == 0) {
            offset_ = inside;
        }
    }
}

void TouchScroller::glide_to(float offset) {
    velocity_ = 0;
    glide_target_ = offset;
    // Whoever is there already does not move: a finger then taps, and stops nothing.
    gliding_ = std::abs(std::clamp(offset, 0.0F, furthest()) - offset_) >= 0.5F;
}

void TouchScroller::nudge(float pixels) { glide_to(std::clamp((gliding_ ? glide_target_ : offset_) + pixels, 0.0F, furthest())); }

bool TouchScroller::is_moving() const { return !grabbed_ && (velocity_ != 0 || gliding_ || offset_ < 0 || offset_ > furthest()); }

}  // namespace xz::input
