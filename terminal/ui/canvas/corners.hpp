// Rounded corners as small pictures in the atlas of glyphs: two triangles each, where an outline with soft edges takes fifty.
#pragma once

#include "terminal/ui/canvas/geometry.hpp"

#include <map>
#include <optional>
#include <utility>

struct ImFontAtlas;

namespace xz::ui {

// Of one ImGui context. What it hands out holds until the next call of anything that draws writing.
class Corners {
public:
    explicit Corners(ImFontAtlas& atlas) : atlas_{&atlas} {}

    // Where in the atlas the quarter of a disc lies whose centre is its top left, in texture coordinates; with a width the quarter of a
    // ring of that width, inside the radius. Nothing where no picture is worth its room. Both in whole pixels.
    [[nodiscard]] std::optional<Rect> find(int radius, int width);

private:
    ImFontAtlas* atlas_;
    std::map<std::pair<int, int>, int> places_;  // the atlas' names for them
};

}  // namespace xz::ui
