#include "terminal/ui/theme/color.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui {

namespace {

float linear(std::uint8_t channel) {
    const float c = static_cast<float>(channel) / 255.0F;
    return c <= 0.04045F ? c / 12.92F : std::pow((c + 0.055F) / 1.055F, 2.4F);
}

float luminance(Color c) { return 0.2126F * linear(c.r) + 0.7152F * linear(c.g) + 0.0722F * linear(c.b); }

std::uint8_t between(std::uint8_t from, std::uint8_t to, float share) {
    return static_cast<std::uint8_t>(std::lround(static_cast<float>(from) + (static_cast<float>(to) - static_cast<float>(from)) * share));
}

}  // namespace

Color mixed(Color from, Color to, float share) {
    share = std::clamp(share, 0.0F, 1.0F);
    return {between(from.r, to.r, share), between(from.g, to.g, share), between(from.b, to.b, share), between(from.a, to.a, share)};
}

float contrast(Color a, Color b) {
    const float light = std::max(luminance(a), luminance(b)), dark = std::min(luminance(a), luminance(b));
    return (light + 0.05F) / (dark + 0.05F);
}

}  // namespace xz::ui
