// One colour of the theme, and how well two of them can be told apart.
#pragma once

#include <cstdint>

namespace xz::ui {

struct Color {
    std::uint8_t r{}, g{}, b{}, a{255};

    friend constexpr bool operator==(const Color&, const Color&) = default;
};

// 0xRRGGBB, opaque.
[[nodiscard]] constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex), 255};
}

// The same colour, let through: opacity 0…1.
[[nodiscard]] constexpr Color faded(Color color, float opacity) {
    color.a = static_cast<std::uint8_t>(static_cast<float>(color.a) * opacity + 0.5F);
    return color;
}

// Share 0 is `from`, 1 is `to`.
[[nodiscard]] Color mixed(Color from, Color to, float share);

// WCAG 2.1 contrast ratio of two opaque colours, 1…21.
[[nodiscard]] float contrast(Color a, Color b);

}  // namespace xz::ui
