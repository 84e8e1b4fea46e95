// Which keys the on-screen keyboard shows, and what each does: planes, shift and language, free of drawing.
#pragma once

#include "terminal/ui/canvas/icon.hpp"
#include "terminal/ui/widgets/labels.hpp"

#include <string>
#include <vector>

namespace xz::ui {

enum class KeyAct { Type, Erase, Newline, Done, Shift, Language, ToNumbers, ToSymbols, ToLetters, Left, Right, Undo, ToHandwriting, Clear };

struct KeyCap {
    std::string id;      // key.q
    std::string label;
    KeyAct act = KeyAct::Type;
    std::string text;    // of Type
    Icon icon = Icon::None;
    float width = 1;     // of a letter key
    bool special = false;  // a darker cap
};
using KeyRow = std::vector<KeyCap>;

enum class Plane { Letters, Numbers, Symbols, Handwriting };
enum class Tongue { Chinese, English };
enum class Shift { Off, Once, Locked };

struct KeyboardState {
    Plane plane = Plane::Letters;
    Tongue tongue = Tongue::Chinese;
    Shift shift = Shift::Off;

    // What pressing such a key does to the keyboard itself.
    void press(KeyAct act);
    friend bool operator==(const KeyboardState&, const KeyboardState&) = default;
};

// Rows of equal total width as the state has them; of handwriting what stands beside the pad.
[[nodiscard]] std::vector<KeyRow> rows_of(const KeyboardState& state, const Labels& labels);

// What stands in the candidates' place while nothing is composed: undo and the caret's way.
[[nodiscard]] KeyRow tools();
// And at its other end, where handwriting is offered and not yet chosen.
[[nodiscard]] KeyCap to_handwriting(const Labels& labels);

// What a key of a hardware keyboard writes while it writes Chinese; empty: what stands on it.
[[nodiscard]] std::string_view chinese_mark(char32_t key);

}  // namespace xz::ui
