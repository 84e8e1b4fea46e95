// 触摸屏幕开始: what a passer-by sees; nothing of anybody.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui::screens {
namespace {

void titles(const Frame& frame) {
    auto& ui = frame.ui;
    const auto& published = *frame.state.machine.published;
    const auto night = ui.palette().on_night;
    const auto year = frame.words("attract.year"_t, {{"year", year_span(published.cycle_at(frame.state.wall).academic_year)}});
    text(ui, year, {.type = Type::Title, .color = night, .align = Align::Center});
    const auto& title = frame.say(published.current().title);
    const bool fits = ui.canvas().text_width(title, Type::Hero, Weight::Bold) <= ui.area().w;
    text(ui, title, {.type = fits ? Type::Hero : Type::Headline, .weight = Weight::Bold, .color = night, .align = Align::Center});
    text(ui, frame.words("attract.tagline"_t), {.type = Type::Title, .color = night, .align = Align::Center});
}

// The kiosk's name and whether it is connected, under what it asks for.
void standing(const Frame& frame) {
    auto& ui = frame.ui;
    const auto status = connection(frame);
    const auto night = ui.palette().on_night;
    const auto words = frame.words("attract.standing"_t, {{"name", frame.state.machine.name}, {"connection", status.text}});
    const auto rect = ui.take(ui.theme().line_height(Type::Label));
    const float width = std::min(ui.canvas().text_width(words, Type::Label), rect.w - ui.px(40));
    const float left = rect.center().x - (width + ui.px(32)) / 2;
    const Point sign{left + ui.px(9), rect.center().y};
    if (status.icon == Icon::None)
        ui.canvas().circle(sign, ui.px(9), mixed(ui.palette().good_soft, ui.palette().good, 0.4F));
    else
        ui.canvas().icon(sign, status.icon, ui.theme().type_size(Type::Label) * 1.2F, ui.palette().sun);
    ui.canvas().fitted_label({left + ui.px(32), rect.y, width + 2, rect.h}, words, {.type = Type::Label, .color = night});
    ui.show("attract.connection", Role::Text, status.text, rect, frame.state.machine.name);
}

Wishes beginning(const Frame& frame) {
    auto& ui = frame.ui;
    Wishes wanted;
    if (button(ui, "attract.start", frame.words("attract.start"_t), {.emphasis = Emphasis::OnNight})) wanted.add(flow::Start{});
    text(ui, frame.words("attract.hint"_t), {.type = Type::Label, .color = ui.palette().on_night, .align = Align::Center});
    standing(frame);
    return wanted;
}

constexpr float Tight = 4;  // lines of a title's size

Wishes content(const Frame& frame) {
    auto& ui = frame.ui;
    Wishes wanted;
    // The whole screen starts; what is drawn over it has its own meaning.
    if (ui.touch("attract.anywhere", Role::Button, frame.words("attract.start"_t), ui.window()).tapped && !in_hidden_corner(ui)) wanted.add(flow::Start{});
    wanted.add(hidden_corner(frame));
    wanted.add(access_foot(frame));
    const float room = ui.area().h - ui.px(40);
    const auto steps = year_words(frame);
    const auto figure = [&](float height) {
        year_figure(ui, "attract.year", {.left = steps.left,
                     .right = steps.right,
                     .left_center = frame.words("year.planning"_t),
                     .right_center = frame.words("year.diagnosing"_t),
                     .position = 5,
                     .on_night = true}, height);
    };
    // What is left over goes between the parts; where nothing is, the page scrolls.
    Scroll body{ui, "attract.body"};
    const float top = ui.area().y;
    const auto slack = [&] { return std::round(std::max(0.0F, room - (ui.area().y - top))); };
    const auto all = ui.since();
    if (room < Tight * ui.theme().line_height(Type::Title)) {
        // Large writing on a low window: first of all how to begin.
        ui.set_gap(ui.px(20));
        wanted.add(beginning(frame));
        titles(frame);
        return wanted;
    }
    if (has_two_columns(ui, 3)) {
        two_columns(
            ui, 3, [&] { figure(680); },
            [&] {
                ui.set_gap(ui.px(20));
                titles(frame);
                wanted.add(beginning(frame));
            });
        ui.shift(all, slack() / 2);
        return wanted;
    }
    ui.set_gap(ui.px(24));
    titles(frame);
    const auto eight = ui.since();
    figure(600);
    const auto begin = ui.since();
    wanted.add(beginning(frame));
    const float left = slack();
    ui.shift(begin, std::round(left * 0.46F));
    ui.shift(eight, std::round(left * 0.27F));
    ui.shift(all, std::round(left * 0.27F));
    return wanted;
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Attract&) {
    night_ground(frame.ui);
    // The whole window also in the low layout: what is touched is low anyway.
    frame.ui.push_area(frame.ui.window());
    auto wanted = content(frame);
    frame.ui.pop_area();
    return wanted;
}

}  // namespace xz::ui::screens
