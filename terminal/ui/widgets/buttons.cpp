#include "terminal/ui/widgets/buttons.hpp"


#include <algorithm>
#include <cmath>

namespace xz::ui {

namespace {

struct Paint {
    Color ground, ink;
    bool outlined = false;
};

Paint paint_of(const Palette& colors, Emphasis emphasis, bool pressed, bool open) {
    if (!open) {
        return emphasis == Emphasis::Quiet ? Paint{faded(colors.track, 0), mixed(colors.muted, colors.ground, 0.35F)}
                                           : Paint{colors.track, mixed(colors.muted, colors.ground, 0.15F)};
    }
    switch (emphasis) {
        case Emphasis::Primary:
            return {pressed ? colors.primary_pressed : colors.primary, colors.on_primary};
        case Emphasis::Secondary:
            return {pressed ? colors.primary_soft : colors.surface, colors.primary, true};
        case Emphasis::Danger:
            return {pressed ? mixed(colors.danger, colors.ink, 0.3F) : colors.danger, colors.on_primary};
        case Emphasis::OnNight:
            return {pressed ? colors.primary_soft : colors.on_night, colors.primary};
        case Emphasis::Quiet:
            break;
    }
    return {pressed ? colors.primary_soft : faded(colors.primary_soft, 0), colors.primary};
}

float pad_of(Ui& ui, float width) { return std::min(ui.px(36), width * 0.08F); }
float icon_width(Ui& ui, Icon icon) { return icon == Icon::None ? 0 : ui.theme().type_size(Type::Body) + ui.px(10); }

}  // namespace

float button_height(Ui& ui) { return std::round(std::max({ui.px(112), ui.theme().target(), ui.theme().line_height(Type::Body) + ui.px(40)})); }

bool button(Ui& ui, std::string_view id, std::string_view label, const ButtonLook& look) {
    const float room = ui.area().w;
    const float width = look.width_units > 0 ? std::min(room, ui.px(look.width_units)) : room;
    const Rect row = ui.take(button_height(ui));
    const float slack = row.w - width;
    const float x = row.x + (look.align == Align::Left ? 0 : look.align == Align::Center ? slack / 2 : slack);
    return button_at(ui, id, label, {std::round(x), row.y, std::round(width), row.h}, look);
}

Type button_type(Ui& ui, std::string_view label, Size place, Icon icon) {
    const float sign = icon_width(ui, icon);
    const float room = place.w - 2 * pad_of(ui, place.w) - sign - (sign > 0 ? ui.px(14) : 0);
    Type type = place.h >= ui.px(100) ? Type::Title : Type::Body;
    while (type != Type::Micro && ui.canvas().text_width(label, type, Weight::Bold) > room) {
        type = static_cast<Type>(static_cast<std::size_t>(type) - 1);
    }
    return type;
}

bool button_at(Ui& ui, std::string_view id, std::string_view label, const Rect& rect, const ButtonLook& look) {
    const bool open = look.enabled == Enabled::Yes;
    const Ui::Touch touch = ui.touch(id, Role::Button, label, rect, look.enabled);
    const Paint paint = paint_of(ui.palette(), look.emphasis, touch.pressed, open);
    const float radius = std::min(rect.h / 2, ui.px(56));
    if (open && (look.emphasis == Emphasis::Primary || look.emphasis == Emphasis::OnNight) && !touch.pressed) {
        ui.canvas().shadow(rect.moved(0, ui.px(4)), radius, ui.px(16), faded(ui.palette().ink, 0.10F));
    }
    ui.canvas().fill(rect, paint.ground, radius);
    if (paint.outlined) {
        ui.canvas().stroke(rect, paint.ink, std::max(1.0F, ui.px(3)), radius);
    }
    const float pad = pad_of(ui, rect.w);
    const float icon = icon_width(ui, look.icon);
    const float gap = icon > 0 ? ui.px(14) : 0;
    Type type = std::min(look.largest, button_type(ui, label, {rect.w, rect.h}, look.icon));
    if (icon == 0 && ui.canvas().text_width(label, type, Weight::Bold) > rect.w - 2 * pad) {
        // Rather on two lines than shortened.
        type = Type::Label;
        while (type != Type::Micro && ui.canvas().paragraph_height(label, rect.w - 2 * pad, type, Weight::Bold) > rect.h) {
            type = static_cast<Type>(static_cast<std::size_t>(type) - 1);
        }
        const float height = ui.canvas().paragraph_height(label, rect.w - 2 * pad, type, Weight::Bold);
        if (height <= rect.h) {
            ui.canvas().paragraph({rect.x + pad, rect.center().y - height / 2, rect.w - 2 * pad, height}, label, {type, Weight::Bold, paint.ink, Align::Center});
            return touch.tapped;
        }
    }
    const float width = std::min(ui.canvas().text_width(label, type, Weight::Bold), rect.w - 2 * pad - icon - gap);
    const float left = rect.center().x - (width + icon + gap) / 2;
    ui.canvas().icon({left + icon / 2, rect.center().y}, look.icon, icon, paint.ink);
    ui.canvas().fitted_label({left + icon + gap, rect.y, width, rect.h}, label, {type, Weight::Bold, paint.ink, Align::Left});
    return touch.tapped;
}

bool link_at(Ui& ui, std::string_view id, std::string_view label, const Rect& rect, Color color, Align align) {
    const Ui::Touch touch = ui.touch(id, Role::Button, label, rect);
    if (touch.pressed) {
        ui.canvas().fill(rect.inset(-ui.px(12), 0), ui.palette().primary_soft, ui.px(20));
    }
    ui.canvas().fitted_label(rect, label, {Type::Label, Weight::Regular, color, align});
    return touch.tapped;
}

bool list_row(Ui& ui, std::string_view id, std::string_view title, const ListRowLook& look) {
    const Palette& colors = ui.palette();
    const bool open = look.enabled == Enabled::Yes;
    const float grown = std::min(1.6F, ui.theme().type_size(Type::Body) / ui.px(32));  // signs keep up with larger writing
    const float sign = look.icon == Icon::None ? 0 : ui.px(76) * grown, arrow = ui.px(44) * grown;
    const float chip = look.chip.empty() ? 0 : ui.canvas().text_width(look.chip, Type::Caption, Weight::Bold) + ui.px(44);
    // A long chip stands under the words, so that they keep their room.
    const bool below = chip > 0.42F * (ui.area().w - sign - arrow);
    const float pill_height = std::round(ui.theme().type_size(Type::Caption) + ui.px(22));
    const float width = ui.area().w - sign - arrow - (below ? 0 : chip) - ui.px(16);
    const float title_height = ui.canvas().paragraph_height(title, width, Type::Body, Weight::Bold);
    const float detail_height = look.detail.empty() ? 0 : ui.canvas().paragraph_height(look.detail, width, Type::Caption);
    const float chip_room = below ? pill_height + ui.px(8) : 0;
    const Rect place = ui.take(std::round(std::max(title_height + detail_height + chip_room + ui.px(28), ui.theme().target())));
    const Ui::Touch touch = ui.touch(id, Role::Button, title, place, look.enabled, look.detail);
    if (touch.pressed) {
        ui.canvas().fill(place.inset(-ui.px(20), 0), colors.primary_soft, ui.px(20));
    }
    ui.canvas().icon({place.x + ui.px(26) * grown, place.center().y}, look.icon, ui.px(48) * grown, open ? colors.primary : colors.muted);
    const float top = place.center().y - (title_height + detail_height + chip_room) / 2;
    ui.canvas().paragraph({place.x + sign, top, width, title_height}, title, {Type::Body, Weight::Bold, open ? colors.ink : colors.muted, Align::Left});
    ui.canvas().paragraph({place.x + sign, top + title_height, width, detail_height}, look.detail, {Type::Caption, Weight::Regular, colors.muted, Align::Left});
    if (chip > 0) {
        const ToneColors tint = colors_of(colors, look.chip_tone);
        const float wide = std::min(chip, below ? width : chip);
        const Rect pill = below ? Rect{place.x + sign, top + title_height + detail_height + ui.px(8), wide, pill_height}
                                : Rect{place.right() - arrow - chip, place.center().y - pill_height / 2, chip, pill_height};
        ui.canvas().fill(pill, tint.soft, pill_height / 2);
        ui.canvas().stroke(pill, mixed(tint.soft, tint.ink, 0.18F), std::max(1.0F, ui.px(2)), pill_height / 2);
        ui.canvas().fitted_label(pill.inset(ui.px(10), 0), look.chip, {Type::Caption, Weight::Bold, tint.ink, Align::Center});
    }
    ui.canvas().icon({place.right() - arrow / 2 + ui.px(6), place.center().y}, Icon::Forward, arrow, colors.muted);
    return touch.tapped;
}

bool checkbox(Ui& ui, std::string_view id, std::string_view label, bool& checked, Enabled enabled) {
    const Palette& colors = ui.palette();
    const float box = ui.px(52), indent = box + ui.px(24);
    const float width = ui.area().w - indent;
    const float height = ui.canvas().paragraph_height(label, width, Type::Body);
    const Rect place = ui.take(std::round(std::max(height + ui.px(24), ui.theme().target())));
    const Ui::Touch touch = ui.touch(id, Role::Checkbox, label, place, enabled, checked ? "chosen" : "", Repeat::Every);
    if (touch.tapped) {
        checked = !checked;
    }
    const Rect square{place.x, std::round(place.center().y - box / 2), box, box};
    const float radius = ui.theme().mark_radius();
    if (checked) {
        ui.canvas().fill(square, touch.pressed ? colors.primary_pressed : colors.primary, radius);
        ui.canvas().icon(square.center(), Icon::Check, box * 0.82F, colors.on_primary);
    } else {
        ui.canvas().fill(square, touch.pressed ? colors.primary_soft : colors.surface, radius);
        ui.canvas().stroke(square, colors.outline, ui.px(4), radius);
    }
    ui.canvas().paragraph({place.x + indent, place.center().y - height / 2, width, height}, label, {Type::Body, Weight::Regular, colors.ink, Align::Left});
    return touch.tapped;
}

}  // namespace xz::ui
