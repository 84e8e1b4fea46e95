#include "terminal/ui/widgets/charts.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace xz::ui {

void small_loop(Ui& ui, std::string_view id, std::span<const std::string> steps, std::size_t current) {
    if (steps.empty()) {
        return;
    }
    const Palette& colors = ui.palette();
    Canvas& canvas = ui.canvas();
    const float dot = ui.px(22);
    const float line = ui.theme().line_height(Type::Caption);
    const float back = ui.px(34);  // the way round, under the words
    const Rect place = ui.take(2 * dot + ui.px(12) + line + ui.px(10) + back);
    const float cell = place.w / static_cast<float>(steps.size());
    const float y = place.y + dot;
    const auto center = [&](std::size_t i) { return Point{place.x + cell * (static_cast<float>(i) + 0.5F), y}; };
    const float thickness = ui.px(8);
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        const Point ends[] = {center(i), center(i + 1)};
        canvas.polyline(ends, i < current ? colors.primary : colors.track, thickness);
    }
    // From the last step back to the first: what was corrected is watched again.
    const float low = place.bottom() - thickness;
    const float turn = dot + ui.px(10);
    const Point first = center(0), last = center(steps.size() - 1);
    const float outside = std::min(cell * 0.42F, turn + ui.px(60));
    const Point way[] = {{last.x + dot, y}, {last.x + outside, y}, {last.x + outside, low}, {first.x - outside, low}, {first.x - outside, y}, {first.x - dot, y}};
    canvas.polyline(way, colors.track, thickness * 0.6F);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Point at = center(i);
        const bool now = i == current;
        canvas.circle(at, dot, i <= current ? colors.primary : colors.track);
        canvas.circle(at, dot * 0.56F, now ? colors.surface : i < current ? colors.primary : colors.surface);
        const Color ink = now ? colors.primary : i < current ? colors.ink : colors.muted;
        canvas.fitted_label({at.x - cell / 2 + ui.px(4), y + dot + ui.px(12), cell - ui.px(8), line}, steps[i],
                            {.type = Type::Caption, .weight = now ? Weight::Bold : Weight::Regular, .color = ink, .align = Align::Center});
    }
    ui.show(id, Role::Figure, steps[std::min(current, steps.size() - 1)], place, std::to_string(current));
}

}  // namespace xz::ui
