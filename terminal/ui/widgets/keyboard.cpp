#include "terminal/ui/widgets/keyboard.hpp"

#include "terminal/input/pinyin_engine.hpp"
#include "terminal/ui/text/line_breaker.hpp"
#include "terminal/ui/widgets/ui.hpp"

#include <algorithm>
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

bool has_candidates(FieldKind kind) { return kind == FieldKind::Words || kind == FieldKind::Line; }

bool is_letter(std::string_view text) { return text.size() == 1 && text[0] >= 'a' && text[0] <= 'z'; }

}  // namespace

bool Keyboard::speaks_chinese() const {
    return pinyin_ != nullptr && pinyin_->is_ready() && state_.tongue == Tongue::Chinese && has_candidates(kind_);
}

bool Keyboard::is_composing() const { return pinyin_ != nullptr && pinyin_->is_ready() && !pinyin_->composing().empty(); }

std::string Keyboard::composing() const { return is_composing() ? pinyin_->composing() : std::string{}; }

void Keyboard::begin(Ui& ui) {
    attended_ = false;
    focus_at_begin_ = ui.focus();
    if (pinyin_ == nullptr && state_.tongue == Tongue::Chinese) {
        state_.tongue = Tongue::English;
    }
    if (field_.empty() || ui.focus() != field_) {
        return;
    }
    const std::string& tapped = ui.interaction().tapped();
    if (tapped.starts_with(WordPrefix)) {
        const std::string_view rest = std::string_view{tapped}.substr(WordPrefix.size());
        std::size_t index = 0;
        if (rest == "more") {
            pages_.push_back(next_page_);
        } else if (rest == "back") {
            pages_.pop_back();
        } else if (std::from_chars(rest.data(), rest.data() + rest.size(), index).ec == std::errc{}) {
            insert(pinyin_->choose(index));
            pages_.assign(1, 0);
        }
    } else if (const auto key = std::find_if(shown_.begin(), shown_.end(), [&](const KeyCap& k) { return k.id == tapped; }); key != shown_.end()) {
        press(ui, KeyCap{*key});
    } else if (!tapped.empty() && tapped != field_) {
        ui.drop_focus();
    } else if (tapped.empty() && ui.interaction().went_up() && !ui.interaction().past_slop() && ui.interaction().press_layer() == Layer::Screen) {
        ui.drop_focus();
    }
    for (const char32_t c : ui.interaction().input().typed) {
        std::string text;
        append_utf8(text, c);
        type(ui, text);
    }
    for (const HardKey key : ui.interaction().input().keys) {
        switch (key) {
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
            case HardKey::Home:
                edit(Edit::Kind::Home);
                break;
            case HardKey::End:
                edit(Edit::Kind::End);
                break;
            case HardKey::Escape:
                ui.drop_focus();
                break;
            case HardKey::Up:
            case HardKey::Down:
            case HardKey::Tab:
            case HardKey::BackTab:
                break;
        }
    }
}

void Keyboard::press(Ui& ui, const KeyCap& key) {
    switch (key.act) {
        case KeyAct::Type:
            type(ui, key.text);
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
        case KeyAct::Shift:
        case KeyAct::Language:
        case KeyAct::ToNumbers:
        case KeyAct::ToSymbols:
        case KeyAct::ToLetters:
            if (is_composing()) {
                insert(pinyin_->commit());
            }
            break;
    }
    state_.press(key.act);
}

void Keyboard::type(Ui&, std::string_view text) {
    if (speaks_chinese() && state_.plane == Plane::Letters && (is_letter(text) || (text == "'" && is_composing()))) {
        pinyin_->type(text[0]);
        pages_.assign(1, 0);
        return;
    }
    if (is_composing()) {
        insert(pinyin_->commit());
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
    if (is_composing()) {
        pinyin_->erase();
        pages_.assign(1, 0);
    } else {
        edit(Edit::Kind::Erase);
    }
}

// Enter: what is composed is taken first; then a new line, or the end of a one-line field.
void Keyboard::finish(Ui& ui) {
    if (is_composing()) {
        insert(pinyin_->commit());
    } else if (kind_ == FieldKind::Words) {
        insert("\n");
    } else {
        ui.drop_focus();
    }
}

void Keyboard::attend(std::string_view field, FieldKind kind) {
    attended_ = true;
    if (field_ != field) {
        field_ = field;
        if (pinyin_ != nullptr && has_candidates(kind)) {
            pinyin_->load();
        }
        state_ = KeyboardState{Plane::Letters, state_.tongue, Shift::Off};
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
    if (field == field_ && is_composing()) {
        insert(pinyin_->commit());
    }
    if (pinyin_ != nullptr && pinyin_->is_ready()) {
        pinyin_->forget();
    }
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
        draw_keys(ui, {column.x, column.y + bar_height, column.w, column.h - bar_height});
        ui.end_overlay();
    }
    if (before != height_) {
        ui.wants_frame_in(std::chrono::milliseconds{0});
        if (!ui.focus().empty()) {
            ui.field_state_reveal();
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
}

void Keyboard::draw_words(Ui& ui, const Rect& bar) {
    if (!is_composing()) {
        draw_tools(ui, bar);
        return;
    }
    const Palette& colors = ui.palette();
    const float pad = ui.px(22), more_width = ui.px(150);
    const std::size_t first = pages_.back();
    const std::vector<std::string> words = pinyin_->words(first, WordsAtOnce);
    float x = bar.x + ui.px(10);
    const float end = bar.right() - more_width;
    if (pages_.size() > 1) {
        const Rect back{x, bar.y, ui.theme().key_target(), bar.h};
        ui.touch("word.back", Role::Candidate, ui.labels().back, back, Enabled::Yes, {}, Repeat::Every);
        ui.canvas().icon(back.center(), Icon::Back, ui.px(52), colors.muted);
        x = back.right();
    }
    std::size_t shown = 0;
    for (const std::string& word : words) {
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
    if (shown < words.size()) {
        next_page_ = first + shown;
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
