#include "terminal/ui/widgets/charts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace xz::ui {

namespace {

constexpr float Pi = std::numbers::pi_v<float>;
constexpr float LabelSpread = 0.78F;  // radians of the curve's parameter from a loop's far end to its first and last label
constexpr int Segments = 72;          // of one loop
constexpr float Crowded = 7.4F;       // labels side by side need this many times the widest one's room

// Bernoulli's lemniscate, half its width `a`: from the crossing at t = π/2 up and round the left loop, through the crossing at 3π/2, up
// and round the right one until 5π/2. Loops are drawn a little taller than the curve's own so that words fit into them.
Point on_curve(Point center, float a, float t) {
    constexpr float Taller = 1.12F;
    const float s = std::sin(t), c = std::cos(t), d = 1 + s * s;
    return {center.x + a * c / d, center.y + Taller * a * s * c / d};
}

float label_parameter(std::size_t index, std::size_t count, float far_end) {
    if (count < 2) {
        return far_end;
    }
    return far_end + LabelSpread * (2 * static_cast<float>(index) / static_cast<float>(count - 1) - 1);
}

// Where step `position` is: on the labels at whole numbers, evenly between them elsewhere.
float parameter_of(const YearFigure& figure, float position) {
    const std::size_t left = figure.left.size(), all = left + figure.right.size();
    const auto at = [&](std::size_t i) { return i < left ? label_parameter(i, left, Pi) : label_parameter(i - left, all - left, 2 * Pi); };
    if (position < 0 || all == 0) {
        return Pi / 2;
    }
    const auto step = static_cast<std::size_t>(position);
    const float share = position - static_cast<float>(step);
    if (step + 1 >= all) {
        return step >= all ? 2.5F * Pi : at(all - 1) + (2.5F * Pi - at(all - 1)) * share;
    }
    return at(step) + (at(step + 1) - at(step)) * share;
}

std::vector<Point> stretch_of(Point center, float a, float from, float to) {
    const int count = std::max(2, static_cast<int>(std::ceil((to - from) / Pi * Segments)) + 1);
    std::vector<Point> points;
    for (int i = 0; i < count; ++i) {
        points.push_back(on_curve(center, a, from + (to - from) * static_cast<float>(i) / static_cast<float>(count - 1)));
    }
    return points;
}

// A light and its tail, all of them within the curve: what changes with it is a small piece of the picture.
void light_at(Ui& ui, Point center, float a, float t, float thickness) {
    constexpr int Tail = 7;
    constexpr float Apart = 0.035F;  // of the curve's parameter
    for (int i = Tail; i >= 0; --i) {
        const float fades = 1 - static_cast<float>(i) / (Tail + 1);
        ui.canvas().circle(on_curve(center, a, t - Apart * static_cast<float>(i)), thickness * (0.12F + 0.14F * fades), faded(ui.palette().on_night, 0.9F * fades * fades));
    }
}

}  // namespace

Point year_figure(Ui& ui, std::string_view id, const YearFigure& figure, float height_units) {
    const Palette& colors = ui.palette();
    Canvas& canvas = ui.canvas();
    const float width = ui.area().w;
    const bool labelled = !figure.on_night;
    const auto widest = [&](Type type, bool ends) {
        float most = 0;
        for (const auto& labels : {figure.left, figure.right}) {
            for (std::size_t i = 0; labelled && i < labels.size(); ++i) {
                // Only the label at a loop's far end stands beside the curve; the others have room above and below it.
                if (!ends || 2 * i + 1 == labels.size()) {
                    most = std::max(most, canvas.text_width(labels[i], type, Weight::Bold));
                }
            }
        }
        return most;
    };
    // Words that would run into each other along a narrow figure are written smaller.
    const Type words_type = widest(Type::Caption, false) * Crowded > width ? Type::Micro : Type::Caption;
    const bool crowded = widest(words_type, false) * Crowded > 1.25F * width;  // then only where the student stands is named
    const float em = ui.theme().type_size(words_type);
    const float side = widest(words_type, true);
    // A narrow figure has a thinner curve, so that its loops stay open.
    const float thickness = std::min(ui.px(labelled ? 31 : 44), (width - 2 * side) * 0.05F);
    const float most = height_units > 0 ? ui.px(height_units) : 1e6F;
    const float around = labelled ? 2 * (1.35F * em + thickness) : thickness;  // what stands above and below the curve
    const float a = std::min({(width - 2 * side - (labelled ? 2.4F : 1.0F) * thickness - ui.px(28)) / 2, (most - around) / 0.80F, ui.px(labelled ? 400 : 382)});
    const float height = std::round(0.80F * a + around);
    const Rect place = ui.take(height);
    const Point center{place.center().x, place.center().y};

    const Color rest = figure.on_night ? faded(colors.on_night, 0.2F) : colors.track;
    const Color done = figure.on_night ? colors.sun : colors.primary;
    const Color quiet = figure.on_night ? colors.on_night : colors.muted;
    const float start = Pi / 2, finish = 2.5F * Pi, here = parameter_of(figure, figure.position);
    if (here < finish) {
        const std::vector<Point> ahead = stretch_of(center, a, here, finish);
        canvas.polyline(ahead, rest, thickness);
    }
    if (here > start) {
        const std::vector<Point> behind = stretch_of(center, a, start, here);
        canvas.polyline(behind, done, thickness);
        canvas.circle(behind.front(), thickness / 2, done);  // a polyline ends square
        canvas.circle(behind.back(), thickness / 2, done);
    }
    if (figure.light) {
        light_at(ui, center, a, start + *figure.light * (finish - start), thickness);
    }
    // On one line, or smaller on two.
    const auto inside = [&](float cx, std::string_view words) {
        const float w = a * 0.72F;
        const Color ink = figure.on_night ? colors.on_night : colors.ink;
        const bool one_line = canvas.text_width(words, Type::Body, Weight::Bold) <= w;
        Type type = Type::Caption;
        while (type != Type::Micro && canvas.paragraph_height(words, w, type, Weight::Bold) > 2.1F * ui.theme().line_height(type)) {
            type = static_cast<Type>(static_cast<std::size_t>(type) - 1);
        }
        const float high = canvas.paragraph_height(words, w, type, Weight::Bold);
        if (high > 0.6F * a && canvas.text_width(words, Type::Body, Weight::Bold) > 2 * w) {
            return;  // no room to be read in: the page says it elsewhere
        }
        if (one_line || high > 0.6F * a) {
            canvas.fitted_label({cx - w / 2, center.y - ui.px(40), w, ui.px(80)}, words, {Type::Body, Weight::Bold, ink, Align::Center});
        } else {
            canvas.paragraph({cx - w / 2, center.y - high / 2, w, high}, words, {type, Weight::Bold, ink, Align::Center});
        }
    };
    inside(center.x - a * 0.56F, figure.left_center);
    inside(center.x + a * 0.56F, figure.right_center);

    const std::size_t all = figure.left.size() + figure.right.size();
    const auto step_at = [&](std::size_t i) {
        const std::size_t left = figure.left.size();
        return on_curve(center, a, i < left ? label_parameter(i, left, Pi) : label_parameter(i - left, all - left, 2 * Pi));
    };
    Point inside_last = center;  // under the left loop's last word
    if (labelled) {
        // What is done is ticked, what is to come is an open place, and where the student stands a mark of its own.
        for (std::size_t i = 0; i < all; ++i) {
            const auto step = static_cast<float>(i);
            if (step < figure.position) {
                canvas.icon(step_at(i), Icon::Check, thickness * 0.82F, colors.on_primary);
            } else if (step > figure.position) {
                canvas.circle(step_at(i), thickness * 0.24F, colors.surface);
            }
        }
        if (figure.position >= 0) {
            const Point marker = on_curve(center, a, here);
            canvas.circle(marker, thickness * 1.28F, faded(colors.primary, 0.16F));
            canvas.circle(marker, thickness, colors.primary);
            canvas.circle(marker, thickness * 0.62F, colors.surface);
            canvas.circle(marker, thickness * 0.3F, colors.primary);
        }
        std::size_t index = 0;
        for (const auto& [labels, way] : {std::pair{figure.left, -1.0F}, std::pair{figure.right, 1.0F}}) {
            for (std::size_t i = 0; i < labels.size(); ++i, ++index) {
                const Point at = on_curve(center, a, label_parameter(i, labels.size(), way < 0 ? Pi : 2 * Pi));
                const Point loop{center.x + way * a * 0.58F, center.y};
                const float length = std::max(1.0F, std::hypot(at.x - loop.x, at.y - loop.y));
                const Point out{(at.x - loop.x) / length, (at.y - loop.y) / length};
                const bool now = static_cast<float>(index) == figure.position;
                if (crowded && !now) {
                    continue;
                }
                const float away = thickness / 2 + (now ? thickness * 0.75F : 0) + ui.px(14);
                const float words = canvas.text_width(labels[i], words_type, now ? Weight::Bold : Weight::Regular);
                const Point middle{at.x + out.x * (away + words / 2), at.y + out.y * (away + em / 2)};
                const Color ink = now ? colors.primary : static_cast<float>(index) < figure.position ? colors.ink : quiet;
                const float x = std::clamp(middle.x - words / 2, place.x, std::max(place.x, place.right() - words));
                if (way < 0 && i + 1 == labels.size()) {
                    inside_last = {x + words / 2, middle.y + em * 0.7F};
                }
                canvas.label({x, middle.y - em, words + 2, 2 * em}, labels[i], {words_type, now ? Weight::Bold : Weight::Regular, ink, Align::Left});
            }
        }
    }
    ui.show(id, Role::Figure, figure.left_center, place, figure.right_center);
    return inside_last;
}

}  // namespace xz::ui
