// What is tapped once: pills, quiet words, rows, checkboxes.
#pragma once

#include "terminal/ui/canvas/icon.hpp"
#include "terminal/ui/widgets/containers.hpp"
#include "terminal/ui/widgets/ui.hpp"

#include <string_view>

namespace xz::ui {

enum class Emphasis { Primary, Secondary, Quiet, Danger, OnNight };

struct ButtonLook {
    Emphasis emphasis = Emphasis::Primary;
    Icon icon = Icon::None;
    Enabled enabled = Enabled::Yes;
    Type largest = Type::Title;  // of its words, which are smaller where they must
    float width_units = 0;  // 0: the whole width of the area
    Align align = Align::Center;  // of a narrower button in its area
};
[[nodiscard]] bool button(Ui& ui, std::string_view id, std::string_view label, const ButtonLook& look = {});
[[nodiscard]] float button_height(Ui& ui);
// In what size a button of this place writes these words: buttons beside each other take the smallest of theirs.
[[nodiscard]] Type button_type(Ui& ui, std::string_view label, Size place, Icon icon = Icon::None);
// The same at a place of one's own.
[[nodiscard]] bool button_at(Ui& ui, std::string_view id, std::string_view label, const Rect& rect, const ButtonLook& look = {});
// Words alone, as wide as they are, in a target-sized rect at `at`'s left and middle: header and footer links.
[[nodiscard]] bool link_at(Ui& ui, std::string_view id, std::string_view label, const Rect& rect, Color color, Align align = Align::Center);

// A line of a list: icon, title, words under it, a chip and › at the right.
struct ListRowLook {
    Icon icon = Icon::None;
    std::string_view detail;
    std::string_view chip;
    Tone chip_tone = Tone::Neutral;
    Enabled enabled = Enabled::Yes;
};
[[nodiscard]] bool list_row(Ui& ui, std::string_view id, std::string_view title, const ListRowLook& look = {});

// True when it changed.
[[nodiscard]] bool checkbox(Ui& ui, std::string_view id, std::string_view label, bool& checked, Enabled enabled = Enabled::Yes);

}  // namespace xz::ui
