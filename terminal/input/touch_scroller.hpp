// Where a list stands under a finger: dragged, thrown, pulled past its end and let back.
#pragma once

#include <chrono>

namespace xz::input {

class TouchScroller {
public:
    // Content and view heights in pixels; the offset stays within them (or is pulled back by `step`).
    void set_extent(float content, float view);
    void grab(float y, std::chrono::milliseconds now);
    void drag(float y, std::chrono::milliseconds now);
    void release(std::chrono::milliseconds now);
    void step(std::chrono::milliseconds now);   // once a frame
    void glide_to(float offset);                // moves there within a few frames
    void nudge(float pixels);                   // a wheel's notch
    [[nodiscard]] float offset() const { return offset_; }      // of the view's top in the content; < 0 is overscroll
    [[nodiscard]] bool is_moving() const;
    [[nodiscard]] bool is_grabbed() const { return grabbed_; }

private:
    [[nodiscard]] float furthest() const;
    float content_ = 0, view_ = 0, offset_ = 0;
    float velocity_ = 0;  // pixels a second
    float grab_y_ = 0, grab_offset_ = 0;
    float last_y_ = 0;
    std::chrono::milliseconds last_time_{0};
    bool grabbed_ = false;
    bool gliding_ = false;
    float glide_target_ = 0;
};

}  // namespace xz::input
