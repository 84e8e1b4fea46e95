// 触摸屏幕开始: what a passer-by sees; nothing of anybody.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {
namespace {

void titles(const Frame& frame) {
    auto& ui = frame.ui;
    const auto& published = *frame.state.machine.published;
    const auto night = ui.palette().on_night;
    const auto year = frame.words("attract.year"_t, {{"year", year_span(published.cycle_at(frame.state.wall).academic_year)}});
    text(ui, year, {.type = Type::Title, .color = faded(night, 0.85F), .align = Align::Center});
    const auto& title = frame.say(published.current().title);
    const bool fits = ui.canvas().text_width(title, Type::Hero, Weight::Bold) <= ui.area().w;
    text(ui, title, {.type = fits ? Type::Hero : Type::Headline, .weight = Weight::Bold, .color = night, .align = Align::Center});
    text(ui, frame.words("attract.tagline"_t), {.type = Type::Title, .color = faded(night, 0.92F), .align = Align::Center});
}

Wish beginning(const Frame& frame) {
    auto& ui = frame.ui;
    Wish wanted;
    if (button(ui, "attract.start", frame.words("attract.start"_t), {.emphasis = Emphasis::OnNight})) wish(wanted, flow::Start{});
    text(ui, frame.words("attract.hint"_t), {.type = Type::Label, .color = faded(ui.palette().on_night, 0.85F), .align = Align::Center});
    return wanted;
}

Wish foot(const Frame& frame) {
    auto& ui = frame.ui;
    const auto rect = ui.take_bottom(std::max(ui.theme().target(), ui.px(88)));
    ui.canvas().fill(rect, faded(ui.palette().on_night, 0.08F));
    const auto& choice = frame.state.preferences;
    const bool chinese = choice.language == domain::Language::Chinese;
    const auto color = ui.palette().on_night;
    const float width = rect.w / 4;
    Wish wanted;
    const auto cell = [&](int i) { return Rect{rect.x + width * static_cast<float>(i), rect.y, width, rect.h}; };
    if (link_at(ui, "access.language", frame.words("access.other_language"_t), cell(0), color))
        wish(wanted, flow::ChooseLanguage{chinese ? domain::Language::English : domain::Language::Chinese});
    if (link_at(ui, "access.text_size", frame.words("access.text_size"_t), cell(1), color))
        wish(wanted, flow::ChooseTextScale{choice.text_scale >= 200 ? 100 : choice.text_scale + 50});
    if (link_at(ui, "access.contrast", frame.words("access.contrast"_t), cell(2), color))
        wish(wanted, flow::ChooseContrast{choice.contrast == Contrast::High ? Contrast::Normal : Contrast::High});
    const auto status = connection(frame);
    const auto place = cell(3);
    const auto dot = status.tone == Tone::Good ? rgb(0x7FE3A8) : ui.palette().sun;
    ui.canvas().circle({place.x + ui.px(8), place.center().y}, ui.px(8), dot);
    const auto& name = frame.state.machine.name;
    ui.canvas().label({place.x + ui.px(28), place.y, place.w - ui.px(44), place.h}, name, {.type = Type::Label, .color = color});
    ui.show("attract.connection", Role::Text, status.text, place, name);
    return wanted;
}

}  // namespace

Wish draw(const Frame& frame, const flow::Attract&) {
    auto& ui = frame.ui;
    night_ground(ui);
    Wish wanted;
    // The whole screen starts; what is drawn over it has its own meaning.
    if (ui.touch("attract.anywhere", Role::Button, frame.words("attract.start"_t), ui.window()).tapped) wish(wanted, flow::Start{});
    if (auto access = foot(frame)) wanted = std::move(access);
    Column column{ui};
    const auto steps = year_words(frame);
    const auto figure = [&](float height) {
        year_figure(ui, "attract.year", {.left = steps.left,
                     .right = steps.right,
                     .left_center = frame.words("year.planning"_t),
                     .right_center = frame.words("year.diagnosing"_t),
                     .position = 5,
                     .on_night = true}, height);
    };
    if (has_two_columns(ui, 3)) {
        const bool low = ui.window().h < ui.px(800);
        ui.space(ui.window().h * (low ? 0.01F : 0.2F));
        two_columns(
            ui, 3, [&] { figure(680); },
            [&] {
                ui.set_gap(ui.px(24));
                titles(frame);
                ui.space(ui.px(24));
                if (auto start = beginning(frame)) wanted = std::move(start);
            });
        return wanted;
    }
    ui.space(ui.window().h * 0.075F);
    ui.set_gap(ui.px(24));
    titles(frame);
    ui.space(ui.window().h * 0.05F);
    figure(600);
    ui.space(std::max(0.0F, ui.area().h - ui.px(330)));
    if (auto start = beginning(frame)) wanted = std::move(start);
    return wanted;
}

}  // namespace xz::ui::screens
