#include "terminal/ui/widgets/answers.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui {

namespace {

// A round key with a sign; true for each tap and, held down, again and again.
bool sign_key(Ui& ui, const std::string& id, const Rect& rect, Icon icon, std::string_view label, Enabled enabled) {
    const Palette& colors = ui.palette();
    const Ui::Touch touch = ui.touch(id, Role::Stepper, label, rect, enabled, {}, Repeat::Held);
    const float radius = std::min(rect.w, rect.h) / 2;
    ui.canvas().circle(rect.center(), radius, touch.pressed ? mixed(colors.primary_soft, colors.primary, 0.3F) : colors.primary_soft);
    ui.canvas().icon(rect.center(), icon, radius * 0.95F, enabled == Enabled::Yes ? colors.primary : mixed(colors.muted, colors.ground, 0.4F));
    return touch.tapped;
}

std::int64_t stepped(std::int64_t value, const NumberRange& range) {
    const std::int64_t steps = (value - range.least + range.step / 2) / range.step;
    return std::clamp(range.least + steps * range.step, range.least, range.most);
}

bool slide(Ui& ui, const std::string& id, const Rect& rect, std::optional<std::int64_t>& value, const NumberRange& range, Enabled enabled) {
    const Palette& colors = ui.palette();
    Interaction& touch = ui.interaction();
    const std::string shown = value ? number_text(*value, range.decimals) : std::string{};
    const Ui::Touch state = ui.touch(id, Role::Slider, {}, rect, enabled, shown, Repeat::Every);
    const float knob = ui.px(26);
    const Rect track{rect.x + knob, std::round(rect.center().y - ui.px(8)), rect.w - 2 * knob, std::round(ui.px(16))};
    const std::int64_t end = range.slider_most > range.least ? std::min(range.slider_most, range.most) : range.most;
    const auto place = [&](Point at) {
        const float share = std::clamp((at.x - track.x) / track.w, 0.0F, 1.0F);
        return stepped(range.least + static_cast<std::int64_t>(std::llround(static_cast<double>(share) * static_cast<double>(end - range.least))), range);
    };
    bool changed = false;
    if (state.pressed && touch.past_slop() && !touch.is_captured()) {
        const Point from = touch.press_point(), at = touch.input().pointer;
        if (std::abs(at.x - from.x) > std::abs(at.y - from.y)) {
            touch.capture(id);
            touch.cancel_press();
        }
    }
    if ((state.tapped && !touch.tapped_by_key()) || touch.captures(id)) {
        const std::int64_t wanted = place(touch.input().pointer);
        changed = value != wanted;
        value = wanted;
    }
    const bool held = touch.captures(id) || state.pressed;
    ui.canvas().fill(track, held ? mixed(colors.track, colors.primary, 0.3F) : colors.track, track.h / 2);
    if (value) {
        const auto span = static_cast<float>(std::max<std::int64_t>(1, end - range.least));
        const float x = track.x + track.w * std::clamp(static_cast<float>(*value - range.least) / span, 0.0F, 1.0F);
        ui.canvas().fill({track.x, track.y, std::max(track.h, x - track.x), track.h}, colors.primary, track.h / 2);
        ui.canvas().circle({x, track.center().y + ui.px(2)}, knob + ui.px(2), faded(colors.ink, 0.10F));
        ui.canvas().circle({x, track.center().y}, knob, colors.surface);
        ui.canvas().ring({x, track.center().y}, knob - ui.px(3), colors.primary, held ? ui.px(10) : ui.px(6));
    }
    return changed;
}

}  // namespace

std::string number_text(std::int64_t value, int decimals) {
    std::string digits = std::to_string(value < 0 ? -value : value);
    if (decimals > 0) {
        const auto places = static_cast<std::size_t>(decimals);
        if (digits.size() <= places) {
            digits.insert(0, places + 1 - digits.size(), '0');
        }
        digits.insert(digits.size() - places, 1, '.');
    }
    return value < 0 ? '-' + digits : digits;
}

bool number(Ui& ui, std::string_view id, std::optional<std::int64_t>& value, const NumberRange& range, Enabled enabled) {
    const Palette& colors = ui.palette();
    const Theme& theme = ui.theme();
    const std::string prefix{id};
    const float key = std::max(ui.px(92), theme.target());
    const bool narrow = ui.area().w < 6.5F * key;
    bool changed = false;
    const auto step_by = [&](std::int64_t way) {
        const std::int64_t from = value.value_or(way > 0 ? range.least - range.step : range.least);
        const std::int64_t to = std::clamp(from + way * range.step, range.least, range.most);
        changed = changed || value != to;
        value = to;
    };

    const std::string shown = value ? number_text(*value, range.decimals) : "—";
    const float value_height = theme.type_size(Type::Headline) * 1.25F;
    const Rect top = ui.take(std::round(value_height));
    const float width = ui.canvas().text_width(shown, Type::Headline, Weight::Bold);
    ui.canvas().label(top, shown, {Type::Headline, Weight::Bold, value ? colors.ink : colors.muted, Align::Left});
    const float drop = (theme.type_size(Type::Headline) - theme.type_size(Type::Body)) * 0.36F;
    ui.canvas().fitted_label({top.x + width + ui.px(16), top.y + drop, top.w - width - ui.px(16), top.h}, range.unit, {Type::Body, Weight::Regular, colors.muted, Align::Left});
    ui.show(prefix + ".value", Role::Text, range.unit, top, value ? shown : std::string{});

    const Rect row = ui.take(std::round(key));
    const Rect less{row.x, row.y, key, key}, more{row.right() - key, row.y, key, key};
    const Enabled can_less = enabled == Enabled::Yes && (!value || *value > range.least) ? Enabled::Yes : Enabled::No;
    const Enabled can_more = enabled == Enabled::Yes && (!value || *value < range.most) ? Enabled::Yes : Enabled::No;
    if (sign_key(ui, prefix + ".less", less, Icon::Remove, ui.labels().decrease, can_less)) {
        step_by(-1);
    }
    if (sign_key(ui, prefix + ".more", more, Icon::Add, ui.labels().increase, can_more)) {
        step_by(1);
    }
    const Rect middle = narrow ? ui.take(std::round(key)) : Rect{less.right() + ui.px(16), row.y, more.x - less.right() - ui.px(32), key};
    const std::string slider = prefix + ".slider";
    changed = slide(ui, slider, middle, value, range, enabled) || changed;
    if (enabled == Enabled::Yes && ui.highlighted() == slider) {
        if (ui.take_key(HardKey::Left)) {
            step_by(-1);
        } else if (ui.take_key(HardKey::Right)) {
            step_by(1);
        }
    }
    return changed;
}

}  // namespace xz::ui
