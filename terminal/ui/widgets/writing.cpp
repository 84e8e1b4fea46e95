#include "terminal/ui/widgets/writing.hpp"

#include "terminal/ui/widgets/buttons.hpp"
#include "terminal/ui/widgets/ui.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace xz::ui {

namespace {

// Text is found by what it says.
void show_text(Ui& ui, Role role, std::string_view text, const Rect& rect) { ui.show(text, role, text, rect); }

float chip_height(Ui& ui) { return std::round(ui.theme().type_size(Type::Caption) + ui.px(22)); }

float chip_width(Ui& ui, std::string_view text, Icon icon) {
    return ui.canvas().text_width(text, Type::Caption, Weight::Bold) + ui.px(44) + (icon == Icon::None ? 0 : ui.theme().type_size(Type::Caption) + ui.px(8));
}

void chip_at(Ui& ui, const Rect& rect, std::string_view text, Tone tone, Icon icon) {
    const ToneColors tint = colors_of(ui.palette(), tone);
    ui.canvas().fill(rect, tint.soft, rect.h / 2);
    ui.canvas().stroke(rect, mixed(tint.soft, tint.ink, 0.18F), std::max(1.0F, ui.px(2)), rect.h / 2);
    float left = rect.x + ui.px(22);
    if (icon != Icon::None) {
        const float size = ui.theme().type_size(Type::Caption) + ui.px(4);
        ui.canvas().icon({left + size / 2 - ui.px(2), rect.center().y}, icon, size, tint.ink);
        left += size + ui.px(4);
    }
    ui.canvas().fitted_label({left, rect.y, rect.right() - left - ui.px(14), rect.h}, text, {Type::Caption, Weight::Bold, tint.ink, Align::Left});
    show_text(ui, Role::Chip, text, rect);
}

// The largest in which no word is torn.
Type headline_type(Ui& ui, std::string_view words, float width) {
    Type type = Type::Headline;
    while (type != Type::Body && ui.canvas().widest_word(words, type, Weight::Bold) > width) {
        type = static_cast<Type>(static_cast<std::size_t>(type) - 1);
    }
    return type;
}

Icon icon_of(Tone tone) {
    switch (tone) {
        case Tone::Good:
            return Icon::Done;
        case Tone::Attention:
            return Icon::Warning;
        case Tone::Danger:
            return Icon::Error;
        case Tone::Neutral:
        case Tone::Primary:
            break;
    }
    return Icon::Info;
}

}  // namespace

void text(Ui& ui, std::string_view words) { text(ui, words, {Type::Body, Weight::Regular, ui.palette().ink, Align::Left}); }

void text(Ui& ui, std::string_view words, const TextLook& look) {
    const float height = ui.canvas().paragraph_height(words, ui.area().w, look.type, look.weight);
    const Rect place = ui.take(height);
    ui.canvas().paragraph(place, words, look);
    show_text(ui, Role::Text, words, place);
}

void heading(Ui& ui, std::string_view words) {
    const TextLook look{Type::Body, Weight::Bold, ui.palette().ink, Align::Left};
    const Rect place = ui.take(ui.canvas().paragraph_height(words, ui.area().w, look.type, look.weight));
    ui.canvas().paragraph(place, words, look);
    show_text(ui, Role::Heading, words, place);
}

void page_heading(Ui& ui, std::string_view over, std::string_view words) {
    const float width = ui.area().w;
    const Type type = headline_type(ui, words, width);
    const float small = over.empty() ? 0 : ui.canvas().paragraph_height(over, width, Type::Body);
    const float big = ui.canvas().paragraph_height(words, width, type, Weight::Bold);
    const Rect place = ui.take(small + big);
    ui.canvas().paragraph({place.x, place.y, width, small}, over, {Type::Body, Weight::Regular, ui.palette().muted, Align::Left});
    ui.canvas().paragraph({place.x, place.y + small, width, big}, words, {type, Weight::Bold, ui.palette().ink, Align::Left});
    show_text(ui, Role::Heading, words, place);
}

void caption(Ui& ui, std::string_view words) { text(ui, words, {Type::Caption, Weight::Regular, ui.palette().muted, Align::Left}); }

void pair(Ui& ui, std::string_view label, std::string_view value, Tone tone) {
    const float width = ui.area().w;
    const float value_width = ui.canvas().text_width(value, Type::Body, Weight::Bold);
    const Color ink = tone == Tone::Neutral ? ui.palette().ink : colors_of(ui.palette(), tone).ink;
    const TextLook left{Type::Body, Weight::Regular, ui.palette().muted, Align::Left};
    if (ui.canvas().text_width(label, Type::Body) + value_width + ui.px(32) <= width) {
        const Rect place = ui.take(ui.theme().line_height(Type::Body) + ui.px(8));
        ui.canvas().label(place, label, left);
        ui.canvas().label(place, value, {Type::Body, Weight::Bold, ink, Align::Right});
        ui.show(label, Role::Text, label, place, value);
        return;
    }
    // On a line of its own it stays at the side where values stand, unless it needs several.
    text(ui, label, left);
    text(ui, value, {Type::Body, Weight::Bold, ink, value_width <= width ? Align::Right : Align::Left});
}

float figure_height(Ui& ui) { return std::round(ui.theme().type_size(Type::Figure) * 1.1F); }

void figure(Ui& ui, std::string_view value, std::string_view unit, std::string_view mark, Tone tone) {
    const float size = ui.theme().type_size(Type::Figure);
    const Rect place = ui.take(figure_height(ui));
    const float width = ui.canvas().text_width(value, Type::Figure, Weight::Bold);
    ui.canvas().label(place, value, {Type::Figure, Weight::Bold, ui.palette().ink, Align::Left});
    const float drop = (size - ui.theme().type_size(Type::Title)) * 0.36F;  // onto the same base line
    const float after = place.x + width + ui.px(20);
    const Icon icon = tone == Tone::Neutral || tone == Tone::Primary ? Icon::None : icon_of(tone);
    const float words = ui.canvas().text_width(unit, Type::Title);
    const float all = mark.empty() ? 0 : chip_width(ui, mark, icon) + ui.px(16);
    const bool beside = after + words * 0.7F + all <= place.right();  // else the chip goes below
    const float pill = beside ? all : 0;
    ui.canvas().fitted_label({after, place.y + drop, place.right() - pill - after, place.h}, unit, {Type::Title, Weight::Regular, ui.palette().muted, Align::Left});
    ui.show(value, Role::Text, unit, place, value);
    if (!mark.empty() && beside) {
        const float height = chip_height(ui), wide = chip_width(ui, mark, icon);
        chip_at(ui, {place.right() - wide, place.center().y - height / 2, wide, height}, mark, tone, icon);
    } else if (!mark.empty()) {
        chip(ui, mark, tone, icon);
    }
}

void chip(Ui& ui, std::string_view words, Tone tone, Icon icon) {
    const Rect place = ui.take(chip_height(ui));
    chip_at(ui, {place.x, place.y, std::min(place.w, chip_width(ui, words, icon)), place.h}, words, tone, icon);
}

void heading_with_chip(Ui& ui, std::string_view words, std::string_view mark, Tone tone) {
    if (mark.empty()) {
        heading(ui, words);
        return;
    }
    const float width = ui.area().w, pill = chip_width(ui, mark, Icon::None), height = chip_height(ui);
    const TextLook look{Type::Body, Weight::Bold, ui.palette().ink, Align::Left};
    const float gap = ui.px(18), line = ui.theme().line_height(look.type);
    const std::vector<TextLine> lines = ui.canvas().lines_of(words, width, look.type, look.weight);
    const bool fits = lines.back().width + gap + pill <= width;
    const float text_height = line * static_cast<float>(lines.size());
    const Rect place = ui.take(text_height + (fits ? std::max(0.0F, height - line) : height + ui.px(8)));
    ui.canvas().paragraph({place.x, place.y, width, text_height}, words, look);
    show_text(ui, Role::Heading, words, {place.x, place.y, width, text_height});
    const float y = fits ? place.y + text_height - line / 2 - height / 2 : place.y + text_height + ui.px(8);
    chip_at(ui, {fits ? place.x + lines.back().width + gap : place.x, std::round(y), std::min(pill, width), height}, mark, tone, Icon::None);
}

void bullet(Ui& ui, Icon icon, std::string_view words, Tone tone) {
    const float size = ui.theme().type_size(Type::Body) + ui.px(8), indent = size + ui.px(16);
    const float width = ui.area().w - indent;
    const Rect place = ui.take(ui.canvas().paragraph_height(words, width, Type::Body) + ui.px(8));
    ui.canvas().icon({place.x + size / 2, place.y + ui.px(4) + ui.theme().line_height(Type::Body) / 2}, icon, size, colors_of(ui.palette(), tone).sign);
    ui.canvas().paragraph({place.x + indent, place.y + ui.px(4), width, place.h}, words, {Type::Body, Weight::Regular, ui.palette().ink, Align::Left});
    show_text(ui, Role::Text, words, place);
}

void progress(Ui& ui, std::string_view id, float share) {
    const Rect place = ui.take(std::round(ui.px(16)));
    const float shown = ui.eased(id, std::clamp(share, 0.0F, 1.0F), ui.theme().motion().progress);
    ui.canvas().fill(place, ui.palette().track, place.h / 2);
    if (shown > 0) {
        ui.canvas().fill({place.x, place.y, std::max(place.h, place.w * shown), place.h}, ui.palette().primary, place.h / 2);
    }
    ui.show(id, Role::Progress, {}, place, std::to_string(std::lround(share * 100)));
}

void divider(Ui& ui) {
    const Rect place = ui.take(std::round(ui.px(18)));
    ui.canvas().fill({place.x, std::round(place.center().y), place.w, std::max(1.0F, std::round(ui.px(2)))}, ui.palette().line);
}

bool banner(Ui& ui, std::string_view id, Tone tone, std::string_view title, std::string_view words, std::string_view action) {
    const ToneColors tint = colors_of(ui.palette(), tone);
    const float grown = std::min(1.6F, ui.theme().type_size(Type::Body) / ui.px(32));  // signs keep up with larger writing
    const float pad = ui.px(36), sign = ui.px(84) * grown;
    const float link = action.empty() ? 0 : std::max(ui.canvas().text_width(action, Type::Body, Weight::Bold) + ui.px(72), ui.theme().target());
    const bool beside = link <= ui.area().w * 0.35F;
    const float width = ui.area().w - 2 * pad - sign - (beside ? link : 0);
    const float title_height = title.empty() ? 0 : ui.canvas().paragraph_height(title, width, Type::Body, Weight::Bold);
    const float words_height = words.empty() ? 0 : ui.canvas().paragraph_height(words, width, title.empty() ? Type::Body : Type::Caption);
    const float below = beside ? 0 : ui.theme().target();
    const Rect place = ui.take(std::round(std::max(title_height + words_height + below + 2 * ui.px(32), ui.theme().target())));
    ui.canvas().shadow(place.moved(0, ui.px(3)), ui.theme().radius(), ui.px(14), ui.palette().shadow);
    ui.canvas().fill(place, tone == Tone::Neutral ? ui.palette().surface : tint.soft, ui.theme().radius());
    const float middle = place.center().y - below / 2;
    ui.canvas().icon({place.x + pad + ui.px(28) * grown, middle}, icon_of(tone), ui.px(64) * grown, tint.sign);
    float y = middle - (title_height + words_height) / 2;
    const float x = place.x + pad + sign;
    ui.canvas().paragraph({x, y, width, title_height}, title, {Type::Body, Weight::Bold, ui.palette().ink, Align::Left});
    y += title_height;
    ui.canvas().paragraph({x, y, width, words_height}, words,
                          {title.empty() ? Type::Body : Type::Caption, Weight::Regular, title.empty() ? ui.palette().ink : ui.palette().muted, Align::Left});
    ui.show(id, Role::Banner, title, place, words);
    if (action.empty()) {
        return false;
    }
    const Rect reach = beside ? Rect{place.right() - link - ui.px(12), place.y, link + ui.px(12), place.h} : Rect{x, place.bottom() - below - ui.px(16), width, below};
    const Ui::Touch touch = ui.touch(std::string{id} + ".action", Role::Button, action, reach);
    const Color ink = touch.pressed ? ui.palette().primary_pressed : ui.palette().primary;
    const float arrow = ui.px(40);
    const float words_width = ui.canvas().text_width(action, Type::Body, Weight::Bold);
    const float left = beside ? reach.right() - ui.px(32) - arrow - words_width : reach.x;
    ui.canvas().label({left, reach.y, words_width, reach.h}, action, {Type::Body, Weight::Bold, ink, Align::Left});
    ui.canvas().icon({left + words_width + arrow / 2, reach.center().y + ui.px(1)}, Icon::Forward, arrow, ink);
    return touch.tapped;
}

void spinner(Ui& ui, std::string_view words) {
    const float side = ui.px(88);
    const Rect place = ui.take(side + ui.px(24) + ui.canvas().paragraph_height(words, ui.area().w, Type::Body));
    const Point center{place.center().x, place.y + side / 2};
    const float radius = side / 2 - ui.px(6);
    ui.canvas().ring(center, radius, ui.palette().track, ui.px(9));
    float turn = -std::numbers::pi_v<float> / 2;
    if (ui.choice().motion == Motion::Full) {
        constexpr long Round = 1100;  // milliseconds
        turn = 2 * std::numbers::pi_v<float> * static_cast<float>(ui.now().count() % Round) / static_cast<float>(Round);
        ui.wants_frame_in(std::chrono::milliseconds{50});
    }
    ui.canvas().arc(center, radius, turn, turn + 1.9F, ui.palette().primary, ui.px(9));
    ui.canvas().paragraph({place.x, place.y + side + ui.px(24), place.w, place.h}, words, {Type::Body, Weight::Regular, ui.palette().muted, Align::Center});
    show_text(ui, Role::Progress, words, place);
}

void empty_state(Ui& ui, Icon icon, Tone tone, std::string_view title, std::string_view words) {
    constexpr float LowUnits = 800;  // a window lower than this has the sign beside the words
    const ToneColors tint = colors_of(ui.palette(), tone);
    Canvas& canvas = ui.canvas();
    const bool beside = ui.theme().is_wide() && ui.window().h < ui.px(LowUnits);
    const float disc = ui.px(beside ? 140 : 196), gap = ui.px(beside ? 40 : 48), between = ui.px(beside ? 8 : 20);
    const float room = ui.area().w - (beside ? disc + gap : 0);
    const Type type = headline_type(ui, title, room);
    const float natural = std::max(canvas.text_width(title, type, Weight::Bold), canvas.text_width(words, Type::Body)) + 2;
    const float width = beside ? std::min(room, natural) : room;
    const float title_height = canvas.paragraph_height(title, width, type, Weight::Bold);
    const float words_height = words.empty() ? 0 : between + canvas.paragraph_height(words, width, Type::Body);
    const float written = title_height + words_height;
    const Rect place = ui.take(beside ? std::max(disc, written) : disc + gap + written);
    const float left = beside ? place.center().x - (disc + gap + width) / 2 : place.x;
    const Point center{beside ? left + disc / 2 : place.center().x, beside ? place.center().y : place.y + disc / 2};
    canvas.circle(center, disc / 2, tone == Tone::Neutral ? ui.palette().surface : tint.soft);
    canvas.icon(center, icon, disc * 0.53F, tint.sign);
    const float x = beside ? left + disc + gap : left, y = beside ? place.center().y - written / 2 : place.bottom() - written;
    const Align align = beside ? Align::Left : Align::Center;
    const Rect heading{x, y, width, title_height};
    canvas.paragraph(heading, title, {type, Weight::Bold, ui.palette().ink, align});
    show_text(ui, Role::Heading, title, heading);
    if (!words.empty()) {
        const Rect under{x, heading.bottom() + between, width, words_height - between};
        canvas.paragraph(under, words, {Type::Body, Weight::Regular, ui.palette().muted, align});
        show_text(ui, Role::Text, words, under);
    }
}

void pin_dots(Ui& ui, std::string_view id, std::size_t filled, std::size_t count, Tone tone) {
    const Rect place = ui.take(std::round(ui.px(88)));
    const float step = std::min(ui.px(92), place.w / static_cast<float>(count)), radius = std::min(ui.px(19), step * 0.36F);
    const Color ink = colors_of(ui.palette(), tone).sign;
    const float left = place.center().x - step * static_cast<float>(count - 1) / 2;
    for (std::size_t i = 0; i < count; ++i) {
        const Point center{left + step * static_cast<float>(i), place.center().y};
        if (i < filled) {
            ui.canvas().circle(center, radius, ink);
        } else {
            ui.canvas().ring(center, radius - ui.px(2), tone == Tone::Primary ? ui.palette().outline : ink, ui.px(4));
        }
    }
    ui.show(id, Role::Field, {}, place, std::to_string(filled));
    ui.keep_secret();
}

}  // namespace xz::ui
