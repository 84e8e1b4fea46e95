#include "terminal/ui/widgets/charts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <string>
#include <vector>

namespace xz::ui {

namespace {

constexpr float Full = 100;  // the outer ring's score

struct Web {
    Point center;
    float radius;
    std::size_t axes;

    [[nodiscard]] Point at(std::size_t axis, float share) const {
        const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(axis) / static_cast<float>(axes) - std::numbers::pi_v<float> / 2;
        return {center.x + radius * share * std::cos(angle), center.y + radius * share * std::sin(angle)};
    }
    [[nodiscard]] std::vector<Point> ring(float share) const {
        std::vector<Point> points;
        for (std::size_t i = 0; i <= axes; ++i) {
            points.push_back(at(i % axes, share));
        }
        return points;
    }
};

struct Ink {
    Color color;
    float width;
};

Ink ink_of(Ui& ui, SeriesLook look) {
    switch (look) {
        case SeriesLook::Main:
            return {ui.palette().primary, ui.px(6.5F)};
        case SeriesLook::Dashed:
            return {ui.palette().attention, ui.px(4.5F)};
        case SeriesLook::Faint:
            break;
    }
    return {mixed(ui.palette().muted, ui.palette().surface, 0.2F), ui.px(4)};
}

void draw_series(Ui& ui, const Web& web, const RadarSeries& series, float grown) {
    const Ink ink = ink_of(ui, series.look);
    Canvas& canvas = ui.canvas();
    const std::size_t count = web.axes;
    const auto value = [&](std::size_t i) { return i < series.values.size() ? series.values[i] : std::nullopt; };
    const auto point = [&](std::size_t i) { return web.at(i, grown * std::clamp(static_cast<float>(*value(i)) / Full, 0.0F, 1.0F)); };
    const auto stroke = [&](const std::vector<Point>& points, bool closed) {
        if (series.look == SeriesLook::Dashed) {
            std::vector<Point> open = points;
            if (closed) {
                open.push_back(points.front());
            }
            canvas.dashes(open, ink.color, ink.width, ui.px(15), ui.px(9));
        } else {
            canvas.polyline(points, ink.color, ink.width, closed);
        }
    };
    std::size_t known = 0, gap = count;
    for (std::size_t i = 0; i < count; ++i) {
        value(i) ? ++known : gap = i;
    }
    if (known == count) {
        std::vector<Point> points;
        for (std::size_t i = 0; i < count; ++i) {
            points.push_back(point(i));
        }
        if (series.look == SeriesLook::Main) {
            canvas.polygon(points, faded(ui.palette().primary, 0.13F));
        }
        stroke(points, true);
        return;
    }
    // Runs of neighbours that have a value; a lonely one is a dot.
    std::vector<Point> run;
    for (std::size_t step = 1; step <= count; ++step) {
        const std::size_t i = (gap + step) % count;
        if (value(i) && step < count + 1) {
            run.push_back(point(i));
        }
        if (!value(i) || step == count) {
            if (run.size() == 1) {
                canvas.circle(run.front(), ink.width, ink.color);
            } else if (run.size() > 1) {
                stroke(run, false);
            }
            run.clear();
        }
    }
}

struct LegendItem {
    std::string_view name;
    std::optional<SeriesLook> look;
    float width;
};

// Items side by side in centred rows; draws when `ink`, else only measures. The height.
float legend(Ui& ui, const Rect& place, const std::vector<LegendItem>& items) {
    Canvas& canvas = ui.canvas();
    const float line = ui.theme().line_height(Type::Caption) + ui.px(6), gap = ui.px(44), stub = ui.px(30);
    float y = place.y;
    for (std::size_t i = 0; i < items.size();) {
        float width = 0;
        std::size_t end = i;
        while (end < items.size() && (end == i || width + gap + items[end].width <= place.w)) {
            width += (end == i ? 0 : gap) + items[end].width;
            ++end;
        }
        float x = place.center().x - width / 2;
        for (; i < end; ++i) {
            float text = x;
            if (items[i].look) {
                const Ink ink = ink_of(ui, *items[i].look);
                const std::array<Point, 2> sample{Point{x, y + line / 2}, {x + stub, y + line / 2}};
                if (*items[i].look == SeriesLook::Dashed) {
                    canvas.dashes(sample, ink.color, ink.width, ui.px(8), ui.px(3));
                } else {
                    canvas.polyline(sample, ink.color, ink.width);
                }
                text += stub + ui.px(8);
            }
            canvas.label({text, y, place.right() - text, line}, items[i].name, {Type::Caption, Weight::Regular, items[i].look ? ui.palette().ink : ui.palette().muted, Align::Left});
            x += items[i].width + gap;
        }
        y += line;
    }
    return y - place.y;
}

std::string spoken(const Radar& radar) {
    std::string out;
    for (std::size_t i = 0; i < radar.axes.size(); ++i) {
        out += radar.axes[i];
        for (const RadarSeries& series : radar.series) {
            std::array<char, 32> number{'-', 0};
            if (i < series.values.size() && series.values[i]) {
                std::snprintf(number.data(), number.size(), "%.1f", *series.values[i]);
            }
            out += ' ';
            out += number.data();
        }
        out += ';';
    }
    return out;
}

}  // namespace

void radar(Ui& ui, std::string_view id, const Radar& chart) {
    const Palette& colors = ui.palette();
    Canvas& canvas = ui.canvas();
    const std::size_t count = chart.axes.size();
    if (count < 3) {
        return;
    }
    const float line = ui.theme().type_size(Type::Label);
    float side = 0;
    for (const std::string& axis : chart.axes) {
        side = std::max(side, canvas.text_width(axis, Type::Label));
    }
    const float width = ui.area().w;
    const float radius = std::max(ui.px(120), std::min({width / 2 - side * 0.8F - ui.px(20), ui.px(250), ui.window().h * 0.28F}));
    const float head = line + ui.px(40);
    const Rect place = ui.take(std::round(2 * radius + 2 * head));
    const Web web{{place.center().x, place.y + head + radius * 1.02F}, radius, count};

    const float hair = std::max(1.0F, ui.px(2));
    for (const float share : {0.2F, 0.4F, 0.6F, 0.8F, 1.0F}) {
        if (!chart.pass || std::abs(share * Full - static_cast<float>(*chart.pass)) > 1) {
            canvas.polyline(web.ring(share), colors.line, hair);
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        canvas.line(web.center, web.at(i, 1), colors.line, hair);
    }
    if (chart.pass) {
        canvas.dashes(web.ring(static_cast<float>(*chart.pass) / Full), mixed(colors.muted, colors.surface, 0.2F), std::max(1.0F, ui.px(3)), ui.px(11), ui.px(8));
    }
    const auto age = ui.shown_for(id);
    float grown = 1;
    if (const auto growing = ui.theme().motion().chart; age < growing) {
        const float left = 1 - static_cast<float>(age.count()) / static_cast<float>(growing.count());
        grown = 1 - left * left * left;
        ui.wants_frame_in(std::chrono::milliseconds{0});
    }
    for (const SeriesLook look : {SeriesLook::Faint, SeriesLook::Main, SeriesLook::Dashed}) {
        for (const RadarSeries& series : chart.series) {
            if (series.look == look) {
                draw_series(ui, web, series, grown);
            }
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        const Point tip = web.at(i, 1);
        const float words = canvas.text_width(chart.axes[i], Type::Label);
        const float dx = (tip.x - web.center.x) / radius, dy = (tip.y - web.center.y) / radius;
        const float x = tip.x + dx * (words / 2 + ui.px(16)), y = tip.y + dy * (line / 2 + ui.px(20));
        const float left = std::clamp(x - words / 2, place.x, std::max(place.x, place.right() - words));
        canvas.label({left, y - line, words + 2, 2 * line}, chart.axes[i], {Type::Label, Weight::Regular, colors.ink, Align::Left});
    }
    ui.show(id, Role::Figure, {}, place, spoken(chart));

    std::vector<LegendItem> items;
    for (const RadarSeries& series : chart.series) {
        items.push_back({series.name, series.look, ui.px(38) + canvas.text_width(series.name, Type::Caption)});
    }
    if (chart.pass && !chart.pass_label.empty()) {
        items.push_back({chart.pass_label, std::nullopt, canvas.text_width(chart.pass_label, Type::Caption)});
    }
    ui.space(ui.px(8));
    const Rect room = ui.area();
    ui.take(legend(ui, room, items));
}

}  // namespace xz::ui
