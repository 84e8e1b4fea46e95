#include "terminal/ui/widgets/keyboard.hpp"

#include "terminal/ui/text/line_breaker.hpp"
#include "terminal/ui/widgets/ui.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace xz::ui {

namespace {

constexpr float KeyUnits = 104, BarUnits = 112;
constexpr float WidestUnits = 1560;      // keys do not grow further on a landscape screen
constexpr float MostShare = 0.56F;       // of the window's height
constexpr float PadShare = 0.6F;         // of the keyboard's width

bool is_letter(std::string_view text) { return text.size() == 1 && text[0] >= 'a' && text[0] <= 'z'; }

}  // namespace

bool Keyboard::speaks_chinese() const { return composition_.is_pinyin_ready() && state_.tongue == Tongue::Chinese; }

void Keyboard::begin(Ui& ui) {
    attended_ = false;
    focus_at_begin_ = ui.focus();
    if (!composition_.can_write_chinese() && state_.tongue == Tongue::Chinese) {
        state_.tongue = Tongue::English;
    }
    if (field_.empty() || ui.focus() != field_) {
        return;
    }
    composition_.hear();
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
            composition_.turn_page();
        } else if (rest == "back") {
            composition_.turn_back();
        } else if (std::from_chars(rest.data(), rest.data() + rest.size(), index).ec == std::errc{}) {
            insert(composition_.choose(index));
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
        composition_.pen_down();
    }
    if (!pen_down_) {
        return;
    }
    const auto draw_to = [&](Point at) { composition_.pen_to({std::clamp(at.x - pad_.x, 0.0F, pad_.w), std::clamp(at.y - pad_.y, 0.0F, pad_.h)}); };
    if (!touch.went_down()) {
        std::for_each(touch.input().trail.begin(), touch.input().trail.end(), draw_to);
    }
    draw_to(touch.input().pointer);
    if (!touch.input().down) {
        pen_down_ = false;
        composition_.pen_up();
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
        if (composition_.is_pinyin() && c >= U'1' && c <= U'9') {
            const auto index = composition_.page() + static_cast<std::size_t>(c - U'1');
            if (composition_.is_on_page(index)) {
                insert(composition_.choose(index));
            }
            return;
        }
        if (composition_.is_pinyin() && (c == U'=' || c == U'-')) {
            c == U'=' ? composition_.turn_page() : composition_.turn_back();
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
            finish();
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
            composition_.turn_back();
            break;
        case HardKey::PageDown:
            composition_.turn_page();
            break;
        case HardKey::Language:
            insert(composition_.take());
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

void Keyboard::press(Ui& ui, const KeyCap& key) {
    switch (key.act) {
        case KeyAct::Type:
            type(key.text);
            break;
        case KeyAct::Erase:
            erase();
            break;
        case KeyAct::Newline:
            finish();
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
            composition_.forget_strokes();
            break;
        case KeyAct::ToHandwriting:
            insert(composition_.take());
            composition_.load_handwriting();
            break;
        case KeyAct::Shift:
        case KeyAct::Language:
        case KeyAct::ToNumbers:
        case KeyAct::ToSymbols:
        case KeyAct::ToLetters:
            insert(composition_.take());
            break;
    }
    state_.press(key.act);
}

void Keyboard::type(std::string_view text) {
    if (speaks_chinese() && state_.plane == Plane::Letters && (is_letter(text) || (text == "'" && composition_.is_pinyin()))) {
        composition_.type(text[0]);
        return;
    }
    if (!composition_.is_empty()) {
        insert(composition_.take());
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
    if (!composition_.erase()) {
        edit(Edit::Kind::Erase);
    }
}

// Enter: what is composed is taken first; then a new line.
void Keyboard::finish() { insert(composition_.is_empty() ? "\n" : composition_.take()); }

void Keyboard::attend(std::string_view field) {
    attended_ = true;
    if (field_ != field) {
        field_ = field;
        // Whoever writes by hand goes on doing so.
        state_ = KeyboardState{state_.plane == Plane::Handwriting ? Plane::Handwriting : Plane::Letters, state_.tongue, Shift::Off};
        number_ = Number::None;
    }
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
        insert(composition_.take());
    }
    composition_.forget();
}

void Keyboard::turn_page() { edits_.clear(); }

void Keyboard::end(Ui& ui) {
    const float before = height_;
    if (!attended_) {
        height_ = 0;
        if (!ui.focus().empty() && ui.focus() == focus_at_begin_) {
            ui.drop_focus();  // its field is not on this screen any more
        }
        shown_.clear();
    } else {
        const auto count = static_cast<float>(rows_of(state_, ui.labels()).size());
        const float gap = ui.px(GapUnits);
        const float most = ui.window().h * MostShare;
        const float shrink = std::min(1.0F, most / (ui.px(KeyUnits) * count + gap * (count + 2) + ui.px(BarUnits)));
        const float key = std::max(std::min(ui.theme().key_target(), (most - ui.px(BarUnits) * 0.6F) / count - gap), ui.px(KeyUnits) * shrink);
        const float bar_height = std::max(ui.theme().key_target(), ui.px(BarUnits) * shrink);
        height_ = std::round(bar_height + (key + gap) * count + 2 * gap);

        const Rect room{0, ui.window().h - height_, ui.window().w, height_};
        ui.begin_overlay(Layer::Keyboard, room);
        ui.canvas().fill(room, ui.palette().keyboard);
        ui.canvas().line({0, room.y}, {room.w, room.y}, ui.palette().line, 1);
        const float width = std::min(room.w, ui.px(WidestUnits));
        const Rect column{(room.w - width) / 2, room.y, width, room.h};
        shown_.clear();
        draw_words(ui, {column.x, column.y, column.w, bar_height});
        const Rect below{column.x, column.y + bar_height, column.w, column.h - bar_height};
        if (state_.plane == Plane::Handwriting) {
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

}  // namespace xz::ui
