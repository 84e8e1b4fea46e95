// Rooms within a screen: header and footer bars, cards, rows, scroll areas.
#pragma once

#include "terminal/ui/canvas/canvas.hpp"
#include "terminal/ui/widgets/tone.hpp"
#include "terminal/ui/widgets/ui.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::ui {

// The blue of the attract screen instead of the light ground that every frame begins with.
void night_ground(Ui& ui);

struct HeaderLook {
    std::string_view back;    // label of the button at the left; empty: none
    std::string_view title;   // centred; or, when there is no back, at the left in bold
    std::string_view subtitle;  // beside a left title, muted
    std::string_view status;  // at the right: ✓ 已保存, 已连接
    Tone status_tone = Tone::Good;
    Icon status_icon = Icon::None;  // None with a status: a dot
    std::string_view action;  // a quiet pill at the far right: 退出; empty: none
    std::optional<float> progress;  // 0…1, a thin bar along the header's foot
};
enum class HeaderTap { None, Back, Action };
// Takes the top of the window. Widgets: ID.back, ID.action, ID.status.
HeaderTap header(Ui& ui, std::string_view id, const HeaderLook& look);

// A bar at the window's bottom for the one primary action; take it before the scroll area. Hidden while the keyboard is up.
class Footer {
public:
    explicit Footer(Ui& ui);
    ~Footer();
    Footer(const Footer&) = delete;
    Footer& operator=(const Footer&) = delete;

private:
    Ui& ui_;
};

class Row;

struct CardLook {
    Tone tone = Tone::Neutral;     // a tinted ground; Neutral is white
    bool outlined = false;         // a frame in the primary colour: what to do now
    std::string_view tap_id;       // not empty: the whole card is a button of this id
    std::string_view tap_label;
};
// White, rounded, softly shadowed; as high as what is drawn in it.
class Card {
public:
    explicit Card(Ui& ui, const CardLook& look = {});
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;
    [[nodiscard]] bool tapped() const { return tapped_; }  // of a card with tap_id

private:
    Ui& ui_;
    CardLook look_;
    Row* row_;
    Rect rect_;
    Mark from_, to_;
    std::optional<std::size_t> slot_;
    bool tapped_ = false;
};

// Cells side by side; as high as the highest, whose cards the others' cards match.
//   Row row{ui, {1, 1}};  { auto a = row.cell(); … }  { auto b = row.cell(); … }
class Row {
public:
    Row(Ui& ui, std::initializer_list<float> weights);            // gap as between cards
    Row(Ui& ui, std::initializer_list<float> weights, float gap);
    ~Row();
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;

    class Cell {
    public:
        explicit Cell(Row& row) : row_{row} {}
        ~Cell();
        Cell(const Cell&) = delete;
        Cell& operator=(const Cell&) = delete;

    private:
        Row& row_;
    };
    [[nodiscard]] Cell cell();  // the next one

    struct Ground {  // of a card in this row, stretched at the row's end
        Mark from, to;
        Rect rect;
        float middle;  // below it the ground stretches, from the card's top
        std::optional<std::size_t> slot;
    };
    void add_ground(const Ground& ground) { last_ = ground; }

private:
    void finish_cell();
    Ui& ui_;
    std::vector<float> weights_;
    float gap_;
    Rect rect_;
    std::size_t next_ = 0;
    float height_ = 0;
    std::optional<Ground> last_;    // of the cell in hand: what follows it keeps it as high as it is
    std::vector<Ground> grounds_;  // the last of each cell
    Row* outer_;
};

// A part that scrolls by dragging, with inertia and a slop after which the finger taps nothing. Takes what is left of the area.
// A focused field inside is moved clear of the keyboard.
class Scroll {
public:
    enum class Edges { Page, None };  // a page has margins left and right, and the cards' gap between takes
    Scroll(Ui& ui, std::string_view id, Edges edges = Edges::Page);
    ~Scroll();
    Scroll(const Scroll&) = delete;
    Scroll& operator=(const Scroll&) = delete;
    // Moves so that what was drawn last (the next take's place) comes into view in the next frame: jumping to what is missing.
    void reveal_here();

private:
    Ui& ui_;
    std::string id_;
    Rect view_;
    float start_;
    Edges edges_;
    std::optional<float> reveal_;
};

// A centred column not wider than reads well, with page margins; for screens that do not scroll.
class Column {
public:
    explicit Column(Ui& ui, float width_units = 0);  // 0: the theme's content width
    ~Column();
    Column(const Column&) = delete;
    Column& operator=(const Column&) = delete;

private:
    Ui& ui_;
    Rect rect_;
};

}  // namespace xz::ui
