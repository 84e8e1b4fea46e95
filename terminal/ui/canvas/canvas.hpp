// What widgets draw with: shapes and writing in window pixels, over one ImGui draw list.
#pragma once

#include "terminal/ui/canvas/geometry.hpp"
#include "terminal/ui/canvas/icon.hpp"
#include "terminal/ui/text/line_breaker.hpp"
#include "terminal/ui/theme/theme.hpp"

#include <span>
#include <string_view>
#include <vector>

struct ImDrawList;

namespace xz::ui {

class Fonts;

enum class Align { Left, Center, Right };

struct TextLook {
    Type type = Type::Body;
    Weight weight = Weight::Regular;
    Color color{0x16, 0x20, 0x2E, 255};
    Align align = Align::Left;
};

// A place in the drawing, so that what came after it can be moved or stretched later.
struct Mark {
    int vertex = 0;
};

class Canvas {
public:
    Canvas(ImDrawList& list, const Fonts& fonts, const Theme& theme) : list_{&list}, fonts_{&fonts}, theme_{&theme} {}

    void fill(const Rect& rect, Color color, float radius = 0);
    void fill_gradient(const Rect& rect, Color top, Color bottom);
    void stroke(const Rect& rect, Color color, float width, float radius = 0);
    void shadow(const Rect& rect, float radius, float blur, Color color);  // soft, outside of rect
    void circle(Point center, float radius, Color color);
    void ring(Point center, float radius, Color color, float width);
    void line(Point from, Point to, Color color, float width);
    void polyline(std::span<const Point> points, Color color, float width, bool closed = false);
    void dashes(std::span<const Point> points, Color color, float width, float dash, float gap);
    void polygon(std::span<const Point> points, Color color);  // any simple outline
    void arc(Point center, float radius, float from, float to, Color color, float width);  // radians, clockwise from the right

    // One line, its top left at `at`, never wrapped.
    void text(Point at, std::string_view text, const TextLook& look);
    // One line centred in height inside `rect`, aligned as the look says, shortened with … when it does not fit.
    void label(const Rect& rect, std::string_view text, const TextLook& look);
    // The same, but where it does not fit written smaller, down to four fifths, or on two lines; smaller still only where neither helps.
    void fitted_label(const Rect& rect, std::string_view text, const TextLook& look);
    // Wrapped lines from the top of `rect`.
    void paragraph(const Rect& rect, std::string_view text, const TextLook& look);
    void icon(Point center, Icon icon, float size, Color color);

    [[nodiscard]] float text_width(std::string_view text, Type type, Weight weight = Weight::Regular) const;
    [[nodiscard]] float paragraph_height(std::string_view text, float width, Type type, Weight weight = Weight::Regular) const;
    // As paragraph draws them from the left.
    [[nodiscard]] std::vector<TextLine> lines_of(std::string_view text, float width, Type type, Weight weight = Weight::Regular) const;
    // Of a text that is being written: what stands above the caret does not move.
    [[nodiscard]] std::vector<TextLine> lines_in_field(std::string_view text, float width, Type type) const;
    // The room that the longest word needs which no line may tear.
    [[nodiscard]] float widest_word(std::string_view text, Type type, Weight weight = Weight::Regular) const;

    void push_clip(const Rect& rect);  // within the one in force
    void pop_clip();
    [[nodiscard]] Rect clip() const;

    // While one lives, what lies above the clip is drawn, too: it is the ground of something that grows, and may be stretched into sight.
    // All else that lies outside of the clip is left out at once; what lies below it only ever moves further down.
    class Ground {
    public:
        explicit Ground(Canvas& canvas) : canvas_{canvas} { ++canvas_.grounds_; }
        ~Ground() { --canvas_.grounds_; }
        Ground(const Ground&) = delete;
        Ground& operator=(const Ground&) = delete;

    private:
        Canvas& canvas_;
    };

    [[nodiscard]] Mark mark() const;
    // Moves every vertex drawn in [from, to) that lies below `y` down by `dy`: a card's ground drawn early grows to its content.
    void stretch(Mark from, Mark to, float y, float dy);
    // Moves everything drawn since `from`.
    void shift(Mark from, float dy);

private:
    void write(Point at, std::string_view text, Weight weight, Color color, float em);
    void corners(const Rect& rect, int radius, const Rect& picture, Color color);
    [[nodiscard]] bool is_out(const Rect& place) const;  // nothing of it can come into sight
    ImDrawList* list_;
    const Fonts* fonts_;
    const Theme* theme_;
    int grounds_ = 0;
};

}  // namespace xz::ui
