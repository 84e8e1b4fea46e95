// A drawn frame taken apart into its shapes, to be compared with the next and drawn again in part.
#pragma once

#include "terminal/ui/canvas/damage.hpp"
#include "terminal/ui/theme/color.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct ImDrawCmd;
struct ImDrawData;
struct ImDrawList;

namespace xz::ui {

class Picture {
public:
    // Taken from ImGui's draw data, which must live as long as `clipped` is called.
    static Picture of(const ImDrawData& data);

    [[nodiscard]] std::span<const Piece> pieces() const { return pieces_; }

    // The draw list of what lies in `rects`, clipped to them; for ImGui's renderer. Large plain rectangles are not drawn as triangles but
    // handed to `solid`, a callback command that clears: a software renderer does that ten times as fast. It finds what with solid_of.
    using Solid = void (*)(const ImDrawList*, const ImDrawCmd*);
    struct FreeList {
        void operator()(ImDrawList* list) const;
    };
    using List = std::unique_ptr<ImDrawList, FreeList>;
    [[nodiscard]] List clipped(const ImDrawData& data, std::span<const Rect> rects, Solid solid) const;

private:
    struct Source {
        std::uint32_t list, command, first_index, index_count, first_vertex, vertex_count;
        bool solid;
    };
    std::vector<Piece> pieces_;
    std::vector<Source> sources_;
};

// What the command of a `solid` callback is to fill.
struct SolidRect {
    Rect rect;
    Color color;
};
[[nodiscard]] SolidRect solid_of(const ImDrawCmd& command);

}  // namespace xz::ui
