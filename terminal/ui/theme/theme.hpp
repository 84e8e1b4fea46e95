// The look on one window, for one choice of access: lengths in window pixels, already scaled.
#pragma once

#include "terminal/ui/theme/look.hpp"

#include <array>
#include <cstddef>

namespace xz::ui {

enum class Motion { Full, Reduced };
enum class Reach { Full, Low };

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
    // `look` outlives the theme.
    Theme(float window_width, float window_height, const ThemeChoice& choice, const Look& look = standard_look());

    Palette palette;

    // Pixels for a length that is drawn as `units` on a window 1080 wide.
    [[nodiscard]] float px(float units) const { return units * unit_; }
    [[nodiscard]] float type_size(Type type) const { return type_sizes_[static_cast<std::size_t>(type)]; }
    // Line height of wrapped text.
    [[nodiscard]] float line_height(Type type) const;

    [[nodiscard]] float radius() const { return px(look_->radii.card); }
    [[nodiscard]] float control_radius() const { return px(look_->radii.control); }  // of what is chosen and written in
    [[nodiscard]] float mark_radius() const { return px(look_->radii.mark); }        // of the box of a check
    [[nodiscard]] float gap() const { return px(look_->spacing.gap); }          // between cards
    [[nodiscard]] float margin() const { return px(look_->spacing.margin); }    // of a page, left and right
    [[nodiscard]] float padding() const { return px(look_->spacing.padding); }  // inside a card
    [[nodiscard]] float focus_width() const { return px(look_->focus_width); }  // of each of its two rings
    [[nodiscard]] const Look::Motions& motion() const { return look_->motion; }
    [[nodiscard]] float target() const { return target_; }   // least side of what is tapped: 15 mm, or as drawn
    [[nodiscard]] float key_target() const { return key_target_; }  // least side of a keyboard key: 10 mm, or as drawn
    [[nodiscard]] float content_width() const { return content_width_; }  // widest column that reads well
    [[nodiscard]] bool is_wide() const { return wide_; }     // landscape: two columns fit
    [[nodiscard]] const ThemeChoice& choice() const { return choice_; }

private:
    const Look* look_;
    ThemeChoice choice_;
    float unit_;
    bool wide_;
    float target_;
    float key_target_;
    float content_width_;
    std::array<float, TypeCount> type_sizes_{};
};

}  // namespace xz::ui
