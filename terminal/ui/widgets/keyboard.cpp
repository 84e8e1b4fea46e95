#include "terminal/ui/widgets/keyboard.hpp"

#include "terminal/input/handwriting.hpp"
#include "terminal/input/pinyin_engine.hpp"
#include "terminal/ui/text/line_breaker.hpp"
#include "terminal/ui/widgets/ui.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace xz::ui {

namespace {

constexpr float KeyUnits = 104, GapUnits = 11, BarUnits = 112;
constexpr float WidestUnits = 1560;      // keys do not grow further on a landscape screen
constexpr float MostShare = 0.56F;       // of the window's height
constexpr std::size_t WordsAtOnce = 24;  // asked of the engine for one page
constexpr std::string_view WordPrefix = "word.";
constexpr std::string_view PadId = "hand.pad";
constexpr float PadShare = 0.6F;         // of the keyboard's width
constexpr float PenUnits = 11;
constexpr float FarOutside = -1000;      // where a finger lifts whose device is gone

bool has_candidates(FieldKind kind) { return kind == FieldKind::Words || kind == FieldKind::Line; }

bool is_letter(std::string_view text) { return text.size() == 1 && text[0] >= 'a' && text[0] <= 'z'; }

// What a key of a hardware keyboard writes while it writes Chinese.
std::string_view chinese_mark(char32_t key) {
    switch (key) {
        case U',':
            return "，";
        case U'.':
            return "。";
        case U'?':
            return "？";
        case U'!':
            return "！";
        case U':':
            return "：";
        case U';':
            return "；";
        case U'(':
            return "（";
        case U')':
            return "）";
        case U'\\':
            return "、";
        case U'^':
            return "……";
        case U'_':
            return "——";
        case U'<':
            return "《";
        case U'>':
            return "》";
        default:
            return {};
    }
}

}  // namespace

bool Keyboard::types_pinyin() const { return aids_.pinyin != nullptr && aids_.pinyin->is_ready() && !aids_.pinyin->composing().empty(); }

bool Keyboard::speaks_chinese() const {
    return aids_.pinyin != nullptr && aids_.pinyin->is_ready() && state_.tongue == Tongue::Chinese && has_candidates(kind_);
}

bool Keyboard::is_composing() const { return types_pinyin() || !strokes_.empty(); }

std::string Keyboard::composing() const {
    if (types_pinyin()) {
        return aids_.pinyin->composing();
    }
    return strokes_.empty() || read_.empty() ? std::string{} : read_.front();
}

std::vector<std::string> Keyboard::words(std::size_t first, std::size_t count) const {
    if (types_pinyin()) {
        return aids_.pinyin->words(first, count);
    }
    const auto from = static_cast<std::ptrdiff_t>(std::min(first, read_.size())), to = static_cast<std::ptrdiff_t>(std::min(first + count, read_.size()));
    return {read_.begin() + from, read_.begin() + to};
}

std::string Keyboard::choose(std::size_t index) {
    pages_.assign(1, 0);
    if (types_pinyin()) {
        return aids_.pinyin->choose(index);
    }
    std::string word = index < read_.size() ? read_[index] : std::string{};
    forget_strokes();
    return word;
}

std::string Keyboard::commit() {
    if (types_pinyin()) {
        pages_.assign(1, 0);
        return aids_.pinyin->commit();
    }
    return choose(0);
}

void Keyboard::forget_strokes() {
    strokes_.clear();
    read_.clear();
    pen_down_ = false;
    if (aids_.hand != nullptr) {
        aids_.hand->forget();
    }
}

void Keyboard::read_strokes() {
    std::vector<input::Stroke> lines;
    for (const std::vector<Point>& stroke : strokes_) {
        input::Stroke& line = lines.emplace_back();
        for (const Point& point : stroke) {
            line.push_back({point.x, point.y});
        }
    }
    pages_.assign(1, 0);
    aids_.hand->read(std::move(lines));
}

void Keyboard::begin(Ui& ui) {
    attended_ = false;
    focus_at_begin_ = ui.focus();
    if (aids_.pinyin == nullptr && state_.tongue == Tongue::Chinese && aids_.hand == nullptr) {
        state_.tongue = Tongue::English;
    }
    if (field_.empty() || ui.focus() != field_) {
        return;
    }
    if (!strokes_.empty()) {
        if (std::vector<std::string> read = aids_.hand->found(); !read.empty()) {
            read_ = std::move(read);
        }
    }
    take_fingers(ui);
    take_keys(ui);
}

void Keyboard::take_fingers(Ui& ui) {
    const Interaction& touch = ui.interaction();
    const std::string& tapped = touch.tapped();
    if (tapped.starts_with(WordPrefix)) {
        const std::string_view rest = std::string_view{tapped}.substr(WordPrefix.size());
        std::size_t index = 0;
        if (rest == "more") {
            turn_page();
        } else if (rest == "back") {
            turn_back();
        } else if (std::from_chars(rest.data(), rest.data() + rest.size(), index).ec == std::errc{}) {
            insert(choose(index));
        }
    } else if (const auto key = std::find_if(shown_.begin(), shown_.end(), [&](const KeyCap& k) { return k.id == tapped; }); key != shown_.end()) {
        press(ui, KeyCap{*key});
    } else if (!tapped.empty() && tapped != field_ && tapped != PadId) {
        ui.drop_focus();
    } else if (tapped.empty() && touch.went_up() && !touch.past_slop() && touch.press_layer() == Layer::Screen) {
        ui.drop_focus();
    }
    // The pen: from where it goes down on the pad to where it lifts, wherever that is.
    if (touch.went_down() && touch.is_pressed(PadId)) {
        pen_down_ = true;
        strokes_.emplace_back();
    }
    if (!pen_down_) {
        return;
    }
    const auto draw_to = [&](Point at) {
        const Point place{std::clamp(at.x - pad_.x, 0.0F, pad_.w), std::clamp(at.y - pad_.y, 0.0F, pad_.h)};
        std::vector<Point>& stroke = strokes_.back();
        if (at.x > FarOutside && (stroke.empty() || stroke.back() != place)) {
            stroke.push_back(place);
        }
    };
    if (!touch.went_down()) {
        std::for_each(touch.input().trail.begin(), touch.input().trail.end(), draw_to);
    }
    draw_to(touch.input().pointer);
    if (touch.went_up()) {
        pen_down_ = false;
        read_strokes();
    }
}

void Keyboard::take_keys(Ui& ui) {
    // Tab is not ours: it goes on to the next widget.
    while (ui.focus() == field_) {
        const input::Keystroke* key = ui.next_key();
        if (key == nullptr || *key == input::Keystroke{HardKey::Tab} || *key == input::Keystroke{HardKey::BackTab}) {
            return;
        }
        const input::Keystroke struck = *key;
        ui.take_key();
        strike(ui, struck);
    }
}

// A key of a hardware keyboard.
void Keyboard::strike(Ui& ui, const input::Keystroke& key) {
    if (const auto* character = std::get_if<char32_t>(&key)) {
        const char32_t c = *character;
        if (types_pinyin() && c >= U'1' && c <= U'9') {
            const auto index = pages_.back() + static_cast<std::size_t>(c - U'1');
            if (next_page_ == 0 || index < next_page_) {
                insert(choose(index));
            }
            return;
        }
        if (types_pinyin() && (c == U'=' || c == U'-')) {
            c == U'=' ? turn_page() : turn_back();
            return;
        }
        std::string text;
        append_utf8(text, c);
        if (is_letter(text)) {
            state_.plane = Plane::Letters;
        }
        const bool point = c == U'.' && number_ == Number::Whole;
        if (const std::string_view mark = chinese_mark(c); speaks_chinese() && !mark.empty() && !point) {
            text = mark;
        }
        const bool digit = c >= U'0' && c <= U'9';
        number_ = point ? Number::Fraction : !digit ? Number::None : number_ == Number::None ? Number::Whole : number_;
        type(text);
        return;
    }
    switch (std::get<HardKey>(key)) {
        case HardKey::Enter:
            finish(ui);
            break;
        case HardKey::Backspace:
            erase();
            break;
        case HardKey::Delete:
            edit(Edit::Kind::EraseAfter);
            break;
        case HardKey::Left:
            edit(Edit::Kind::Left);
            break;
        case HardKey::Right:
            edit(Edit::Kind::Right);
            break;
        case HardKey::Up:
            edit(Edit::Kind::Up);
            break;
        case HardKey::Down:
            edit(Edit::Kind::Down);
            break;
        case HardKey::Home:
            edit(Edit::Kind::Home);
            break;
        case HardKey::End:
            edit(Edit::Kind::End);
            break;
        case HardKey::PageUp:
            turn_back();
            break;
        case HardKey::PageDown:
            turn_page();
            break;
        case HardKey::Language:
            insert(commit());
            state_.plane = Plane::Letters;
            state_.press(KeyAct::Language);
            break;
        case HardKey::Escape:
            ui.drop_focus();
            break;
        case HardKey::Tab:
        case HardKey::BackTab:
            break;
    }
}

void Keyboard::turn_page() {
    if (is_composing() && next_page_ > pages_.back()) {
        pages_.push_back(next_page_);
    }
}

void Keyboard::turn_back() {
    if (pages_.size() > 1) {
        pages_.pop_back();
    }
}

void Keyboard::press(Ui& ui, const KeyCap& key) {
    switch (key.act) {
        case KeyAct::Type:
            type(key.text);
            break;
        case KeyAct::Erase:
            erase();
            break;
        case KeyAct::Newline:
            finish(ui);
            break;
        case KeyAct::Done:
            ui.drop_focus();
            break;
        case KeyAct::Left:
            edit(Edit::Kind::Left);
            break;
        case KeyAct::Right:
            edit(Edit::Kind::Right);
            break;
        case KeyAct::Undo:
            edit(Edit::Kind::Undo);
            break;
        case KeyAct::Clear:
            forget_strokes();
            break;
        case KeyAct::ToHandwriting:
            insert(commit());
            aids_.hand->load();
            break;
        case KeyAct::Shift:
        case KeyAct::Language:
        case KeyAct::ToNumbers:
        case KeyAct::ToSymbols:
        case KeyAct::ToLetters:
            insert(commit());
            break;
    }
    state_.press(key.act);
}

void Keyboard::type(std::string_view text) {
    if (speaks_chinese() && state_.plane == Plane::Letters && (is_letter(text) || (text == "'" && types_pinyin()))) {
        aids_.pinyin->type(text[0]);
        pages_.assign(1, 0);
        return;
    }
    if (is_composing()) {
        insert(commit());
        if (text == " ") {
            return;
        }
    }
    insert(text);
}

void Keyboard::edit(Edit::Kind kind, std::string_view text) { edits_.push_back({field_, {kind, std::string{text}}}); }

void Keyboard::insert(std::string_view text) {
    if (!text.empty()) {
        edit(Edit::Kind::Insert, text);
    }
}

void Keyboard::erase() {
    if (types_pinyin()) {
        aids_.pinyin->erase();
        pages_.assign(1, 0);
    } else if (strokes_.empty()) {
        edit(Edit::Kind::Erase);
    } else if (strokes_.size() == 1) {
        forget_strokes();
    } else {
        strokes_.pop_back();
        read_strokes();
    }
}

// Enter: what is composed is taken first; then a new line, or the end of a one-line field.
void Keyboard::finish(Ui& ui) {
    if (is_composing()) {
        insert(commit());
    } else if (kind_ == FieldKind::Words) {
        insert("\n");
    } else {
        ui.drop_focus();
    }
}

void Keyboard::expect(FieldKind kind) {
    if (aids_.pinyin != nullptr && has_candidates(kind)) {
        aids_.pinyin->load();
    }
}

void Keyboard::attend(std::string_view field, FieldKind kind) {
    attended_ = true;
    if (field_ != field) {
        field_ = field;
        expect(kind);
        // Whoever writes by hand goes on doing so.
        const bool by_hand = state_.plane == Plane::Handwriting && has_candidates(kind);
        state_ = KeyboardState{by_hand ? Plane::Handwriting : Plane::Letters, state_.tongue, Shift::Off};
        number_ = Number::None;
    }
    kind_ = kind;
}

std::vector<Edit> Keyboard::take_edits(std::string_view field) {
    std::vector<Edit> mine;
    std::erase_if(edits_, [&](Waiting& waiting) {
        if (waiting.field != field) {
            return false;
        }
        mine.push_back(std::move(waiting.edit));
        return true;
    });
    return mine;
}

void Keyboard::leave_field(std::string_view field) {
    if (field.empty()) {
        return;
    }
    if (field == field_) {
        insert(commit());
    }
    if (aids_.pinyin != nullptr && aids_.pinyin->is_ready()) {
        aids_.pinyin->forget();
    }
    forget_strokes();
    pages_.assign(1, 0);
}

void Keyboard::end(Ui& ui) {
    const float before = height_;
    if (!attended_) {
        height_ = 0;
        if (!ui.focus().empty() && ui.focus() == focus_at_begin_) {
            ui.drop_focus();  // its field is not on this screen any more
        }
        shown_.clear();
    } else {
        const std::vector<KeyRow> rows = rows_of(state_, kind_, ui.labels());
        const auto count = static_cast<float>(rows.size());
        const float gap = ui.px(GapUnits);
        const float bar = has_candidates(kind_) ? 1.0F : 0.0F;
        const float most = ui.window().h * MostShare;
        const float shrink = std::min(1.0F, most / (ui.px(KeyUnits) * count + gap * (count + 2) + bar * ui.px(BarUnits)));
        const float key = std::max(std::min(ui.theme().key_target(), (most - bar * ui.px(BarUnits) * 0.6F) / count - gap), ui.px(KeyUnits) * shrink);
        const float bar_height = bar * std::max(ui.theme().key_target(), ui.px(BarUnits) * shrink);
        height_ = std::round(bar_height + (key + gap) * count + 2 * gap);

        const Rect room{0, ui.window().h - height_, ui.window().w, height_};
        ui.begin_overlay(Layer::Keyboard, room);
        ui.canvas().fill(room, ui.palette().keyboard);
        ui.canvas().line({0, room.y}, {room.w, room.y}, ui.palette().line, 1);
        const float width = std::min(room.w, ui.px(WidestUnits));
        const Rect column{(room.w - width) / 2, room.y, width, room.h};
        shown_.clear();
        if (bar_height > 0) {
            draw_words(ui, {column.x, column.y, column.w, bar_height});
        }
        const Rect below{column.x, column.y + bar_height, column.w, column.h - bar_height};
        if (state_.plane == Plane::Handwriting && has_candidates(kind_)) {
            const float pad = std::round(below.w * PadShare);
            draw_pad(ui, {below.x, below.y, pad, below.h});
            draw_keys(ui, {below.x + pad, below.y, below.w - pad, below.h});
        } else {
            draw_keys(ui, below);
        }
        ui.end_overlay();
    }
    if (before != height_) {
        ui.wants_frame_in(std::chrono::milliseconds{0});
        if (!ui.focus().empty()) {
            ui.field_state_reveal();
        }
    }
}

void Keyboard::draw_pad(Ui& ui, const Rect& room) {
    const Palette& colors = ui.palette();
    const float gap = ui.px(GapUnits);
    const Rect pad{std::round(room.x + ui.px(16) + gap / 2), std::round(room.y + gap), std::round(room.w - ui.px(16) - gap), std::round(room.h - 3 * gap)};
    pad_ = pad;
    ui.touch(PadId, Role::Figure, ui.labels().write_here, pad, Enabled::Yes, std::to_string(strokes_.size()), Repeat::Every);
    ui.canvas().fill(pad, colors.key, ui.px(16));
    // A cross as in a copybook.
    const float side = pad.h - 2 * ui.px(14);
    const Rect square{pad.center().x - side / 2, pad.center().y - side / 2, side, side};
    const auto ruled = [&](Point from, Point to) { ui.canvas().dashes(std::array{from, to}, colors.line, std::max(1.0F, ui.px(3)), ui.px(16), ui.px(12)); };
    ruled({square.x, pad.center().y}, {square.right(), pad.center().y});
    ruled({pad.center().x, square.y}, {pad.center().x, square.bottom()});
    if (strokes_.empty()) {
        const float line = ui.theme().line_height(Type::Label);
        ui.canvas().fitted_label({pad.x + ui.px(20), pad.y + ui.px(12), pad.w - 2 * ui.px(20), line}, ui.labels().write_here, {Type::Label, Weight::Regular, colors.muted, Align::Left});
    }
    const float pen = std::max(3.0F, ui.px(PenUnits));
    for (const std::vector<Point>& stroke : strokes_) {
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
        const Ui::Touch touch = ui.touch(key.id, Role::Key, key.id.substr(4), cell, Enabled::Yes, {}, repeat);
        if (touch.pressed) {
            ui.canvas().fill(cell.inset(ui.px(6), ui.px(14)), ui.palette().key_pressed, ui.px(14));
        }
        ui.canvas().icon(cell.center(), key.icon, std::min(ui.px(48), bar.h * 0.6F), ui.palette().muted);
        shown_.push_back(key);
        x += width;
    }
    if (aids_.hand == nullptr || state_.plane == Plane::Handwriting) {
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
    if (!is_composing()) {
        draw_tools(ui, bar);
        return;
    }
    const Palette& colors = ui.palette();
    const float pad = ui.px(22), more_width = ui.px(150);
    const std::size_t first = pages_.back();
    const std::vector<std::string> found = words(first, WordsAtOnce);
    float x = bar.x + ui.px(10);
    const float end = bar.right() - more_width;
    if (pages_.size() > 1) {
        const Rect back{x, bar.y, ui.theme().key_target(), bar.h};
        ui.touch("word.back", Role::Candidate, ui.labels().back, back, Enabled::Yes, {}, Repeat::Every);
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
    next_page_ = shown < found.size() ? first + shown : 0;
    if (next_page_ != 0) {
        const Rect more{end, bar.y, more_width, bar.h};
        const Ui::Touch touch = ui.touch("word.more", Role::Candidate, ui.labels().more, more, Enabled::Yes, {}, Repeat::Every);
        const Color ink = touch.pressed ? colors.primary : colors.muted;
        const float arrow = ui.px(44);
        ui.canvas().fitted_label({more.x + ui.px(6), more.y + more.h * 0.3F, more.w - arrow - ui.px(6), more.h * 0.4F}, ui.labels().more, {Type::Body, Weight::Regular, ink, Align::Right});
        ui.canvas().icon({more.right() - arrow / 2 - ui.px(4), more.center().y}, Icon::Forward, arrow, ink);
    }
}

void Keyboard::draw_keys(Ui& ui, const Rect& room) {
    const Palette& colors = ui.palette();
    const std::vector<KeyRow> rows = rows_of(state_, kind_, ui.labels());
    const float gap = ui.px(GapUnits), side = ui.px(16);
    const float height = (room.h - 2 * gap) / static_cast<float>(rows.size()) - gap;
    const bool pad = kind_ == FieldKind::Digits || kind_ == FieldKind::Secret;
    float widest = 0;
    for (const KeyRow& row : rows) {
        float sum = 0;
        for (const KeyCap& key : row) {
            sum += key.width;
        }
        widest = std::max(widest, sum);
    }
    const float width = pad ? std::min(room.w, ui.px(760)) : room.w;
    const float unit = (width - 2 * side) / widest;
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
            const Ui::Touch touch = ui.touch(key.id, Role::Key, key.label.empty() ? key.id.substr(4) : key.label, cell, Enabled::Yes, {}, held ? Repeat::Held : Repeat::Every);
            const bool done = key.act == KeyAct::Done;
            const bool lit = key.act == KeyAct::Shift && state_.shift != Shift::Off;
            const Color base = done ? colors.primary : lit ? colors.key : key.special ? colors.key_special : colors.key;
            const Color pressed = done ? colors.primary_pressed : colors.key_pressed;
            const float radius = ui.px(16);
            ui.canvas().fill(cap.moved(0, ui.px(3)), faded(colors.ink, 0.13F), radius);
            ui.canvas().fill(cap, touch.pressed ? pressed : base, radius);
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
