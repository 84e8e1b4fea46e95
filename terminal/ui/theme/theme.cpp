#include "terminal/ui/theme/theme.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui {

namespace {

constexpr float SketchWidth = 1080;    // what units are drawn on
constexpr float LeastUnit = 0.70F;     // of a landscape screen: 32 units of body are 22 pixels at 800×480
constexpr float LeastUpright = 0.50F;  // of an upright one: 16 pixels at 480×800
constexpr float LeastUnits = 960;      // that its width then has: words need them
constexpr float WideColumns = 1.36F;   // of a landscape screen's height: two columns of five targets each
constexpr float Readable = 40;         // units: what is written this large is readable already

float unit_of(float width, float height) {
    const float by_width = width / SketchWidth;
    if (width <= height) {
        return std::max(by_width, std::min(LeastUpright, width / LeastUnits));
    }
    return std::min(by_width, std::max(height / SketchWidth, LeastUnit));
}

}  // namespace

Theme::Theme(float window_width, float window_height, const ThemeChoice& choice, const Look& look)
    : palette{look.palettes[static_cast<std::size_t>(choice.contrast)]}, look_{&look}, choice_{choice}, unit_{unit_of(window_width, window_height)}, wide_{window_width > window_height} {
    // Words may not grow wider than a narrow window.
    const float scale = std::clamp(choice.text_scale, 1.0F, std::max(1.0F, std::min(2.0F, 2 * window_width / (SketchWidth * unit_))));
    for (std::size_t i = 0; i < TypeCount; ++i) {
        // Big writing grows less: a hero title of twice its size would fill the screen.
        const float growth = look.type[i] <= Readable ? scale : 1.0F + (scale - 1.0F) * Readable / look.type[i];
        type_sizes_[i] = std::round(look.type[i] * unit_ * growth);
    }
    // Of a low window there must be room for more than fingers: a target takes a sixth of its short side at most, which 15 mm on a
    // 7″ screen (480 high at 5.25 dots a millimetre) just are.
    constexpr float most_share = 1.0F / 6;
    const float most = std::min(window_width, window_height) * most_share;
    target_ = std::round(std::max(px(look.targets.finger), std::min(look.targets.finger_mm * choice.dots_per_mm, most)));
    key_target_ = std::round(std::max(px(look.targets.key), std::min(look.targets.key_mm * choice.dots_per_mm, most * 2 / 3)));
    content_width_ = std::min(window_width, wide_ ? std::max(px(1080), window_height * WideColumns) : window_width);
}

float Theme::line_height(Type type) const {
    const float size = type_size(type);
    return std::round(size * (size > px(look_->lines.large_from) ? look_->lines.large : look_->lines.text));
}

}  // namespace xz::ui
