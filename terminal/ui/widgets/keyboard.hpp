// The on-screen keyboard: it rises when a field has the focus, speaks pinyin and reads handwriting, and hands the field its edits.
// A hardware keyboard types through it, too.
#pragma once

#include "terminal/input/keystroke.hpp"
#include "terminal/ui/canvas/geometry.hpp"
#include "terminal/ui/widgets/composition.hpp"
#include "terminal/ui/widgets/keyboard_layout.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace xz::ui {

class Ui;

struct Edit {
    enum class Kind { Insert, Erase, EraseAfter, Left, Right, Up, Down, Home, End, Undo };
    Kind kind = Kind::Insert;
    std::string text;
    friend bool operator==(const Edit&, const Edit&) = default;
};

class Keyboard {
public:
    explicit Keyboard(const input::WritingAids& aids) : composition_{aids} {}

    void begin(Ui& ui);  // takes this frame's taps and hardware keys, before the fields are drawn
    void end(Ui& ui);    // draws itself when a field asked for it
    // The focused field is on this screen.
    void attend(std::string_view field);
    // A field is on the screen: what it may need is loaded before the first key is touched.
    void expect() { composition_.load_pinyin(); }
    // What this field is to do, in order; each is handed out once.
    [[nodiscard]] std::vector<Edit> take_edits(std::string_view field);
    // Underlined in the field until it is committed.
    [[nodiscard]] std::string composing() const { return composition_.shown(); }
    void leave_field(std::string_view field);  // what is being composed is committed to it
    void turn_page();                          // edits of a field that was not drawn again are not another page's field's
    [[nodiscard]] float height() const { return height_; }

private:
    static constexpr float GapUnits = 11;                    // between keys
    static constexpr std::string_view WordPrefix = "word.";  // ids of candidates
    static constexpr std::string_view PadId = "hand.pad";

    void take_fingers(Ui& ui);
    void take_keys(Ui& ui);
    void press(Ui& ui, const KeyCap& key);
    void strike(Ui& ui, const input::Keystroke& key);
    void type(std::string_view text);
    void edit(Edit::Kind kind, std::string_view text = {});
    void insert(std::string_view text);
    void erase();
    void finish();
    [[nodiscard]] bool speaks_chinese() const;
    void draw_pad(Ui& ui, const Rect& pad);
    void draw_keys(Ui& ui, const Rect& room);
    void draw_words(Ui& ui, const Rect& bar);
    void draw_tools(Ui& ui, const Rect& bar);

    Composition composition_;
    KeyboardState state_;
    std::string field_;           // whose keys these are
    std::string focus_at_begin_;
    struct Waiting {
        std::string field;
        Edit edit;
    };
    std::vector<Waiting> edits_;
    std::vector<KeyCap> shown_;   // of the frame before
    Rect pad_;                    // where it was drawn last
    bool pen_down_ = false;
    enum class Number { None, Whole, Fraction } number_ = Number::None;  // what a hardware keyboard writes: the dot after whole digits is a point
    float height_ = 0;
    bool attended_ = false;
};

}  // namespace xz::ui
