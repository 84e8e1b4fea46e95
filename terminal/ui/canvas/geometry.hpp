// Points, sizes and rectangles in window pixels, y down.
#pragma once

#include <algorithm>

namespace xz::ui {

struct Point {
    float x{}, y{};
    friend constexpr bool operator==(const Point&, const Point&) = default;
};

struct Size {
    float w{}, h{};
    friend constexpr bool operator==(const Size&, const Size&) = default;
};

struct Rect {
    float x{}, y{}, w{}, h{};

    [[nodiscard]] constexpr float right() const { return x + w; }
    [[nodiscard]] constexpr float bottom() const { return y + h; }
    [[nodiscard]] constexpr Point center() const { return {x + w / 2, y + h / 2}; }
    [[nodiscard]] constexpr bool empty() const { return w <= 0 || h <= 0; }
    [[nodiscard]] constexpr bool holds(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    [[nodiscard]] constexpr bool meets(const Rect& o) const { return !empty() && !o.empty() && x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
    [[nodiscard]] constexpr Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
    [[nodiscard]] constexpr Rect inset(float d) const { return inset(d, d); }
    [[nodiscard]] constexpr Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }

    [[nodiscard]] constexpr Rect common(const Rect& o) const {
        const float left = std::max(x, o.x), top = std::max(y, o.y);
        return {left, top, std::max(0.0F, std::min(right(), o.right()) - left), std::max(0.0F, std::min(bottom(), o.bottom()) - top)};
    }
    [[nodiscard]] constexpr Rect with(const Rect& o) const {
        if (empty()) {
            return o;
        }
        if (o.empty()) {
            return *this;
        }
        const float left = std::min(x, o.x), top = std::min(y, o.y);
        return {left, top, std::max(right(), o.right()) - left, std::max(bottom(), o.bottom()) - top};
    }
    friend constexpr bool operator==(const Rect&, const Rect&) = default;
};

}  // namespace xz::ui
