#include "terminal/ui/theme/theme.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui {

namespace {

constexpr std::array<float, TypeCount> TypeUnits{22, 26, 28, 32, 40, 56, 84, 96};
constexpr float SketchWidth = 1080;    // what units are drawn on
constexpr float LeastUnit = 0.70F;     // of a landscape screen: 32 units of body are 22 pixels at 800×480
constexpr float WideColumns = 1.36F;   // of a landscape screen's height: two columns of five targets each
constexpr float TargetMm = 15, KeyMm = 10;
constexpr float TargetUnits = 88, KeyUnits = 72;

float unit_of(float width, float height) {
    const float by_width = width / SketchWidth;
    if (width <= height) {
        return by_width;
    }
    return std::min(by_width, std::max(height / SketchWidth, LeastUnit));
}

}  // namespace

Theme::Theme(float window_width, float window_height, const ThemeChoice& choice)
    : palette{palette_of(choice.contrast)}, choice_{choice}, unit_{unit_of(window_width, window_height)}, wide_{window_width > window_height} {
    // Words may not grow wider than the window that shows them: 200 % of a narrow window keeps eleven body characters a line.
    const float scale = std::clamp(choice.text_scale, 1.0F, 2.0F);
    for (std::size_t i = 0; i < TypeCount; ++i) {
        // Big writing grows less: it is readable already, and a hero title of 192 units would fill the screen.
        const float growth = TypeUnits[i] <= 40 ? scale : 1.0F + (scale - 1.0F) * 40.0F / TypeUnits[i];
        type_sizes_[i] = std::round(TypeUnits[i] * unit_ * growth);
    }
    // No screen is so dense that a finger would need more than a seventh of its short side.
    const float most = std::min(window_width, window_height) / 6.0F;
    target_ = std::round(std::max(px(TargetUnits), std::min(TargetMm * choice.dots_per_mm, most)));
    key_target_ = std::round(std::max(px(KeyUnits), std::min(KeyMm * choice.dots_per_mm, most * 2 / 3)));
    content_width_ = std::min(window_width, wide_ ? std::max(px(1080), window_height * WideColumns) : window_width);
}

float Theme::line_height(Type type) const {
    const float size = type_size(type);
    return std::round(size * (size > px(50) ? 1.25F : 1.45F));
}

Palette palette_of(Contrast contrast) {
    Palette p{
        .ink = rgb(0x16202E), .muted = rgb(0x5D6B7E), .line = rgb(0xDEE4EC), .ground = rgb(0xF4F6FA), .surface = rgb(0xFFFFFF),
        .primary = rgb(0x1558B0), .primary_soft = rgb(0xE6EFFB), .primary_pressed = rgb(0x0F4489), .on_primary = rgb(0xFFFFFF),
        .good = rgb(0x1E8E5A), .good_soft = rgb(0xE3F5EB), .attention = rgb(0xC77700), .attention_soft = rgb(0xFFF4E3),
        .danger = rgb(0xC23B3B), .danger_soft = rgb(0xFCE9E9),
        .night_top = rgb(0x10418A), .night_bottom = rgb(0x2A79D2), .on_night = rgb(0xFFFFFF), .sun = rgb(0xFFC857),
        .keyboard = rgb(0xE2E7F0), .key = rgb(0xFFFFFF), .key_pressed = rgb(0xB9C6D8), .key_special = rgb(0xCBD3E0),
        .track = rgb(0xDEE4EC), .shadow = Color{0x16, 0x20, 0x2E, 14}};
    if (contrast == Contrast::High) {
        p.ink = rgb(0x000000);
        p.muted = rgb(0x2B3440);
        p.line = rgb(0x566273);
        p.ground = rgb(0xFFFFFF);
        p.primary = rgb(0x003B8E);
        p.primary_pressed = rgb(0x00255C);
        p.good = rgb(0x0B5A34);
        p.attention = rgb(0x7A4500);
        p.danger = rgb(0x8E1414);
        p.night_top = rgb(0x001F52);
        p.night_bottom = rgb(0x003B8E);
        p.track = rgb(0xA9B4C4);
        p.shadow = Color{0, 0, 0, 0};
    }
    return p;
}

}  // namespace xz::ui
