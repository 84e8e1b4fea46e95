// What a composed frame really drew, read back from its draw list: each glyph with the colour that lies under it.
#pragma once

#include "terminal/ui/canvas/geometry.hpp"
#include "terminal/ui/theme/color.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace xz::testing {

enum class Writing { Letter, Sign };  // a sign of the icon font lies in Unicode's private area

struct Glyph {
    ui::Rect rect;
    ui::Color ink, ground;
    Writing writing;
};

class DrawnFrame {
public:
    // Of the ImGui context in force, after its frame.
    DrawnFrame() {
        find_writing();
        const ImDrawData& data = *ImGui::GetDrawData();
        for (const ImDrawList* list : data.CmdLists) {
            for (const ImDrawCmd& command : list->CmdBuffer) {
                const ui::Rect clip{command.ClipRect.x, command.ClipRect.y, command.ClipRect.z - command.ClipRect.x, command.ClipRect.w - command.ClipRect.y};
                const ImDrawIdx* index = list->IdxBuffer.Data + command.IdxOffset;
                const ImDrawVert* vertex = list->VtxBuffer.Data + command.VtxOffset;
                for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                    const ImDrawVert &a = vertex[index[i]], &b = vertex[index[i + 1]], &c = vertex[index[i + 2]];
                    const bool plain = a.uv.x == b.uv.x && a.uv.y == b.uv.y && a.uv.x == c.uv.x;  // one point of the texture
                    if (plain) {
                        add_shape(a, b, c, clip);
                    } else if (const Writing* writing = writing_at(a); writing != nullptr) {  // else a picture, as a round corner is
                        if (i % 6 == 0 || a.pos.x != last_.x || a.pos.y != last_.y) {
                            add_glyph(a, b, c, clip, *writing);
                        }
                    }
                }
            }
        }
    }

    [[nodiscard]] const std::vector<Glyph>& glyphs() const { return glyphs_; }
    // How many plain shapes lie wholly within, and the room that those of a colour take.
    [[nodiscard]] std::size_t shapes_in(const ui::Rect& rect) const {
        return static_cast<std::size_t>(std::count_if(shapes_.begin(), shapes_.end(), [&](const Shape& s) { return s.box.common(rect.inset(-1)) == s.box; }));
    }
    [[nodiscard]] ui::Rect extent_of(ui::Color color) const {
        ui::Rect all;
        for (const Shape& shape : shapes_)
            if (shape.color == color) all = all.empty() ? shape.box : all.with(shape.box);
        return all;
    }

private:
    struct Shape {
        ImVec2 a, b, c;
        ui::Rect box;
        ui::Color color;
    };

    // Where in the texture each glyph's upper left corner lies.
    void find_writing() {
        auto& baked = ImGui::GetIO().Fonts->Builder->BakedPool;
        for (int i = 0; i < baked.Size; ++i) {
            for (const ImFontGlyph& glyph : baked[i].Glyphs) {
                const bool is_private = glyph.Codepoint >= 0xE000 && glyph.Codepoint <= 0xF8FF;
                writing_.emplace(std::pair{glyph.U0, glyph.V0}, is_private ? Writing::Sign : Writing::Letter);
            }
        }
    }
    [[nodiscard]] const Writing* writing_at(const ImDrawVert& vertex) const {
        const auto found = writing_.find({vertex.uv.x, vertex.uv.y});
        return found == writing_.end() ? nullptr : &found->second;
    }

    static ui::Color color_of(ImU32 packed) {
        const auto channel = [packed](int shift) { return static_cast<std::uint8_t>(packed >> shift); };
        return {channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT), channel(IM_COL32_A_SHIFT)};
    }
    static ui::Rect box_of(const ImVec2& a, const ImVec2& b, const ImVec2& c) {
        const float left = std::min({a.x, b.x, c.x}), top = std::min({a.y, b.y, c.y});
        return {left, top, std::max({a.x, b.x, c.x}) - left, std::max({a.y, b.y, c.y}) - top};
    }

    void add_shape(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ui::Rect& clip) {
        // Soft edges and shadows fade from corner to corner; what lies under a glyph has one colour.
        const ui::Rect box = box_of(a.pos, b.pos, c.pos).common(clip);
        if (a.col == b.col && b.col == c.col && (a.col >> IM_COL32_A_SHIFT) != 0 && !box.empty()) {
            shapes_.push_back({a.pos, b.pos, c.pos, box, color_of(a.col)});
        }
    }
    void add_glyph(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ui::Rect& clip, Writing writing) {
        last_ = a.pos;
        const ui::Rect rect = box_of(a.pos, b.pos, c.pos);
        const ui::Point middle = rect.center();
        if (!clip.holds(middle)) {
            return;
        }
        const ui::Color ground = ground_at(middle), ink = color_of(a.col);
        glyphs_.push_back({rect, ui::mixed(ground, {ink.r, ink.g, ink.b, 255}, static_cast<float>(ink.a) / 255.0F), ground, writing});
    }
    [[nodiscard]] ui::Color ground_at(ui::Point p) const {
        std::vector<ui::Color> above;  // what is seen through, the topmost first
        ui::Color ground{0, 0, 0, 255};
        for (auto shape = shapes_.rbegin(); shape != shapes_.rend(); ++shape) {
            if (!shape->box.holds(p) || !ImTriangleContainsPoint(shape->a, shape->b, shape->c, {p.x, p.y})) {
                continue;
            }
            if (shape->color.a == 255) {
                ground = shape->color;
                break;
            }
            above.push_back(shape->color);
        }
        for (auto veil = above.rbegin(); veil != above.rend(); ++veil) {
            ground = ui::mixed(ground, {veil->r, veil->g, veil->b, 255}, static_cast<float>(veil->a) / 255.0F);
        }
        return ground;
    }

    std::map<std::pair<float, float>, Writing> writing_;
    std::vector<Shape> shapes_;
    std::vector<Glyph> glyphs_;
    ImVec2 last_;
};

// Whether a … was drawn, but where it is meant: a label that did not fit.
inline bool draws_ellipsis(const ui::Rect& within, const std::vector<ui::Rect>& meant) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    const ImDrawData& data = *ImGui::GetDrawData();
    std::vector<ImVec2> corners;
    for (ImFont* font : atlas.Fonts) {
        for (int i = 0; i < atlas.Builder->BakedPool.Size; ++i) {
            ImFontBaked& baked = atlas.Builder->BakedPool[i];
            if (baked.ContainerFont == font && baked.IsGlyphLoaded(U'…')) {
                const ImFontGlyph* glyph = baked.FindGlyphNoFallback(U'…');
                if (glyph != nullptr) {
                    corners.emplace_back(glyph->U0, glyph->V0);
                }
            }
        }
    }
    for (const ImDrawList* list : data.CmdLists) {
        for (const ImDrawVert& vertex : list->VtxBuffer) {
            const bool is_dots = std::any_of(corners.begin(), corners.end(), [&](const ImVec2& uv) { return uv.x == vertex.uv.x && uv.y == vertex.uv.y; });
            const ui::Point place{vertex.pos.x, vertex.pos.y};
            if (is_dots && within.holds(place) && std::none_of(meant.begin(), meant.end(), [&](const ui::Rect& rect) { return rect.inset(-2).holds(place); })) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace xz::testing
