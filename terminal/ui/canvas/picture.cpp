#include "terminal/ui/canvas/picture.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace xz::ui {

namespace {

constexpr std::uint32_t MostVertices = 0xF000;  // of one command: indices have 16 bits

class Hash {
public:
    void add(std::uint64_t word) {
        value_ = (value_ ^ word) * 0x9E3779B97F4A7C15ULL;
        value_ ^= value_ >> 29;
    }
    void add(const ImDrawVert& v) {
        std::uint64_t words[2];
        std::memcpy(words, &v.pos, sizeof v.pos);
        std::memcpy(words + 1, &v.uv, sizeof v.uv);
        add(words[0]);
        add(words[1] + v.col);
    }
    void add(const ImVec4& v) {
        std::uint64_t words[2];
        static_assert(sizeof words == sizeof v);
        std::memcpy(words, &v, sizeof v);
        add(words[0]);
        add(words[1]);
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_ = 0x243F6A8885A308D3ULL;
};

constexpr float LeastSolid = 8000;  // pixels: a smaller one is not worth a command of its own

// Four corners on whole pixels, one opaque colour, one point of the texture: a plain rectangle.
bool is_solid(const ImDrawVert* v, std::uint32_t vertices, std::uint32_t indices, const Rect& seen) {
    if (vertices != 4 || indices != 6 || seen.w * seen.h < LeastSolid || (v->col >> IM_COL32_A_SHIFT) != 255) {
        return false;
    }
    const auto whole = [](float x) { return x == std::floor(x); };
    bool left = false, right = false, top = false, bottom = false;
    for (int i = 0; i < 4; ++i) {
        if (v[i].col != v->col || v[i].uv.x != v->uv.x || v[i].uv.y != v->uv.y || !whole(v[i].pos.x) || !whole(v[i].pos.y)) {
            return false;
        }
        // Every corner of the box is one of the four.
        left = left || (v[i].pos.x == v[0].pos.x && v[i].pos.y == v[0].pos.y);
        right = right || (v[i].pos.x == v[2].pos.x && v[i].pos.y == v[0].pos.y);
        top = top || (v[i].pos.x == v[2].pos.x && v[i].pos.y == v[2].pos.y);
        bottom = bottom || (v[i].pos.x == v[0].pos.x && v[i].pos.y == v[2].pos.y);
    }
    return left && right && top && bottom;
}

Rect rect_of(const ImVec4& clip) { return {clip.x, clip.y, clip.z - clip.x, clip.w - clip.y}; }

}  // namespace

void Picture::FreeList::operator()(ImDrawList* list) const { IM_DELETE(list); }

Picture Picture::of(const ImDrawData& data) {
    Picture picture;
    for (int l = 0; l < data.CmdLists.Size; ++l) {
        const ImDrawList& list = *data.CmdLists[l];
        for (int c = 0; c < list.CmdBuffer.Size; ++c) {
            const ImDrawCmd& command = list.CmdBuffer[c];
            const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
            const ImDrawVert* vertex = list.VtxBuffer.Data + command.VtxOffset;
            for (std::uint32_t i = 0; i + 2 < command.ElemCount;) {
                // A shape: triangles in a row that share a run of vertices.
                const std::uint32_t first = i;
                std::uint32_t low = std::min({index[i], index[i + 1], index[i + 2]});
                std::uint32_t high = std::max({index[i], index[i + 1], index[i + 2]});
                for (i += 3; i + 2 < command.ElemCount; i += 3) {
                    const std::uint32_t a = std::min({index[i], index[i + 1], index[i + 2]});
                    const std::uint32_t b = std::max({index[i], index[i + 1], index[i + 2]});
                    if (a > high || b < low) {
                        break;
                    }
                    low = std::min(low, a);
                    high = std::max(high, b);
                }
                float left = vertex[low].pos.x, right = left, top = vertex[low].pos.y, bottom = top;
                for (std::uint32_t v = low + 1; v <= high; ++v) {
                    left = std::min(left, vertex[v].pos.x);
                    right = std::max(right, vertex[v].pos.x);
                    top = std::min(top, vertex[v].pos.y);
                    bottom = std::max(bottom, vertex[v].pos.y);
                }
                const Rect seen = Rect{left, top, right - left, bottom - top}.common(rect_of(command.ClipRect));
                if (seen.empty()) {
                    continue;
                }
                Hash hash;
                hash.add(command.ClipRect);
                hash.add(i - first);
                for (std::uint32_t v = low; v <= high; ++v) {
                    hash.add(vertex[v]);
                }
                picture.pieces_.push_back({hash.value(), seen});
                picture.sources_.push_back({static_cast<std::uint32_t>(l), static_cast<std::uint32_t>(c), command.IdxOffset + first, i - first, command.VtxOffset + low, high - low + 1,
                                            is_solid(vertex + low, high - low + 1, i - first, seen)});
            }
        }
    }
    return picture;
}

Picture::List Picture::clipped(const ImDrawData& data, std::span<const Rect> rects, Solid solid) const {
    List list{IM_NEW(ImDrawList)(data.CmdLists[0]->_Data)};
    list->CmdBuffer.clear();
    for (const Rect& rect : rects) {
        const ImDrawCmd* last = nullptr;  // the source of the command in hand
        for (std::size_t p = 0; p < pieces_.size(); ++p) {
            if (!pieces_[p].rect.meets(rect)) {
                continue;
            }
            const Source& source = sources_[p];
            const ImDrawList& from = *data.CmdLists[static_cast<int>(source.list)];
            const ImDrawCmd& command = from.CmdBuffer[static_cast<int>(source.command)];
            if (source.solid) {
                const Rect place = pieces_[p].rect.common(rect);
                ImDrawCmd clear;
                clear.ClipRect = {place.x, place.y, place.right(), place.bottom()};
                clear.UserCallback = solid;
                clear.UserCallbackData = reinterpret_cast<void*>(static_cast<std::uintptr_t>(from.VtxBuffer[static_cast<int>(source.first_vertex)].col));
                list->CmdBuffer.push_back(clear);
                last = nullptr;
                continue;
            }
            const bool full = last != nullptr &&
                              static_cast<std::uint32_t>(list->VtxBuffer.Size) - list->CmdBuffer.back().VtxOffset + source.vertex_count > MostVertices;
            if (last != &command || full) {
                const Rect clip = rect_of(command.ClipRect).common(rect);
                ImDrawCmd cut = command;
                cut.ClipRect = {clip.x, clip.y, clip.right(), clip.bottom()};
                cut.VtxOffset = static_cast<unsigned>(list->VtxBuffer.Size);
                cut.IdxOffset = static_cast<unsigned>(list->IdxBuffer.Size);
                cut.ElemCount = 0;
                list->CmdBuffer.push_back(cut);
                last = &command;
            }
            ImDrawCmd& target = list->CmdBuffer.back();
            const auto base = static_cast<std::uint32_t>(list->VtxBuffer.Size) - target.VtxOffset;
            const int vertices = list->VtxBuffer.Size, indices = list->IdxBuffer.Size;
            list->VtxBuffer.resize(vertices + static_cast<int>(source.vertex_count));
            std::memcpy(list->VtxBuffer.Data + vertices, from.VtxBuffer.Data + source.first_vertex, source.vertex_count * sizeof(ImDrawVert));
            list->IdxBuffer.resize(indices + static_cast<int>(source.index_count));
            const std::uint32_t low = source.first_vertex - command.VtxOffset;
            for (std::uint32_t i = 0; i < source.index_count; ++i) {
                list->IdxBuffer[indices + static_cast<int>(i)] = static_cast<ImDrawIdx>(from.IdxBuffer[static_cast<int>(source.first_index + i)] - low + base);
            }
            target.ElemCount += source.index_count;
        }
    }
    return list;
}

SolidRect solid_of(const ImDrawCmd& command) {
    const auto color = static_cast<ImU32>(reinterpret_cast<std::uintptr_t>(command.UserCallbackData));
    const auto channel = [color](int shift) { return static_cast<std::uint8_t>(color >> shift); };
    return {rect_of(command.ClipRect), {channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT), 255}};
}

}  // namespace xz::ui
