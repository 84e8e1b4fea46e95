#include "terminal/ui/widgets/text_field.hpp"

#include "terminal/ui/text/line_breaker.hpp"
#include "terminal/ui/widgets/keyboard.hpp"
#include "terminal/ui/widgets/memory.hpp"
#include "terminal/ui/widgets/tone.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace xz::ui {

namespace {

bool apply(EditBuffer& buffer, const Edit& edit) {
    switch (edit.kind) {
        case Edit::Kind::Insert:
            return buffer.insert(edit.text);
        case Edit::Kind::Erase:
            return buffer.erase_before();
        case Edit::Kind::EraseAfter:
            return buffer.erase_after();
        case Edit::Kind::Left:
            buffer.move_left();
            return false;
        case Edit::Kind::Right:
            buffer.move_right();
            return false;
        case Edit::Kind::Undo:
            return buffer.undo();
        case Edit::Kind::Up:
        case Edit::Kind::Down:
        case Edit::Kind::Home:
        case Edit::Kind::End:
            break;
    }
    return false;
}

// What is drawn: the value with the composing text at the caret, in lines.
struct Page {
    std::string text;
    std::size_t composing_from = 0, composing_to = 0;  // bytes; equal when nothing is composed
    std::vector<TextLine> lines;
    float line_height = 0;
};

std::size_t line_holding(const Page& page, std::size_t byte) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
        if (page.lines[i].begin <= byte) {
            found = i;
        }
    }
    return found;
}

float width_up_to(Canvas& canvas, const Page& page, const TextLine& line, std::size_t byte) {
    const std::size_t end = std::max(line.begin, std::min(byte, page.text.size()));
    return canvas.text_width(std::string_view{page.text}.substr(line.begin, end - line.begin), Type::Body);
}

// The boundary in the value nearest to a touched point of the page.
std::size_t touched_byte(Canvas& canvas, const Page& page, Point at) {
    const float row = std::clamp(std::floor(at.y / page.line_height), 0.0F, static_cast<float>(page.lines.size() - 1));
    const TextLine& line = page.lines[static_cast<std::size_t>(row)];
    float x = 0;
    std::size_t byte = line.begin;
    while (byte < line.end) {
        const CodePoint cp = code_point_at(page.text, byte);
        const float wide = canvas.text_width(std::string_view{page.text}.substr(byte, cp.bytes), Type::Body);
        if (at.x < x + wide / 2) {
            break;
        }
        x += wide;
        byte += cp.bytes;
    }
    return byte;
}

// Where the caret goes by a key that knows lines.
void move_by_line(Canvas& canvas, EditBuffer& buffer, Edit::Kind kind, float width, float line_height) {
    Page page;
    page.text = buffer.value();
    page.line_height = line_height;
    page.lines = canvas.lines_in_field(page.text, width, Type::Body);
    const std::size_t row = line_holding(page, buffer.caret());
    const TextLine& line = page.lines[row];
    switch (kind) {
        case Edit::Kind::Home:
            buffer.move_to(line.begin);
            break;
        case Edit::Kind::End:
            buffer.move_to(line.end);
            break;
        case Edit::Kind::Up:
        case Edit::Kind::Down: {
            const bool up = kind == Edit::Kind::Up;
            if (up ? row == 0 : row + 1 == page.lines.size()) {
                buffer.move_to(up ? 0 : page.text.size());
                break;
            }
            const float x = width_up_to(canvas, page, line, buffer.caret());
            buffer.move_to(touched_byte(canvas, page, {x, (static_cast<float>(row) + (up ? -0.5F : 1.5F)) * line_height}));
            break;
        }
        default:
            break;
    }
}

// Near the end of what a field takes it shows how far that is; at the end, that nothing more goes in.
void count_room(Ui& ui, std::string_view id, std::size_t length, std::size_t most) {
    constexpr std::size_t near_share = 10;
    if (length + most / near_share < most) {
        return;
    }
    const bool full = length >= most;
    const ToneColors tone = colors_of(ui.palette(), full ? Tone::Danger : Tone::Neutral);
    std::string count = std::to_string(length) + " / " + std::to_string(most);
    if (full) {
        count = ui.labels().full + "  " + count;
    }
    const Rect line = ui.take(ui.theme().line_height(Type::Caption));
    ui.canvas().label(line, count, {Type::Caption, full ? Weight::Bold : Weight::Regular, tone.ink, Align::Right});
    ui.show(std::string{id} + ".count", Role::Text, count, line);
}

bool knows_lines(Edit::Kind kind) { return kind == Edit::Kind::Up || kind == Edit::Kind::Down || kind == Edit::Kind::Home || kind == Edit::Kind::End; }

}  // namespace

bool text_field(Ui& ui, std::string_view id, std::string& value, const FieldLook& look) {
    const Palette& colors = ui.palette();
    const Theme& theme = ui.theme();
    Canvas& canvas = ui.canvas();
    FieldState& state = ui.field_state(id);
    EditBuffer& buffer = state.buffer;
    buffer.set_most(look.most);
    buffer.follow(value);

    const float pad_x = ui.px(30), pad_y = ui.px(24);
    const float room = ui.area().w - 2 * pad_x;
    bool changed = false;
    for (const Edit& edit : ui.keyboard().take_edits(id)) {
        if (knows_lines(edit.kind)) {
            move_by_line(canvas, buffer, edit.kind, room, theme.line_height(Type::Body));
        } else {
            changed = apply(buffer, edit) || changed;
        }
        state.reveal = true;
    }
    if (changed) {
        value = buffer.value();
    }
    const bool focused = ui.focus() == id && look.enabled == Enabled::Yes;

    Page page;
    page.line_height = theme.line_height(Type::Body);
    page.text = value;
    std::size_t caret = buffer.caret();
    if (focused) {
        const std::string composing = ui.keyboard().composing();
        page.text.insert(caret, composing);
        page.composing_from = caret;
        page.composing_to = caret + composing.size();
        caret = page.composing_to;
    }
    page.lines = canvas.lines_in_field(page.text, room, Type::Body);

    const auto rows = static_cast<float>(std::max<std::size_t>(page.lines.size(), static_cast<std::size_t>(look.lines)));
    const Rect box = ui.take(std::round(std::max(rows * page.line_height + 2 * pad_y, theme.target())));
    const Rect inner{box.x + pad_x, box.y + pad_y, room, rows * page.line_height};
    const Ui::Touch touch = ui.touch(id, Role::Field, look.label, box, look.enabled, value, Repeat::Every);
    ui.keyboard().expect();

    const std::size_t caret_row = line_holding(page, caret);
    const float caret_x = width_up_to(canvas, page, page.lines[caret_row], caret);
    if (touch.tapped) {
        ui.focus_on(id);
        const Point at = ui.interaction().input().pointer;
        if (page.composing_from == page.composing_to && !ui.interaction().tapped_by_key()) {
            buffer.move_to(touched_byte(canvas, page, {at.x - inner.x, at.y - inner.y}));
        }
        state.reveal = true;
        ui.wants_frame_in(std::chrono::milliseconds{0});
    }
    if (ui.focus() == id && look.enabled == Enabled::Yes) {
        ui.keyboard().attend(id);
    }

    const float radius = ui.px(22);
    canvas.fill(box, touch.pressed ? colors.primary_soft : look.enabled == Enabled::Yes ? colors.surface : colors.ground, radius);
    canvas.stroke(box, focused ? colors.primary : colors.outline, std::max(1.0F, ui.px(focused ? 4.0F : 2.0F)), radius);
    canvas.push_clip(box.inset(ui.px(6), 0));
    if (page.text.empty() && !look.placeholder.empty()) {
        canvas.paragraph(inner, look.placeholder, {Type::Body, Weight::Regular, colors.muted, Align::Left});
    }
    const float em = theme.type_size(Type::Body);
    const Rect clip = canvas.clip();
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
        const TextLine& line = page.lines[i];
        const float y = inner.y + static_cast<float>(i) * page.line_height;
        if (y > clip.bottom() || y + page.line_height < clip.y) {
            continue;
        }
        canvas.text({inner.x, y + (page.line_height - em) / 2}, std::string_view{page.text}.substr(line.begin, line.end - line.begin), {Type::Body, Weight::Regular, colors.ink, Align::Left});
        const std::size_t from = std::max(line.begin, page.composing_from), to = std::min(line.end, page.composing_to);
        if (from < to) {
            const float left = width_up_to(canvas, page, line, from), right = width_up_to(canvas, page, line, to);
            const float base = std::round(y + (page.line_height + em) / 2 + ui.px(3));
            canvas.fill({inner.x + left, base, right - left, std::max(2.0F, std::round(ui.px(3)))}, colors.primary);
        }
    }
    if (focused) {
        const Rect mark{std::round(inner.x + caret_x), std::round(inner.y + static_cast<float>(caret_row) * page.line_height + (page.line_height - em) / 2 - ui.px(4)),
                        std::max(2.0F, std::round(ui.px(3))), std::round(em + ui.px(8))};
        canvas.fill(mark, colors.primary);
        if (state.reveal) {
            // The whole field where it fits above the keyboard, else the caret's surroundings.
            const float seen = ui.window().h - ui.covered_height();
            ui.reveal(box.h < seen * 0.6F ? box : mark.inset(0, -page.line_height));
            state.reveal = ui.covered_height() == 0;
        }
    }
    canvas.pop_clip();
    count_room(ui, id, buffer.length(), look.most);
    return changed;
}

}  // namespace xz::ui
