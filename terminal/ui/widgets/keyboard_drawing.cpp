// How the keyboard looks: its keys, the candidates, the pad for the pen.
#include "terminal/ui/widgets/keyboard.hpp"
#include "terminal/ui/widgets/ui.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace xz::ui {

namespace {

// What a key is called: its words, or those for its sign.
std::string_view said(const KeyCap& key, const Labels& labels) {
    switch (key.act) {
        case KeyAct::Erase:
            return labels.erase;
        case KeyAct::Shift:
            return labels.shift;
        case KeyAct::Left:
            return labels.left;
        case KeyAct::Right:
            return labels.right;
        case KeyAct::Undo:
            return labels.undo;
        default:
            return key.label;
    }
}

constexpr std::size_t WordsAtOnce = 24;  // asked of the engine for one page
constexpr float PenUnits = 11;

}  // namespace

void Keyboard::draw_pad(Ui& ui, const Rect& room) {
    const Palette& colors = ui.palette();
    const float gap = ui.px(GapUnits);
    const Rect pad{std::round(room.x + ui.px(16) + gap / 2), std::round(room.y + gap), std::round(room.w - ui.px(16) - gap), std::round(room.h - 3 * gap)};
    pad_ = pad;
    ui.touch(PadId, Role::Figure, ui.labels().write_here, pad, Enabled::Yes, std::to_string(composition_.strokes().size()), Repeat::Every);
    ui.canvas().fill(pad, colors.key, ui.px(16));
    // A cross as in a copybook.
    const float side = pad.h - 2 * ui.px(14);
    const Rect square{pad.center().x - side / 2, pad.center().y - side / 2, side, side};
    const auto ruled = [&](Point from, Point to) { ui.canvas().dashes(std::array{from, to}, colors.line, std::max(1.0F, ui.px(3)), ui.px(16), ui.px(12)); };
    ruled({square.x, pad.center().y}, {square.right(), pad.center().y});
    ruled({pad.center().x, square.y}, {pad.center().x, square.bottom()});
    if (composition_.strokes().empty()) {
        const float line = ui.theme().line_height(Type::Label);
        ui.canvas().fitted_label({pad.x + ui.px(20), pad.y + ui.px(12), pad.w - 2 * ui.px(20), line}, ui.labels().write_here, {Type::Label, Weight::Regular, colors.muted, Align::Left});
    }
    const float pen = std::max(3.0F, ui.px(PenUnits));
    for (const std::vector<Point>& stroke : composition_.strokes()) {
        std::vector<Point> line;
        for (const Point& point : stroke) {
            line.push_back({pad.x + point.x, pad.y + point.y});
        }
        if (line.size() > 1) {
            ui.canvas().polyline(line, colors.ink, pen);
        }
        if (!line.empty()) {
            ui.canvas().circle(line.front(), pen / 2, colors.ink);
            ui.canvas().circle(line.back(), pen / 2, colors.ink);
        }
    }
}

void Keyboard::draw_tools(Ui& ui, const Rect& bar) {
    const KeyRow row = tools();
    const float width = std::max(ui.px(132), ui.theme().key_target());
    float x = bar.right() - ui.px(12) - width * static_cast<float>(row.size());
    for (const KeyCap& key : row) {
        const Rect cell{x, bar.y, width, bar.h};
        const Repeat repeat = key.act == KeyAct::Undo ? Repeat::Every : Repeat::Held;
        const Ui::Touch touch = ui.touch(key.id, Role::Key, said(key, ui.labels()), cell, Enabled::Yes, {}, repeat);
        if (touch.pressed) {
            ui.canvas().fill(cell.inset(ui.px(6), ui.px(14)), ui.palette().key_pressed, ui.px(14));
        }
        ui.canvas().icon(cell.center(), key.icon, std::min(ui.px(48), bar.h * 0.6F), ui.palette().muted);
        shown_.push_back(key);
        x += width;
    }
    if (!composition_.can_write_by_hand() || state_.plane == Plane::Handwriting) {
        return;
    }
    const KeyCap hand = to_handwriting(ui.labels());
    const float icon = std::min(ui.px(48), bar.h * 0.6F);
    const float room = icon + ui.px(14) + ui.canvas().text_width(hand.label, Type::Body);
    const Rect cell{bar.x + ui.px(12), bar.y, std::max(width, room + ui.px(36)), bar.h};
    const Ui::Touch touch = ui.touch(hand.id, Role::Key, hand.label, cell, Enabled::Yes, {}, Repeat::Every);
    if (touch.pressed) {
        ui.canvas().fill(cell.inset(ui.px(6), ui.px(14)), ui.palette().key_pressed, ui.px(14));
    }
    const float left = cell.center().x - room / 2;
    ui.canvas().icon({left + icon / 2, cell.center().y}, hand.icon, icon, ui.palette().muted);
    ui.canvas().fitted_label({left + icon + ui.px(14), cell.y, room - icon - ui.px(14), cell.h}, hand.label, {Type::Body, Weight::Regular, ui.palette().muted, Align::Left});
    shown_.push_back(hand);
}

void Keyboard::draw_words(Ui& ui, const Rect& bar) {
    if (composition_.is_empty()) {
        draw_tools(ui, bar);
        return;
    }
    const Palette& colors = ui.palette();
    const float pad = ui.px(22), more_width = ui.px(150);
    const std::size_t first = composition_.page();
    const std::vector<std::string> found = composition_.words(first, WordsAtOnce);
    float x = bar.x + ui.px(10);
    const float end = bar.right() - more_width;
    if (!composition_.is_first_page()) {
        const Rect back{x, bar.y, ui.theme().key_target(), bar.h};
        const Ui::Touch touch = ui.touch("word.back", Role::Candidate, ui.labels().back, back, Enabled::Yes, {}, Repeat::Every);
        if (touch.pressed) {
            ui.canvas().fill(back.inset(ui.px(4), ui.px(14)), colors.key_pressed, ui.px(14));
        }
        ui.canvas().icon(back.center(), Icon::Back, ui.px(52), colors.muted);
        x = back.right();
    }
    std::size_t shown = 0;
    for (const std::string& word : found) {
        const bool best = first == 0 && shown == 0;
        const Weight weight = best ? Weight::Bold : Weight::Regular;
        const Type type = ui.theme().type_size(Type::Title) < bar.h * 0.5F ? Type::Title : Type::Body;
        const float width = std::max(ui.theme().key_target(), ui.canvas().text_width(word, type, weight) + 2 * pad);
        if (x + width > end && shown > 0) {
            break;
        }
        const Rect place{x, bar.y, std::min(width, end - x), bar.h};
        const Ui::Touch touch = ui.touch(std::string{WordPrefix} + std::to_string(first + shown), Role::Candidate, word, place, Enabled::Yes, {}, Repeat::Every);
        if (touch.pressed) {
            ui.canvas().fill(place.inset(ui.px(4), ui.px(14)), colors.key_pressed, ui.px(14));
        }
        ui.canvas().label(place.inset(ui.px(6), 0), word, {type, weight, best ? colors.primary : colors.ink, Align::Center});
        x += width;
        ++shown;
    }
    const bool all_fit = shown == found.size();
    composition_.next_page_at(all_fit ? 0 : first + shown);
    if (!all_fit) {
        const Rect more{end, bar.y, more_width, bar.h};
        const Ui::Touch touch = ui.touch("word.more", Role::Candidate, ui.labels().more, more, Enabled::Yes, {}, Repeat::Every);
        if (touch.pressed) {
            ui.canvas().fill(more.inset(ui.px(4), ui.px(14)), colors.key_pressed, ui.px(14));
        }
        const Color ink = colors.muted;
        const float arrow = ui.px(44);
        ui.canvas().fitted_label({more.x + ui.px(6), more.y + more.h * 0.3F, more.w - arrow - ui.px(6), more.h * 0.4F}, ui.labels().more, {Type::Body, Weight::Regular, ink, Align::Right});
        ui.canvas().icon({more.right() - arrow / 2 - ui.px(4), more.center().y}, Icon::Forward, arrow, ink);
    }
}

void Keyboard::draw_keys(Ui& ui, const Rect& room) {
    const Palette& colors = ui.palette();
    const std::vector<KeyRow> rows = rows_of(state_, ui.labels());
    const float gap = ui.px(GapUnits), side = ui.px(16);
    const float height = (room.h - 2 * gap) / static_cast<float>(rows.size()) - gap;
    float widest = 0;
    for (const KeyRow& row : rows) {
        float sum = 0;
        for (const KeyCap& key : row) {
            sum += key.width;
        }
        widest = std::max(widest, sum);
    }
    const float unit = (room.w - 2 * side) / widest;
    float y = room.y + gap;
    for (const KeyRow& row : rows) {
        float sum = 0;
        for (const KeyCap& key : row) {
            sum += key.width;
        }
        float x = room.x + (room.w - sum * unit) / 2;
        for (const KeyCap& key : row) {
            const Rect cell{x, y, key.width * unit, height + gap};
            const Rect cap{std::round(x + gap / 2), std::round(y), std::round(key.width * unit - gap), std::round(height)};
            const bool held = key.act == KeyAct::Erase || key.act == KeyAct::Left || key.act == KeyAct::Right;
            const Ui::Touch touch = ui.touch(key.id, Role::Key, said(key, ui.labels()), cell, Enabled::Yes, {}, held ? Repeat::Held : Repeat::Every);
            const bool done = key.act == KeyAct::Done;
            const bool lit = key.act == KeyAct::Shift && state_.shift != Shift::Off;
            const Color base = done ? colors.primary : lit ? colors.key : key.special ? colors.key_special : colors.key;
            const Color pressed = done ? colors.primary_pressed : colors.key_pressed;
            const float radius = ui.px(16);
            ui.canvas().fill(cap.moved(0, ui.px(3)), faded(colors.ink, 0.13F), radius);
            ui.canvas().fill(cap, touch.pressed ? pressed : base, radius);
            if (ui.choice().contrast == Contrast::High) {
                ui.canvas().stroke(cap, colors.outline, std::max(1.0F, ui.px(2)), radius);
            }
            const Color ink = done ? colors.on_primary : colors.ink;
            if (key.icon != Icon::None) {
                ui.canvas().icon(cap.center(), key.icon, std::min(ui.px(46), cap.h * 0.6F), ink);
            } else {
                const bool letter = key.act == KeyAct::Type && key.id != "key.space";
                ui.canvas().fitted_label(cap.inset(ui.px(6), cap.h * 0.24F), key.label, {letter ? Type::Title : Type::Body, done ? Weight::Bold : Weight::Regular, ink, Align::Center});
            }
            shown_.push_back(key);
            x += key.width * unit;
        }
        y += height + gap;
    }
}

}  // namespace xz::ui
