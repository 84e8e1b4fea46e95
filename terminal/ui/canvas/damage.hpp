// Which parts of the window differ between two pictures, so that only those are drawn and presented.
#pragma once

#include "terminal/ui/canvas/geometry.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace xz::ui {

// One connected shape of a picture: what it looks like, and the pixels it may touch.
struct Piece {
    std::uint64_t hash = 0;
    Rect rect;
};

// At most four rectangles of whole pixels inside the window; none when the pictures are the same, the window alone when most of it changed.
[[nodiscard]] std::vector<Rect> damage_between(std::span<const Piece> before, std::span<const Piece> after, Size window);

}  // namespace xz::ui
