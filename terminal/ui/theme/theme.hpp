// The look in one place: colours, type scale, spacing, radii and motion; lengths in window pixels, already scaled.
#pragma once

#include "terminal/ui/theme/color.hpp"

#include <array>
#include <cstddef>

namespace xz::ui {

struct Palette {
    Color ink, muted, line, ground, surface;
    Color primary, primary_soft, primary_pressed, on_primary;
    Color good, good_soft, attention, attention_soft, danger, danger_soft;
    Color night_top, night_bottom, on_night, sun;  // the attract screen
    Color keyboard, key, key_pressed, key_special;
    Color track, shadow;
};

enum class Contrast { Normal, High };
enum class Motion { Full, Reduced };
enum class Reach { Full, Low };

// Sizes of writing, smallest first; the number in the comment is its height at 1080 wide and 100 %.
enum class Type : std::size_t { Micro /*22*/, Caption /*26*/, Label /*28*/, Body /*32*/, Title /*40*/, Headline /*56*/, Figure /*84*/, Hero /*96*/ };
inline constexpr std::size_t TypeCount = 8;
enum class Weight { Regular, Bold };

struct ThemeChoice {
    float text_scale = 1.0F;  // 1.0 … 2.0
    Contrast contrast = Contrast::Normal;
    Motion motion = Motion::Full;
    Reach reach = Reach::Full;
    float dots_per_mm = 4.0F;  // of the screen; targets are measured with it

    friend bool operator==(const ThemeChoice&, const ThemeChoice&) = default;
};

class Theme {
public:
    Theme(float window_width, float window_height, const ThemeChoice& choice);

    Palette palette;

    // Pixels for a length that is drawn as `units` on a window 1080 wide.
    [[nodiscard]] float px(float units) const { return units * unit_; }
    [[nodiscard]] float type_size(Type type) const { return type_sizes_[static_cast<std::size_t>(type)]; }
    // Line height of wrapped text.
    [[nodiscard]] float line_height(Type type) const;

    [[nodiscard]] float radius() const { return px(28); }
    [[nodiscard]] float gap() const { return px(28); }       // between cards
    [[nodiscard]] float margin() const { return px(48); }    // of a page, left and right
    [[nodiscard]] float padding() const { return px(44); }   // inside a card
    [[nodiscard]] float target() const { return target_; }   // least side of what is tapped: 15 mm, or as drawn
    [[nodiscard]] float key_target() const { return key_target_; }  // least side of a keyboard key: 10 mm, or as drawn
    [[nodiscard]] float content_width() const { return content_width_; }  // widest column that reads well
    [[nodiscard]] bool is_wide() const { return wide_; }     // landscape: two columns fit
    [[nodiscard]] const ThemeChoice& choice() const { return choice_; }

private:
    ThemeChoice choice_;
    float unit_;
    bool wide_;
    float target_;
    float key_target_;
    float content_width_;
    std::array<float, TypeCount> type_sizes_{};
};

[[nodiscard]] Palette palette_of(Contrast contrast);

}  // namespace xz::ui
