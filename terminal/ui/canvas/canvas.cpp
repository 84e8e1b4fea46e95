#include "terminal/ui/canvas/canvas.hpp"

#include "terminal/ui/canvas/fonts.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

namespace xz::ui {

namespace {

// A Chinese character fills its em from 0.12 below the baseline to 0.88 above it.
constexpr float EmAboveBaseline = 0.88F;
constexpr std::string_view Ellipsis = "…";

ImU32 packed(Color c) { return IM_COL32(c.r, c.g, c.b, c.a); }
ImVec2 vec(Point p) { return {p.x, p.y}; }
ImVec2 top_left(const Rect& r) { return {r.x, r.y}; }
ImVec2 bottom_right(const Rect& r) { return {r.right(), r.bottom()}; }

static_assert(sizeof(Point) == sizeof(ImVec2));
const ImVec2* vecs(std::span<const Point> points) { return reinterpret_cast<const ImVec2*>(points.data()); }

ImFontBaked& baked(const Fonts& fonts, float em, Weight weight) { return *fonts.face(weight)->GetFontBaked(std::round(fonts.face_height(em))); }

ImFontBaked& baked(const Fonts& fonts, const Theme& theme, Type type, Weight weight) { return baked(fonts, theme.type_size(type), weight); }

// Joiners, selectors of a look and marks of direction: they have no look of their own.
bool is_unseen(char32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE01EF);
}

// Chinese, Latin and what is between them all fonts have; of other writing each character is looked for.
bool is_surely_there(char32_t c) { return (c >= 0x20 && c < 0x250) || (c >= 0x3000 && c < 0xA000) || (c >= 0xE000 && c < 0xF900) || (c >= 0xFF01 && c < 0xFFEF) || c == U'…' || c == U'—' || c == U'•'; }

constexpr char32_t Box = U'□';  // stands for what no font has

// What is drawn for a character; 0: nothing.
char32_t drawn_for(ImFontBaked& face, char32_t c) {
    if (is_surely_there(c)) {
        return c;
    }
    return is_unseen(c) ? 0 : face.FindGlyphNoFallback(static_cast<ImWchar>(c)) != nullptr ? c : Box;
}

float advance_of(ImFontBaked& face, char32_t c) {
    const char32_t drawn = drawn_for(face, c);
    return drawn == 0 ? 0 : face.GetCharAdvance(static_cast<ImWchar>(drawn));
}

// What is drawn for each of its characters; nothing where that is the text itself.
std::optional<std::string> instead_of(ImFontBaked& face, std::string_view text) {
    std::optional<std::string> drawn;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint cp = code_point_at(text, at);
        const char32_t shown = drawn_for(face, cp.value);
        if (!drawn && shown != cp.value) {
            drawn = text.substr(0, at);
        }
        if (drawn && shown != 0) {
            append_utf8(*drawn, shown);
        }
        at += cp.bytes;
    }
    return drawn;
}

bool on_pixels(const Rect& r) { return r.x == std::floor(r.x) && r.y == std::floor(r.y) && r.w == std::floor(r.w) && r.h == std::floor(r.h); }

Rect square(Point center, float radius) { return {center.x - radius, center.y - radius, 2 * radius, 2 * radius}; }

// The outline of a rounded rectangle, clockwise, the same number of points for every radius.
constexpr int CornerSteps = 8;
using Outline = std::array<Point, static_cast<std::size_t>(4 * (CornerSteps + 1))>;
Outline outline_of(const Rect& r, float radius) {
    Outline points;
    const std::array<Point, 4> centers{Point{r.right() - radius, r.y + radius}, {r.right() - radius, r.bottom() - radius},
                                       {r.x + radius, r.bottom() - radius}, {r.x + radius, r.y + radius}};
    std::size_t at = 0;
    for (std::size_t corner = 0; corner < 4; ++corner) {
        for (int i = 0; i <= CornerSteps; ++i) {
            const float angle = (static_cast<float>(corner) - 1.0F + static_cast<float>(i) / CornerSteps) * std::numbers::pi_v<float> / 2;
            points[at++] = {centers[corner].x + radius * std::cos(angle), centers[corner].y + radius * std::sin(angle)};
        }
    }
    return points;
}

}  // namespace

bool Canvas::is_out(const Rect& place) const {
    const Rect seen = clip();
    return place.x > seen.right() || place.right() < seen.x || place.y > seen.bottom() || (grounds_ == 0 && place.bottom() < seen.y);
}

void Canvas::fill(const Rect& rect, Color color, float radius) {
    if (is_out(rect)) {
        return;
    }
    const bool plain = radius <= 0;
    const int round = plain ? 0 : static_cast<int>(std::min({std::ceil(radius), std::floor(rect.w / 2), std::floor(rect.h / 2)}));
    const auto picture = plain || !on_pixels(rect) ? std::nullopt : fonts_->corners().find(round, 0);
    const ImU32 ink = packed(color);
    if (!picture) {
        list_->AddRectFilled(top_left(rect), bottom_right(rect), ink, radius);
        return;
    }
    // Between its corners a card is plain rectangles, which cost a fraction of a shape with soft edges.
    const auto side = static_cast<float>(round);
    if (rect.w > 2 * side) {
        list_->AddRectFilled({rect.x + side, rect.y}, {rect.right() - side, rect.bottom()}, ink);
    }
    if (rect.h > 2 * side) {
        list_->AddRectFilled({rect.x, rect.y + side}, {rect.x + side, rect.bottom() - side}, ink);
        list_->AddRectFilled({rect.right() - side, rect.y + side}, {rect.right(), rect.bottom() - side}, ink);
    }
    corners(rect, round, *picture, color);
}

void Canvas::corners(const Rect& rect, int radius, const Rect& picture, Color color) {
    const auto side = static_cast<float>(radius);
    const ImVec2 centre{picture.x, picture.y}, rim{picture.right(), picture.bottom()};
    list_->PrimReserve(4 * 6, 4 * 4);
    const auto one = [&](float x, float y, ImVec2 from, ImVec2 to) { list_->PrimRectUV({x, y}, {x + side, y + side}, from, to, packed(color)); };
    one(rect.x, rect.y, rim, centre);
    one(rect.right() - side, rect.y, {centre.x, rim.y}, {rim.x, centre.y});
    one(rect.right() - side, rect.bottom() - side, centre, rim);
    one(rect.x, rect.bottom() - side, {rim.x, centre.y}, {centre.x, rim.y});
}

void Canvas::fill_gradient(const Rect& rect, Color top, Color bottom) {
    // In bands of one colour each: that is what eight bits a channel show anyway. No channel turns back on its way down, so the end of a
    // band is found by halving: row by row it would cost more than all that is written over it.
    const auto at = [&](int row) { return mixed(top, bottom, (static_cast<float>(row) + 0.5F) / rect.h); };
    const int rows = static_cast<int>(std::ceil(rect.h));
    for (int from = 0; from < rows;) {
        const Color color = at(from);
        int same = from, to = rows;  // the last row known to be of this colour, and the first known not to be
        while (to - same > 1) {
            const int between = same + (to - same) / 2;
            (at(between) == color ? same : to) = between;
        }
        const auto y = static_cast<float>(from);
        fill({rect.x, rect.y + y, rect.w, std::min(static_cast<float>(to), rect.h) - y}, color);
        from = to;
    }
}

void Canvas::stroke(const Rect& rect, Color color, float width, float radius) {
    if (is_out(rect)) {
        return;
    }
    const int round = static_cast<int>(std::min({std::ceil(radius), std::floor(rect.w / 2), std::floor(rect.h / 2)}));
    const int ring = std::max(1, static_cast<int>(std::lround(width)));
    const auto picture = radius <= 0 || !on_pixels(rect) ? std::nullopt : fonts_->corners().find(round, ring);
    if (picture) {
        const auto side = static_cast<float>(round), thick = static_cast<float>(ring);
        const ImU32 ink = packed(color);
        if (rect.w > 2 * side) {
            list_->AddRectFilled({rect.x + side, rect.y}, {rect.right() - side, rect.y + thick}, ink);
            list_->AddRectFilled({rect.x + side, rect.bottom() - thick}, {rect.right() - side, rect.bottom()}, ink);
        }
        if (rect.h > 2 * side) {
            list_->AddRectFilled({rect.x, rect.y + side}, {rect.x + thick, rect.bottom() - side}, ink);
            list_->AddRectFilled({rect.right() - thick, rect.y + side}, {rect.right(), rect.bottom() - side}, ink);
        }
        corners(rect, round, *picture, color);
        return;
    }
    const Rect inner = rect.inset(width / 2);
    list_->AddRect(top_left(inner), bottom_right(inner), packed(color), std::max(0.0F, radius - width / 2), 0, width);
}

void Canvas::shadow(const Rect& rect, float radius, float blur, Color color) {
    if (color.a == 0 || is_out(rect.inset(-blur))) {
        return;
    }
    // From a little inside of the edge (what casts it may lie higher) outward to nothing: so faint that a straight slope looks soft, and each
    // further ring of thin triangles would cost a software renderer as much as the card's words.
    constexpr std::array<float, 3> Reach{-0.25F, 0.0F, 1.0F};
    constexpr std::array<float, 3> Strength{0.85F, 0.85F, 0.0F};
    constexpr int Points = static_cast<int>(std::tuple_size_v<Outline>);
    constexpr int Rings = static_cast<int>(Reach.size());
    const ImVec2 white = ImGui::GetDrawListSharedData()->TexUvWhitePixel;
    list_->PrimReserve((Rings - 1) * Points * 6, Rings * Points);
    const auto first = list_->_VtxCurrentIdx;
    for (int ring = 0; ring < Rings; ++ring) {
        const float grow = blur * Reach[static_cast<std::size_t>(ring)];
        const Color tint = faded(color, Strength[static_cast<std::size_t>(ring)]);
        for (const Point p : outline_of(rect.inset(-grow), std::max(0.0F, radius + grow))) {
            list_->PrimWriteVtx(vec(p), white, packed(tint));
        }
    }
    for (int ring = 0; ring + 1 < Rings; ++ring) {
        for (int i = 0; i < Points; ++i) {
            const int next = (i + 1) % Points;
            const auto a = first + static_cast<unsigned>(ring * Points + i), b = first + static_cast<unsigned>(ring * Points + next);
            const auto c = a + Points, d = b + Points;
            for (const auto index : {a, b, d, a, d, c}) {
                list_->PrimWriteIdx(static_cast<ImDrawIdx>(index));
            }
        }
    }
}

void Canvas::circle(Point center, float radius, Color color) {
    if (!is_out(square(center, radius))) {
        list_->AddCircleFilled(vec(center), radius, packed(color));
    }
}

void Canvas::ring(Point center, float radius, Color color, float width) {
    if (!is_out(square(center, radius + width))) {
        list_->AddCircle(vec(center), radius, packed(color), 0, width);
    }
}

void Canvas::line(Point from, Point to, Color color, float width) {
    const Rect box{std::min(from.x, to.x), std::min(from.y, to.y), std::abs(from.x - to.x), std::abs(from.y - to.y)};
    if (!is_out(box.inset(-width))) {
        list_->AddLine(vec(from), vec(to), packed(color), width);
    }
}

void Canvas::polyline(std::span<const Point> points, Color color, float width, bool closed) {
    list_->AddPolyline(vecs(points), static_cast<int>(points.size()), packed(color), closed ? ImDrawFlags_Closed : ImDrawFlags_None, width);
}

void Canvas::dashes(std::span<const Point> points, Color color, float width, float dash, float gap) {
    float left = dash;  // of the dash or gap in hand
    bool inked = true;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const Point a = points[i], b = points[i + 1];
        const float length = std::hypot(b.x - a.x, b.y - a.y);
        float done = 0;
        while (done < length) {
            const float run = std::min(left, length - done);
            if (inked) {
                const float s = done / length, e = (done + run) / length;
                line({a.x + (b.x - a.x) * s, a.y + (b.y - a.y) * s}, {a.x + (b.x - a.x) * e, a.y + (b.y - a.y) * e}, color, width);
            }
            done += run;
            left -= run;
            if (left <= 0.01F) {
                inked = !inked;
                left = inked ? dash : gap;
            }
        }
    }
}

void Canvas::polygon(std::span<const Point> points, Color color) {
    list_->AddConcavePolyFilled(vecs(points), static_cast<int>(points.size()), packed(color));
}

void Canvas::arc(Point center, float radius, float from, float to, Color color, float width) {
    list_->PathArcTo(vec(center), radius, from, to);
    list_->PathStroke(packed(color), ImDrawFlags_None, width);
}

void Canvas::write(Point at, std::string_view text, Weight weight, Color color, float em) {
    ImFontBaked& face = baked(*fonts_, em, weight);
    const float y = std::round(at.y + em * EmAboveBaseline) - face.Ascent;
    const Rect seen = clip();
    if (is_out({seen.x, y, seen.w, face.Size})) {
        return;
    }
    const auto draw = [&](std::string_view shown) {
        list_->AddText(fonts_->face(weight), face.Size, {std::round(at.x), y}, packed(color), shown.data(), shown.data() + shown.size());
    };
    const std::optional<std::string> other = instead_of(face, text);
    draw(other ? std::string_view{*other} : text);
}

void Canvas::text(Point at, std::string_view text, const TextLook& look) { write(at, text, look.weight, look.color, theme_->type_size(look.type)); }

void Canvas::fitted_label(const Rect& rect, std::string_view words, const TextLook& look) {
    if (is_out(rect.inset(0, -theme_->type_size(look.type)))) {
        return;
    }
    const float natural = theme_->type_size(look.type);
    const float width = text_width(words, look.type, look.weight);
    const float share = std::min({1.0F, rect.w / std::max(width, 1.0F), rect.h / natural});
    constexpr float LeastShare = 0.8F;
    const bool can_wrap = widest_word(words, look.type, look.weight) <= rect.w && paragraph_height(words, rect.w, look.type, look.weight) <= std::min(rect.h, 2.1F * theme_->line_height(look.type));
    if (share < LeastShare && can_wrap) {
        const float height = paragraph_height(words, rect.w, look.type, look.weight);
        paragraph({rect.x, rect.center().y - height / 2, rect.w, height}, words, look);
        return;
    }
    if (share >= 1 || rect.w < width / 2) {
        label(rect, words, look);
        return;
    }
    // Even sizes only: each size draws glyphs of its own.
    const float em = std::max(10.0F, std::floor(natural * share / 2) * 2);
    ImFontBaked& face = baked(*fonts_, em, look.weight);
    float used = 0;
    for (std::size_t at = 0; at < words.size();) {
        const CodePoint cp = code_point_at(words, at);
        used += advance_of(face, cp.value);
        at += cp.bytes;
    }
    const float slack = rect.w - used;
    const float x = rect.x + (look.align == Align::Left ? 0 : look.align == Align::Center ? slack / 2 : slack);
    write({x, rect.y + (rect.h - em) / 2}, words, look.weight, look.color, em);
}

void Canvas::label(const Rect& rect, std::string_view words, const TextLook& look) {
    if (is_out(rect.inset(0, -theme_->type_size(look.type)))) {
        return;
    }
    const float em = theme_->type_size(look.type);
    const float y = rect.y + (rect.h - em) / 2;
    const float width = text_width(words, look.type, look.weight);
    if (width <= rect.w + 1) {
        const float slack = rect.w - width;
        const float x = rect.x + (look.align == Align::Left ? 0 : look.align == Align::Center ? slack / 2 : slack);
        text({x, y}, words, look);
        return;
    }
    ImFontBaked& face = baked(*fonts_, *theme_, look.type, look.weight);
    const float room = rect.w - face.GetCharAdvance(U'…');
    float used = 0;
    std::size_t end = 0;
    while (end < words.size()) {
        const CodePoint cp = code_point_at(words, end);
        used += advance_of(face, cp.value);
        if (used > room) {
            break;
        }
        end += cp.bytes;
    }
    std::string shortened{words.substr(0, end)};
    shortened += Ellipsis;
    text({rect.x, y}, shortened, look);
}

void Canvas::paragraph(const Rect& rect, std::string_view words, const TextLook& look) {
    if (rect.y > clip().bottom()) {
        return;
    }
    const float height = theme_->line_height(look.type), em = theme_->type_size(look.type);
    float y = rect.y + (height - em) / 2;
    ImFontBaked& face = baked(*fonts_, *theme_, look.type, look.weight);
    const auto advance = [&face](char32_t c) { return advance_of(face, c); };
    for (const TextLine& line : look.align == Align::Center ? break_evenly(words, rect.w, advance) : break_for_reading(words, rect.w, advance)) {
        const float slack = rect.w - line.width;
        const float x = rect.x + (look.align == Align::Left ? 0 : look.align == Align::Center ? slack / 2 : slack);
        text({x, y}, words.substr(line.begin, line.end - line.begin), look);
        y += height;
    }
}

void Canvas::icon(Point center, Icon icon, float size, Color color) {
    ImFont* face = fonts_->icons();
    if (icon == Icon::None || face == nullptr || is_out(square(center, size))) {
        return;
    }
    // Material Icons fill their em; the face is as high as its em.
    ImFontBaked* glyphs = face->GetFontBaked(std::round(size));
    const ImFontGlyph* glyph = glyphs->FindGlyph(static_cast<ImWchar>(icon));
    const float x = std::round(center.x - glyph->AdvanceX / 2), y = std::round(center.y - glyphs->Size / 2);
    std::string text;
    append_utf8(text, static_cast<char32_t>(icon));
    list_->AddText(face, glyphs->Size, {x, y}, packed(color), text.data(), text.data() + text.size());
}

float Canvas::text_width(std::string_view text, Type type, Weight weight) const {
    ImFontBaked& face = baked(*fonts_, *theme_, type, weight);
    float width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint cp = code_point_at(text, at);
        width += advance_of(face, cp.value);
        at += cp.bytes;
    }
    return width;
}

std::vector<TextLine> Canvas::lines_of(std::string_view text, float width, Type type, Weight weight) const {
    ImFontBaked& face = baked(*fonts_, *theme_, type, weight);
    return break_for_reading(text, width, [&face](char32_t c) { return advance_of(face, c); });
}

std::vector<TextLine> Canvas::lines_in_field(std::string_view text, float width, Type type) const {
    ImFontBaked& face = baked(*fonts_, *theme_, type, Weight::Regular);
    return break_lines(text, width, [&face](char32_t c) { return advance_of(face, c); });
}

float Canvas::widest_word(std::string_view text, Type type, Weight weight) const {
    ImFontBaked& face = baked(*fonts_, *theme_, type, weight);
    float widest = 0, width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint cp = code_point_at(text, at);
        at += cp.bytes;
        const bool apart = cp.value == U' ' || cp.value == U'\n' || is_wide(cp.value);
        width = apart ? 0 : width + advance_of(face, cp.value);
        widest = std::max(widest, width);
    }
    return widest;
}

float Canvas::paragraph_height(std::string_view text, float width, Type type, Weight weight) const {
    return static_cast<float>(lines_of(text, width, type, weight).size()) * theme_->line_height(type);
}

void Canvas::push_clip(const Rect& rect) { list_->PushClipRect(top_left(rect), bottom_right(rect), true); }
void Canvas::pop_clip() { list_->PopClipRect(); }

Rect Canvas::clip() const {
    const ImVec2 a = list_->GetClipRectMin(), b = list_->GetClipRectMax();
    return {a.x, a.y, b.x - a.x, b.y - a.y};
}

Mark Canvas::mark() const { return {list_->VtxBuffer.Size}; }

void Canvas::stretch(Mark from, Mark to, float y, float dy) {
    for (int i = from.vertex; i < to.vertex; ++i) {
        if (list_->VtxBuffer[i].pos.y > y) {
            list_->VtxBuffer[i].pos.y += dy;
        }
    }
}

void Canvas::shift(Mark from, float dy) {
    for (int i = from.vertex; i < list_->VtxBuffer.Size; ++i) {
        list_->VtxBuffer[i].pos.y += dy;
    }
}

}  // namespace xz::ui
