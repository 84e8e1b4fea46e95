#include "terminal/ui/widgets/charts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace xz::ui {

namespace {

constexpr int ArcSteps = 16;

// Half a circle at the right end (or, turned, the left one) of a track that is round at both ends.
void append_end(std::vector<Point>& points, Point center, float radius, float from) {
    for (int i = 0; i <= ArcSteps; ++i) {
        const float angle = from + std::numbers::pi_v<float> * static_cast<float>(i) / ArcSteps;
        points.push_back({center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)});
    }
}

}  // namespace

void small_loop(Ui& ui, std::string_view id, std::span<const std::string> steps, std::size_t current, std::optional<Point> from) {
    if (steps.empty()) {
        return;
    }
    const Palette& colors = ui.palette();
    Canvas& canvas = ui.canvas();
    const float dot = ui.px(20), thickness = ui.px(8);
    const float line = ui.theme().line_height(Type::Caption);
    // A track with round ends: the steps along its top, the words inside, and along its bottom the way back to the first.
    const float inside = dot + ui.px(8) + line + ui.px(14);
    const Rect place = ui.take(std::round(2 * dot + inside));
    const float top = place.y + dot, bottom = top + inside, radius = inside / 2;
    const float left = place.x + radius + dot, right = place.right() - radius - dot;
    const float cell = (right - left) / static_cast<float>(steps.size());
    const auto center = [&](std::size_t i) { return Point{left + cell * (static_cast<float>(i) + 0.5F), top}; };

    if (from) {
        const Point end{std::clamp(from->x, left, right), top};
        const Point way[] = {{end.x, from->y}, end};
        canvas.dashes(way, colors.outline, ui.px(4), ui.px(4), ui.px(9));
    }
    std::vector<Point> track;
    append_end(track, {right, top + radius}, radius, -std::numbers::pi_v<float> / 2);
    append_end(track, {left, top + radius}, radius, std::numbers::pi_v<float> / 2);
    canvas.polyline(track, colors.track, thickness, true);
    for (std::size_t i = 0; i < std::min(current, steps.size() - 1); ++i) {
        const Point ends[] = {center(i), center(i + 1)};
        canvas.polyline(ends, colors.primary, thickness);
    }
    // What was corrected is watched again.
    const Point head{(left + right) / 2, bottom};
    const Point arrow[] = {{head.x + ui.px(11), head.y - ui.px(12)}, {head.x - ui.px(9), head.y}, {head.x + ui.px(11), head.y + ui.px(12)}};
    canvas.polyline(arrow, colors.outline, ui.px(6));

    float widest = 0;
    for (const std::string& step : steps) {
        widest = std::max(widest, canvas.text_width(step, Type::Caption, Weight::Bold));
    }
    // Where the words have no room side by side, the one that matters has.
    const bool crowded = widest > 1.6F * cell;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Point at = center(i);
        const bool now = i == current;
        if (now) {
            canvas.circle(at, dot * 1.3F, faded(colors.primary, 0.16F));
        }
        canvas.circle(at, dot, i <= current ? colors.primary : colors.track);
        if (i < current) {
            canvas.icon(at, Icon::Check, dot * 1.5F, colors.on_primary);
        } else {
            canvas.circle(at, dot * 0.58F, colors.surface);
        }
        if (now) {
            canvas.circle(at, dot * 0.28F, colors.primary);
        }
        if (crowded && !now) {
            continue;
        }
        const Color ink = now ? colors.primary : i < current ? colors.ink : colors.muted;
        const float room = crowded ? std::min(2.5F * cell, right - left) : cell - ui.px(4);
        const float x = std::clamp(at.x - room / 2, left, std::max(left, right - room));
        canvas.fitted_label({x, top + dot + ui.px(8), room, line}, steps[i],
                            {.type = Type::Caption, .weight = now ? Weight::Bold : Weight::Regular, .color = ink, .align = Align::Center});
    }
    ui.show(id, Role::Figure, steps[std::min(current, steps.size() - 1)], place, std::to_string(current));
}

}  // namespace xz::ui
