// One frame of the interface as a screen sees it: room to take, fingers to answer, ink to draw with.
//
//   header(ui, {...});
//   { Scroll body{ui, "body"};  { Card card{ui};  heading(ui, "课上能专注");  likert(ui, "answer.A1", value, labels); } }
//
// Room is taken top down: each widget takes the width of the area in force and the height that it needs. A window's Ui lives as long
// as its student; everything that it remembers (scroll places, focus, carets) goes with it.
#pragma once

#include "terminal/ui/canvas/canvas.hpp"
#include "terminal/ui/theme/theme.hpp"
#include "terminal/ui/widgets/interaction.hpp"
#include "terminal/ui/widgets/labels.hpp"
#include "terminal/ui/widgets/widget_list.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xz::input {
struct WritingAids;
}

namespace xz::ui {

class Fonts;
class Keyboard;
class Row;
struct ScrollState;
struct FieldState;

// Where Tab comes by: as drawn, or after all others.
enum class TabPlace { InOrder, Last };

// Which way a page was turned: not at all, on, or back to where one came from.
enum class Turn { None, Forward, Back };

class Ui {
public:
    // `fonts` and `look` outlive the Ui.
    Ui(const Fonts& fonts, const input::WritingAids& aids, const Look& look = standard_look());
    ~Ui();
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    // -- for the window: a frame is begin, the screen, end.
    void begin(ImDrawList& list, Size window, const ThemeChoice& choice, const FrameInput& input);
    void end();
    [[nodiscard]] const WidgetList& widgets() const { return widgets_; }
    // When the next frame is due without any event; nothing: it may wait.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next_frame_in() const;

    // -- what the screen says of itself
    void name_screen(std::string_view name);            // for the widget list; another name than the last frame's drops focus, scroll and press
    void set_labels(const Labels& labels) { labels_ = labels; }
    void wants_frame_in(std::chrono::milliseconds span);  // animations and countdowns
    void turns_back() { turn_ = Turn::Back; }           // what was tapped now leads back; any other tap leads on
    [[nodiscard]] Turn turn() const { return turn_; }

    // -- room
    [[nodiscard]] Rect area() const;                    // what is left of the area in force
    Rect take(float height);                            // from its top, over its whole width
    Rect take_bottom(float height);                     // from its bottom: footers, before the scroll takes the rest
    void space(float height);                           // pixels of nothing
    void set_gap(float gap);                            // between two takes; 0 at first
    [[nodiscard]] float gap() const { return areas_.back().gap; }
    void push_area(const Rect& rect);
    float pop_area();                                   // the height that was used
    [[nodiscard]] Rect window() const { return {0, 0, size_.w, size_.h}; }
    [[nodiscard]] float unreached() const;              // of the window's top, left free by the low layout
    [[nodiscard]] float covered_height() const;         // of the window's bottom, by the on-screen keyboard

    // -- ink
    [[nodiscard]] Canvas& canvas() { return *canvas_; }
    [[nodiscard]] const Theme& theme() const { return *theme_; }
    [[nodiscard]] const Palette& palette() const { return theme_->palette; }
    [[nodiscard]] float px(float units) const { return theme_->px(units); }
    [[nodiscard]] const Labels& labels() const { return labels_; }
    [[nodiscard]] const ThemeChoice& choice() const { return theme_->choice(); }

    // -- fingers
    struct Touch {
        bool pressed = false;  // held down inside, now
        bool tapped = false;   // released inside, this frame
        std::size_t slot = 0;  // for `resize`
    };
    // Records the widget and says what the finger does to it.
    Touch touch(std::string_view id, Role role, std::string_view label, const Rect& rect, Enabled enabled = Enabled::Yes,
                std::string_view value = {}, Repeat repeat = Repeat::Guarded);
    // The widget of the slot turned out to be of another size than it was recorded with.
    void resize(std::size_t slot, const Rect& rect);
    // Moves all that was drawn and recorded since down by `dy`.
    struct Since {
        Mark mark;
        std::size_t slot = 0;
    };
    [[nodiscard]] Since since() const { return {canvas_->mark(), widgets_.widgets.size()}; }
    void shift(Since since, float dy);
    // The widget recorded last says nothing of what stands in it.
    void keep_secret() { widgets_.widgets.back().secrecy = Secrecy::Secret; }
    // Records what only shows.
    void show(std::string_view id, Role role, std::string_view label, const Rect& rect, std::string_view value = {});
    [[nodiscard]] Interaction& interaction() { return interaction_; }
    [[nodiscard]] std::chrono::milliseconds now() const { return now_; }   // steady, since the Ui began

    // -- fields
    [[nodiscard]] std::string_view focus() const { return focus_; }
    void focus_on(std::string_view id);
    void drop_focus();
    [[nodiscard]] ScrollState& scroll_state(std::string_view id);
    [[nodiscard]] FieldState& field_state(std::string_view id);
    void field_state_reveal();  // the focused field's caret is to come into sight again
    [[nodiscard]] Keyboard& keyboard() { return *keyboard_; }

    // -- a hardware keyboard
    // Where Tab has led; empty while fingers are used. Enter and Space tap it.
    [[nodiscard]] std::string_view highlighted() const { return highlighted_; }
    // The next key, for widgets and screens that a dialog does not cover; null: there is none. Whoever uses it takes it. Keys after it
    // wait for the next frame, which shows what this one did.
    [[nodiscard]] const Keystroke* next_key() const;
    void take_key();
    bool take_key(HardKey key);  // if it is the next one
    TabPlace exchange_tab_place(TabPlace place) { return std::exchange(tab_place_, place); }

    // What must be in sight when this frame's scroll area ends: the caret of the focused field.
    void reveal(const Rect& rect) { reveal_ = rect; }
    [[nodiscard]] std::optional<Rect> take_reveal();
    // The row whose cell is now being filled, for cards that grow with their neighbours; null inside of anything else.
    Row* exchange_row(Row* row) { return std::exchange(row_, row); }

    // -- overlays: what is drawn between the two lies over the screen and takes its fingers
    void begin_overlay(Layer layer, const Rect& rect);
    void end_overlay();
    [[nodiscard]] Layer layer() const { return layer_; }

    // 0…1, moving to `target` within `span`; at once with reduced motion.
    [[nodiscard]] float eased(std::string_view id, float target, std::chrono::milliseconds span);

    // How long the widget of this id has been on this screen; without end with reduced motion.
    [[nodiscard]] std::chrono::milliseconds shown_for(std::string_view id);

private:
    void find_touched();

    struct Area {
        Rect rect;
        float y, bottom, gap;
        bool untouched;
    };
    struct Memory;
    struct Stop {
        std::string id;
        Layer layer;
        Role role;
        TabPlace place;
        bool open;
    };
    void take_navigation();
    void highlight_next(int way);
    void draw_highlight();
    [[nodiscard]] std::vector<const Stop*> stops_in_order() const;

    const Fonts* fonts_;
    const Look* look_;
    std::unique_ptr<Keyboard> keyboard_;
    std::unique_ptr<Memory> memory_;
    std::optional<Theme> theme_;
    std::optional<Canvas> canvas_;
    Labels labels_;
    Interaction interaction_;
    WidgetList widgets_;
    std::vector<Area> areas_;
    Size size_;
    std::chrono::milliseconds now_{0};
    std::optional<std::chrono::milliseconds> next_frame_in_;
    std::string focus_;
    std::optional<Rect> reveal_;
    Row* row_ = nullptr;
    Layer layer_ = Layer::Screen;
    std::vector<Keystroke> keys_;  // that nobody took yet
    bool key_taken_ = false;       // in this frame
    std::vector<Stop> stops_, coming_stops_;  // Tab's, of the frame before and of this one
    Layer top_ = Layer::Screen, coming_top_ = Layer::Screen;  // the layer that has the keys
    TabPlace tab_place_ = TabPlace::InOrder;
    Turn turn_ = Turn::None;
    std::string highlighted_;
    std::size_t highlighted_at_ = 0;  // of the stops, should the widget go
    bool reveal_highlighted_ = false;
    std::optional<std::size_t> reveal_slot_;  // of the widget highlighted just now: how high it is shows at the end
};

}  // namespace xz::ui
