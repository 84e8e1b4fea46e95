// A drawn frame taken apart into its shapes, to be compared with the next and drawn again in part.
#pragma once

#include "terminal/ui/canvas/damage.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct ImDrawData;
struct ImDrawList;

namespace xz::ui {

class Picture {
public:
    // Taken from ImGui's draw data, which must live as long as `clipped` is called.
    static Picture of(const ImDrawData& data);

    [[nodiscard]] std::span<const Piece> pieces() const { return pieces_; }

    // The draw list of what lies in `rects`, clipped to them; for ImGui's renderer.
    struct FreeList {
        void operator()(ImDrawList* list) const;
    };
    using List = std::unique_ptr<ImDrawList, FreeList>;
    [[nodiscard]] List clipped(const ImDrawData& data, std::span<const Rect> rects) const;

private:
    struct Source {
        std::uint32_t list, command, first_index, index_count, first_vertex, vertex_count;
    };
    std::vector<Piece> pieces_;
    std::vector<Source> sources_;
};

}  // namespace xz::ui
