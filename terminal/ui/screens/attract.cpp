// 触摸屏幕开始: what a passer-by sees; nothing of anybody.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <initializer_list>
#include <iterator>
#include <optional>

namespace xz::ui::screens {
namespace {

// The largest of these in which the words stand on so many lines, or the last.
Type fitting(Ui& ui, std::string_view words, Weight weight, std::size_t lines, std::initializer_list<Type> types) {
    const auto fits = [&](Type type) { return ui.canvas().lines_of(words, ui.area().w, type, weight).size() <= lines; };
    const auto* found = std::find_if(types.begin(), types.end(), fits);
    return found == types.end() ? *std::prev(types.end()) : *found;
}

void titles(const Frame& frame) {
    auto& ui = frame.ui;
    const auto& published = *frame.state.machine.published;
    const auto write = [&](std::string_view words, Weight weight, std::size_t lines, std::initializer_list<Type> types) {
        text(ui, words, {.type = fitting(ui, words, weight, lines, types), .weight = weight, .color = ui.palette().on_night, .align = Align::Center});
    };
    write(frame.words("attract.year"_t, {{"year", year_span(published.cycle_at(frame.state.wall).academic_year)}}), Weight::Regular, 1, {Type::Title, Type::Body, Type::Label});
    write(frame.say(published.current().title), Weight::Bold, 1, {Type::Hero, Type::Headline, Type::Title});
    write(frame.words("attract.tagline"_t), Weight::Regular, 2, {Type::Title, Type::Body, Type::Label});
}

// With nobody there a light goes round the year: a small piece of the picture, a few times a second.
std::optional<float> light(Ui& ui) {
    using namespace std::chrono_literals;
    constexpr auto after = 10s;
    constexpr auto pace = 80ms;
    if (ui.choice().motion == Motion::Reduced) return std::nullopt;
    const auto alone = ui.shown_for("attract.light");
    ui.wants_frame_in(alone < after ? after - alone : pace);
    if (alone < after) return std::nullopt;
    const auto round = ui.theme().motion().light;
    return static_cast<float>((alone - after).count() % round.count()) / static_cast<float>(round.count());
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
                     .on_night = true,
                     .light = light(ui)}, height);
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
        // The figure stands beside the middle of the words.
        float written = 0;
        two_columns(
            ui, 3,
            [&] {
                ui.set_gap(ui.px(20));
                const float from = ui.area().y;
                titles(frame);
                wanted.add(beginning(frame));
                written = ui.area().y - from;
            },
            [&] {
                const float from = ui.area().y;
                const auto eight = ui.since();
                figure(680);
                ui.shift(eight, std::round(std::max(0.0F, written - (ui.area().y - from)) / 2));
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
