// What one frame showed, for tests, target-size checks and read-aloud: every widget with its place and state.
#pragma once

#include "terminal/ui/canvas/geometry.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xz::ui {

enum class Role { Heading, Text, Button, Chip, Choice, Checkbox, Slider, Stepper, Field, Key, Candidate, Progress, Banner, Figure, Scroll, Dialog };

[[nodiscard]] std::string_view name_of(Role role);

// What stands in it is never said aloud: keys and dots of a PIN.
enum class Secrecy { Open, Secret };

// How large it must be to be hit: 15 mm, or 10 mm for a key of the on-screen keyboard; what only shows has no size to keep.
enum class Target { None, Finger, Key };

struct WidgetRecord {
    std::string id;
    Role role{};
    std::string label;
    std::string value;
    Rect rect;     // whole, in window pixels
    Rect visible;  // what no clip hides; empty when scrolled away
    bool enabled = true;
    Secrecy secrecy = Secrecy::Open;
    Target target = Target::None;

    friend bool operator==(const WidgetRecord&, const WidgetRecord&) = default;
};

struct WidgetList {
    std::uint64_t frame = 0;
    std::string screen;
    std::string touched;  // id of what a finger is on, or the keyboard; empty: of nothing
    std::vector<WidgetRecord> widgets;
};

// `{"frame":n,"screen":"login","widgets":[{"id","role","label","value","rect","visible","target","enabled"}]}` on one line without its newline.
// `target` is "none", "finger" or "key". `visible` is the part of rect that no clip hides, [0,0,0,0] for what is scrolled away: a test scrolls there before it taps.
[[nodiscard]] std::string to_json(const WidgetList& list);

}  // namespace xz::ui
