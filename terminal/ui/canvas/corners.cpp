#include "terminal/ui/canvas/corners.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace xz::ui {

namespace {

constexpr int LargestRadius = 64;
constexpr std::size_t MostPictures = 96;  // a theme has about twenty; what grows and shrinks must not fill the atlas

// How much of a pixel lies within `radius` of the origin.
float covered(int x, int y, float radius) {
    const float distance = std::hypot(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
    return std::clamp(radius + 0.5F - distance, 0.0F, 1.0F);
}

void paint(ImTextureData& texture, const ImFontAtlasRect& place, int width) {
    constexpr float Most = 255;
    const auto radius = static_cast<float>(place.w);
    for (int y = 0; y < place.h; ++y) {
        auto* pixel = static_cast<unsigned char*>(texture.GetPixelsAt(place.x, place.y + y));
        for (int x = 0; x < place.w; ++x, pixel += texture.BytesPerPixel) {
            const float hole = width > 0 ? covered(x, y, radius - static_cast<float>(width)) : 0;
            const auto ink = static_cast<unsigned char>(std::lround((covered(x, y, radius) - hole) * Most));
            std::fill_n(pixel, texture.BytesPerPixel - 1, static_cast<unsigned char>(Most));
            pixel[texture.BytesPerPixel - 1] = ink;
        }
    }
}

}  // namespace

std::optional<Rect> Corners::find(int radius, int width) {
    if (radius < 1 || radius > LargestRadius || width >= radius) {
        return std::nullopt;
    }
    ImFontAtlasRect place;
    const std::pair key{radius, width};
    auto found = places_.find(key);
    if (found == places_.end()) {
        if (places_.size() >= MostPictures) {
            return std::nullopt;
        }
        const int name = atlas_->AddCustomRect(radius, radius, &place);
        if (name == ImFontAtlasRectId_Invalid) {
            return std::nullopt;
        }
        paint(*atlas_->TexData, place, width);
        found = places_.emplace(key, name).first;
    } else if (!atlas_->GetCustomRect(found->second, &place)) {
        return std::nullopt;
    }
    return Rect{place.uv0.x, place.uv0.y, place.uv1.x - place.uv0.x, place.uv1.y - place.uv0.y};
}

}  // namespace xz::ui
