#include "terminal/ui/widgets/calendar.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui {
namespace {

constexpr int days_in_week = 7;

bool arrow(Ui& ui, const std::string& id, std::string_view label, const Rect& rect, Icon icon, Enabled enabled) {
    const Palette& colors = ui.palette();
    const Ui::Touch touch = ui.touch(id, Role::Button, label, rect, enabled, {}, Repeat::Every);
    const float radius = std::min(rect.w, rect.h) / 2 - ui.px(4);
    if (enabled == Enabled::Yes) ui.canvas().circle(rect.center(), radius, touch.pressed ? mixed(colors.primary_soft, colors.primary, 0.3F) : colors.primary_soft);
    ui.canvas().icon(rect.center(), icon, radius * 1.1F, enabled == Enabled::Yes ? colors.primary : mixed(colors.muted, colors.ground, 0.5F));
    return touch.tapped;
}

struct DayLook {
    std::string number;
    bool chosen, today;
    Enabled enabled;
};

bool day_cell(Ui& ui, const std::string& id, const Rect& rect, const DayLook& look) {
    const Palette& colors = ui.palette();
    const Ui::Touch touch = ui.touch(id, Role::Choice, look.number, rect, look.enabled, look.chosen ? "chosen" : "", Repeat::Every);
    const Rect inner = rect.inset(ui.px(4));
    const float radius = std::min(inner.h / 2, ui.px(22));
    if (look.chosen)
        ui.canvas().fill(inner, touch.pressed ? colors.primary_pressed : colors.primary, radius);
    else if (touch.pressed)
        ui.canvas().fill(inner, colors.primary_soft, radius);
    else if (look.today)
        ui.canvas().stroke(inner, colors.primary, ui.px(3), radius);
    const Color ink = look.chosen ? colors.on_primary : look.enabled == Enabled::Yes ? colors.ink : mixed(colors.muted, colors.ground, 0.5F);
    ui.canvas().fitted_label(inner, look.number, {Type::Body, look.chosen || look.today ? Weight::Bold : Weight::Regular, ink, Align::Center});
    return touch.tapped;
}

}  // namespace

MonthTouch month(Ui& ui, std::string_view id, const Month& month) {
    using namespace std::chrono;
    const Theme& theme = ui.theme();
    const std::string prefix{id};
    MonthTouch result;
    const float side = std::max(theme.target(), ui.px(92));
    const Rect top = ui.take(std::round(std::max(side, theme.line_height(Type::Title))));
    const auto first_month = month.first.year() / month.first.month(), last_month = month.last.year() / month.last.month();
    const auto open = [](bool may) { return may ? Enabled::Yes : Enabled::No; };
    if (arrow(ui, prefix + ".earlier", month.earlier, {top.x, top.y, side, top.h}, Icon::Back, open(month.shown > first_month))) result.tap = MonthTap::Earlier;
    if (arrow(ui, prefix + ".later", month.later, {top.right() - side, top.y, side, top.h}, Icon::Forward, open(month.shown < last_month))) result.tap = MonthTap::Later;
    const Rect title{top.x + side, top.y, top.w - 2 * side, top.h};
    ui.canvas().fitted_label(title, month.title, {Type::Title, Weight::Bold, ui.palette().ink, Align::Center});
    ui.show(prefix + ".title", Role::Heading, month.title, title);

    const float column = top.w / days_in_week;
    const Rect names = ui.take(theme.line_height(Type::Caption));
    for (std::size_t i = 0; i < month.weekdays.size(); ++i)
        ui.canvas().fitted_label({names.x + static_cast<float>(i) * column, names.y, column, names.h}, month.weekdays[i],
                                 {Type::Caption, Weight::Regular, ui.palette().muted, Align::Center});

    const auto begin = sys_days{month.shown / day{1}};
    const auto end = sys_days{month.shown / std::chrono::last};
    const int before = static_cast<int>(weekday{begin}.iso_encoding()) - 1;
    const int count = static_cast<int>((end - begin).count()) + 1;
    const int rows = (before + count + days_in_week - 1) / days_in_week;
    const float height = std::round(std::max(theme.target(), ui.px(88)));
    const Rect grid = ui.take(height * static_cast<float>(rows));
    for (int i = 0; i < count; ++i) {
        const year_month_day one{begin + days{i}};
        const int place = before + i;
        const float left = std::round(grid.x + static_cast<float>(place % days_in_week) * column);
        const float right = std::round(grid.x + static_cast<float>(place % days_in_week + 1) * column);
        const Rect cell{left, grid.y + static_cast<float>(place / days_in_week) * height, right - left, height};
        const bool may = one >= month.first && one <= month.last;
        if (day_cell(ui, prefix + "." + std::to_string(i + 1), cell, {std::to_string(i + 1), month.chosen == one, month.today == one, open(may)}))
            result = {MonthTap::Day, one};
    }
    return result;
}

}  // namespace xz::ui
