// Which widget a finger means: presses, taps, drags and their slop, free of any drawing.
#pragma once

#include "terminal/input/keystroke.hpp"
#include "terminal/ui/canvas/geometry.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::ui {

enum class Layer { Screen, Keyboard, Dialog };

// How a widget takes quick taps in a row.
enum class Repeat {
    Guarded,  // whatever is tapped on the same spot within a moment is a double tap's other half and is dropped
    Every,    // keys and steppers: each tap counts
    Held,     // as Every, and held down it fires again and again
};

enum class Enabled { No, Yes };

using input::HardKey;
using input::Keystroke;

// How a finger ended its touch.
enum class TouchEnd {
    Lifted,  // where the pointer is
    Lost,    // its device or the window's focus went away: it meant nothing by that
};

// What came in since the last frame. A press and its release never share a frame: the window holds the second back.
struct FrameInput {
    std::chrono::milliseconds now{0};  // steady
    Point pointer;
    bool down = false;
    TouchEnd end = TouchEnd::Lifted;  // of a finger that was down in the last frame and is no longer
    std::vector<Point> trail;  // where the finger went on its way to `pointer`, which is not among them
    float wheel = 0;  // notches, up is positive
    std::vector<Keystroke> keys;
    std::string card;  // the number of one that was read; empty: none
};

class Interaction {
public:
    void begin(const FrameInput& input, float slop_px, float guard_px);
    // Widgets of the frame now drawn, in drawing order; the next press is judged by them.
    void add(std::string_view id, Layer layer, const Rect& visible, Repeat repeat, Enabled enabled);
    void place(std::string_view id, const Rect& visible);  // of one already added in this frame
    void add_cover(Layer layer, const Rect& rect);  // nothing of a lower layer is touched through it
    void end();
    void reset();  // a new screen: the finger that is down belongs to nobody

    [[nodiscard]] bool is_pressed(std::string_view id) const { return !pressed_.empty() && pressed_ == id; }
    // Taps of this frame on `id`; more than one only by repeat.
    [[nodiscard]] bool is_tapped(std::string_view id) const { return !tapped_.empty() && tapped_ == id; }
    [[nodiscard]] const std::string& tapped() const { return tapped_; }
    [[nodiscard]] const std::string& pressed() const { return pressed_; }
    // Taps it in this frame without a finger: a key did. Nothing may be read off the pointer then.
    void tap_by_key(std::string_view id);
    [[nodiscard]] bool tapped_by_key() const { return by_key_; }
    // The finger that went down inside of a scroll area and moved past the slop: it drags, and taps nothing.
    void cancel_press();
    [[nodiscard]] const FrameInput& input() const { return input_; }
    [[nodiscard]] bool went_down() const { return went_down_; }
    [[nodiscard]] bool went_up() const { return went_up_; }  // lifted
    [[nodiscard]] Point press_point() const { return press_point_; }
    [[nodiscard]] Layer press_layer() const { return press_layer_; }
    [[nodiscard]] bool past_slop() const { return past_slop_; }
    // Someone holds the finger for dragging: a slider, a scroll area.
    [[nodiscard]] bool captures(std::string_view id) const { return !captor_.empty() && captor_ == id; }
    [[nodiscard]] bool is_captured() const { return !captor_.empty(); }
    void capture(std::string_view id);
    [[nodiscard]] std::optional<std::chrono::milliseconds> next_repeat_in() const;

private:
    struct Target {
        std::string id;
        Layer layer;
        Rect rect;
        Repeat repeat;
        bool enabled;
        bool cover;
    };
    [[nodiscard]] const Target* topmost(Point at) const;

    FrameInput input_;
    std::vector<Target> shown_;   // of the frame before
    std::vector<Target> coming_;  // of this frame
    std::string pressed_, tapped_, captor_;
    Repeat pressed_repeat_ = Repeat::Guarded;
    Layer press_layer_ = Layer::Screen;
    Point press_point_;
    Point last_tap_point_;                              // of a guarded widget
    std::optional<std::chrono::milliseconds> last_tap_;  // or the moment when its page was turned
    std::chrono::milliseconds next_repeat_{0};
    float slop_ = 0, guard_ = 0;
    bool was_down_ = false, went_down_ = false, went_up_ = false, past_slop_ = false, has_repeated_ = false, by_key_ = false;
};

}  // namespace xz::ui
