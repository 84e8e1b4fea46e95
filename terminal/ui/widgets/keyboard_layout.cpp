#include "terminal/ui/widgets/keyboard_layout.hpp"

#include "terminal/ui/text/line_breaker.hpp"

#include <string_view>
#include <utility>

namespace xz::ui {

namespace {

KeyCap typed(std::string text, std::string label, float width = 1) {
    KeyCap key;
    key.id = "key." + text;
    key.label = std::move(label);
    key.text = std::move(text);
    key.width = width;
    return key;
}

KeyCap acting(std::string id, KeyAct act, std::string label, Icon icon, float width) {
    KeyCap key;
    key.id = std::move(id);
    key.label = std::move(label);
    key.act = act;
    key.icon = icon;
    key.width = width;
    key.special = true;
    return key;
}

KeyRow each(std::string_view characters) {
    KeyRow row;
    for (std::size_t at = 0; at < characters.size();) {
        const CodePoint cp = code_point_at(characters, at);
        std::string one{characters.substr(at, cp.bytes)};
        row.push_back(typed(one, one));
        at += cp.bytes;
    }
    return row;
}

KeyCap erase(float width) { return acting("key.erase", KeyAct::Erase, {}, Icon::Erase, width); }
KeyCap done(const Labels& labels, float width) { return acting("key.done", KeyAct::Done, labels.done, Icon::None, width); }
KeyCap space(const Labels& labels, float width) {
    KeyCap key = typed(" ", labels.space, width);
    key.id = "key.space";
    return key;
}

std::string upper(std::string_view letters) {
    std::string out{letters};
    for (char& c : out) {
        c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    return out;
}

std::vector<KeyRow> letters(const KeyboardState& state, const Labels& labels) {
    const bool chinese = state.tongue == Tongue::Chinese;
    const bool shifted = !chinese && state.shift != Shift::Off;
    std::vector<KeyRow> rows;
    for (const std::string_view line : {"qwertyuiop", "asdfghjkl", "zxcvbnm"}) {
        rows.push_back(each(shifted ? upper(line) : std::string{line}));
    }
    KeyRow& third = rows[2];
    KeyCap left = chinese ? typed("'", "'", 1.5F) : acting("key.shift", KeyAct::Shift, {}, state.shift == Shift::Locked ? Icon::ShiftLock : Icon::Shift, 1.5F);
    left.special = true;
    third.insert(third.begin(), std::move(left));
    third.push_back(erase(1.5F));
    KeyRow last;
    last.push_back(acting("key.numbers", KeyAct::ToNumbers, labels.numbers, Icon::None, 1.2F));
    last.push_back(acting("key.language", KeyAct::Language, chinese ? labels.chinese : labels.english, Icon::None, 1.2F));
    last.push_back(space(labels, 3));
    last.push_back(chinese ? typed("，", "，") : typed(",", ","));
    last.push_back(chinese ? typed("。", "。") : typed(".", "."));
    last.push_back(acting("key.newline", KeyAct::Newline, labels.newline, Icon::Return, 1.2F));
    last.push_back(done(labels, 1.4F));
    rows.push_back(std::move(last));
    return rows;
}

std::vector<KeyRow> signs(const KeyboardState& state, const Labels& labels) {
    const bool chinese = state.tongue == Tongue::Chinese;
    const bool numbers = state.plane == Plane::Numbers;
    std::vector<KeyRow> rows;
    if (numbers) {
        rows.push_back(each("1234567890"));
        rows.push_back(each(chinese ? "-/：；（）￥@“”" : "-/:;()$@\"'"));
        rows.push_back(each(chinese ? "。，、？！·%" : ".,?!&%+"));
    } else {
        rows.push_back(each(chinese ? "【】｛｝#%^*+=" : "[]{}#%^*+="));
        rows.push_back(each(chinese ? "—｜～《》￥&·「」" : "_\\|~<>$&`'"));
        rows.push_back(each(chinese ? "…，、？！‘’" : ".,?!:;@"));
    }
    KeyRow& third = rows[2];
    third.insert(third.begin(), numbers ? acting("key.symbols", KeyAct::ToSymbols, labels.symbols, Icon::None, 1.5F)
                                        : acting("key.numbers", KeyAct::ToNumbers, labels.numbers, Icon::None, 1.5F));
    third.push_back(erase(1.5F));
    KeyRow last;
    last.push_back(acting("key.letters", KeyAct::ToLetters, labels.letters, Icon::None, 1.2F));
    last.push_back(acting("key.language", KeyAct::Language, chinese ? labels.chinese : labels.english, Icon::None, 1.2F));
    last.push_back(space(labels, 5));
    last.push_back(acting("key.newline", KeyAct::Newline, labels.newline, Icon::Return, 1.2F));
    last.push_back(done(labels, 1.4F));
    rows.push_back(std::move(last));
    return rows;
}

// Three keys a row: marks, and what corrects and ends.
std::vector<KeyRow> beside_pad(const Labels& labels) {
    std::vector<KeyRow> rows{each("，？"), each("。！"), each("、"), {}};
    rows[0].push_back(erase(1));
    rows[1].push_back(acting("key.clear", KeyAct::Clear, labels.clear, Icon::None, 1));
    rows[2].push_back(space(labels, 1));
    rows[2].push_back(acting("key.newline", KeyAct::Newline, labels.newline, Icon::Return, 1));
    rows[3].push_back(acting("key.letters", KeyAct::ToLetters, labels.letters, Icon::None, 1));
    rows[3].push_back(acting("key.numbers", KeyAct::ToNumbers, labels.numbers, Icon::None, 1));
    rows[3].push_back(done(labels, 1));
    return rows;
}

}  // namespace

void KeyboardState::press(KeyAct act) {
    switch (act) {
        case KeyAct::Type:
            shift = shift == Shift::Once ? Shift::Off : shift;
            break;
        case KeyAct::Shift:
            shift = shift == Shift::Off ? Shift::Once : shift == Shift::Once ? Shift::Locked : Shift::Off;
            break;
        case KeyAct::Language:
            tongue = tongue == Tongue::Chinese ? Tongue::English : Tongue::Chinese;
            shift = Shift::Off;
            break;
        case KeyAct::ToNumbers:
            plane = Plane::Numbers;
            break;
        case KeyAct::ToSymbols:
            plane = Plane::Symbols;
            break;
        case KeyAct::ToLetters:
            plane = Plane::Letters;
            break;
        case KeyAct::ToHandwriting:
            plane = Plane::Handwriting;
            tongue = Tongue::Chinese;
            break;
        case KeyAct::Erase:
        case KeyAct::Newline:
        case KeyAct::Done:
        case KeyAct::Left:
        case KeyAct::Right:
        case KeyAct::Undo:
        case KeyAct::Clear:
            break;
    }
}

KeyRow tools() {
    return {acting("key.undo", KeyAct::Undo, {}, Icon::Undo, 1), acting("key.left", KeyAct::Left, {}, Icon::Back, 1), acting("key.right", KeyAct::Right, {}, Icon::Forward, 1)};
}

KeyCap to_handwriting(const Labels& labels) { return acting("key.hand", KeyAct::ToHandwriting, labels.handwriting, Icon::Pen, 1); }

std::vector<KeyRow> rows_of(const KeyboardState& state, const Labels& labels) {
    switch (state.plane) {
        case Plane::Handwriting:
            return beside_pad(labels);
        case Plane::Letters:
            return letters(state, labels);
        case Plane::Numbers:
        case Plane::Symbols:
            break;
    }
    return signs(state, labels);
}

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

}  // namespace xz::ui
