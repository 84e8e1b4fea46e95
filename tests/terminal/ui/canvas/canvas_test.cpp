#include "terminal/ui/canvas/canvas.hpp"

#include "terminal/ui/canvas/fonts.hpp"
#include "terminal/ui/canvas/picture.hpp"

#include <catch2/catch_test_macros.hpp>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <optional>

using namespace xz::ui;

namespace {

constexpr Color Ink{0x16, 0x20, 0x2E, 255};

// A list of shapes in a context of its own, clipped to 400 × 400.
class Sheet {
public:
    Sheet() : context_{ImGui::CreateContext()} {
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {400, 400};
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
        io.Fonts->TexDesiredFormat = ImTextureFormat_Alpha8;
        auto files = FontFiles::find();
        REQUIRE(files);
        files_.emplace(std::move(*files));
        fonts_.emplace(*io.Fonts, *files_);
        ImGui::NewFrame();
        canvas_.emplace(list(), *fonts_, theme_);
    }
    ~Sheet() {
        ImGui::EndFrame();
        fonts_.reset();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
        ImGui::DestroyContext(context_);
    }
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    Canvas& canvas() { return *canvas_; }
    Fonts& fonts() { return *fonts_; }
    // How many vertices `draw` adds.
    template <typename Draw>
    int vertices(Draw&& draw) {
        const int before = list().VtxBuffer.Size;
        draw(*canvas_);
        return list().VtxBuffer.Size - before;
    }
    // Of the atlas, at a place in texture coordinates.
    static int ink(float u, float v) {
        ImTextureData& texture = *ImGui::GetIO().Fonts->TexData;
        return *static_cast<unsigned char*>(texture.GetPixelsAt(static_cast<int>(u * static_cast<float>(texture.Width)), static_cast<int>(v * static_cast<float>(texture.Height))));
    }

private:
    static ImDrawList& list() { return *ImGui::GetBackgroundDrawList(); }
    ImGuiContext* context_;
    std::optional<FontFiles> files_;
    std::optional<Fonts> fonts_;
    Theme theme_{400, 400, {}};
    std::optional<Canvas> canvas_;
};

}  // namespace

TEST_CASE("Nothing is drawn of what lies outside of the clip, but the ground of what may grow into it") {
    Sheet sheet;
    const auto everything = [](const Rect& at) {
        return [at](Canvas& canvas) {
            canvas.fill(at, Ink, 8);
            canvas.stroke(at, Ink, 2, 8);
            canvas.shadow(at, 8, 10, Ink);
            canvas.circle(at.center(), 10, Ink);
            canvas.ring(at.center(), 10, Ink, 2);
            canvas.line({at.x, at.y}, {at.right(), at.bottom()}, Ink, 2);
            canvas.text({at.x, at.y}, "学业", {});
            canvas.label(at, "学业", {});
            canvas.paragraph(at, "学业", {});
        };
    };
    CHECK(sheet.vertices(everything({100, 100, 100, 60})) > 0);
    CHECK(sheet.vertices(everything({100, -200, 100, 60})) == 0);
    CHECK(sheet.vertices(everything({100, 600, 100, 60})) == 0);
    CHECK(sheet.vertices(everything({-300, 100, 100, 60})) == 0);
    sheet.canvas().push_clip({0, 200, 400, 100});
    CHECK(sheet.vertices(everything({100, 100, 100, 60})) == 0);
    {
        const Canvas::Ground ground{sheet.canvas()};
        CHECK(sheet.vertices([](Canvas& canvas) { canvas.fill({100, 100, 100, 60}, Ink, 8); }) > 0);
        CHECK(sheet.vertices([](Canvas& canvas) { canvas.fill({100, 600, 100, 60}, Ink, 8); }) == 0);
    }
    CHECK(sheet.vertices(everything({100, 100, 100, 60})) == 0);
}

TEST_CASE("A card on whole pixels is rectangles and four small pictures") {
    Sheet sheet;
    constexpr int InARectangle = 4;
    CHECK(sheet.vertices([](Canvas& canvas) { canvas.fill({20, 20, 300, 200}, Ink, 28); }) == 7 * InARectangle);
    CHECK(sheet.vertices([](Canvas& canvas) { canvas.stroke({20, 20, 300, 200}, Ink, 2, 28); }) == 8 * InARectangle);
    CHECK(sheet.vertices([](Canvas& canvas) { canvas.fill({20, 20, 56, 56}, Ink, 28); }) == 4 * InARectangle);
    CHECK(sheet.vertices([](Canvas& canvas) { canvas.fill({20.5F, 20, 300, 200}, Ink, 28); }) > 7 * InARectangle);
}

TEST_CASE("The picture of a corner is full at the centre and empty beyond the radius; a ring's is empty within") {
    Sheet sheet;
    const auto disc = sheet.fonts().corners().find(20, 0);
    const auto ring = sheet.fonts().corners().find(20, 4);
    REQUIRE(disc);
    REQUIRE(ring);
    const auto at = [](const Rect& picture, float x, float y) { return Sheet::ink(picture.x + picture.w * (x + 0.5F) / 20, picture.y + picture.h * (y + 0.5F) / 20); };
    CHECK(at(*disc, 0, 0) == 255);
    CHECK(at(*disc, 19, 0) > 250);  // joins the plain edge beside it
    CHECK(at(*disc, 19, 19) == 0);
    CHECK(at(*ring, 0, 0) == 0);
    CHECK(at(*ring, 0, 15) < 5);
    CHECK(at(*ring, 0, 17) == 255);
    const auto again = sheet.fonts().corners().find(20, 0);
    REQUIRE(again);
    CHECK(*again == *disc);
    CHECK_FALSE(sheet.fonts().corners().find(200, 0));
    CHECK_FALSE(sheet.fonts().corners().find(0, 0));
    CHECK_FALSE(sheet.fonts().corners().find(4, 4));
}

TEST_CASE("A character that no font has is one box, and what has no look takes no room") {
    Sheet sheet;
    const auto width = [&](std::string_view text) { return sheet.canvas().text_width(text, Type::Body); };
    CHECK(width("\U000F1234") == width("□"));
    CHECK(width("a\u200Db\uFE0F") == width("ab"));
    const auto drawn = [&](std::string_view text) { return sheet.vertices([&](Canvas& canvas) { canvas.text({10, 10}, text, {.type = Type::Body}); }); };
    CHECK(drawn("\U000F1234") == drawn("□"));
    CHECK(drawn("a\u200Db\uFE0F") == drawn("ab"));
    CHECK(drawn("𠮷㐂龘䶮") == 4 * drawn("国"));
}
