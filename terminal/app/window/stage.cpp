#include "terminal/app/window/stage.hpp"

#include "terminal/app/window/glyph_texture.hpp"
#include "terminal/input/handwriting.hpp"
#include "terminal/input/pinyin_engine.hpp"
#include "terminal/ui/canvas/picture.hpp"

#include <GL/gl.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>

namespace xz::app {

namespace {

constexpr int AtlasSide = 1024;  // about 500 characters before it grows, which costs a full frame
constexpr const char* Glsl = "#version 150";

void clear_rect(const ImDrawList*, const ImDrawCmd* command) {
    const ui::SolidRect solid = ui::solid_of(*command);
    const auto bottom = static_cast<int>(ImGui::GetDrawData()->DisplaySize.y - solid.rect.bottom());
    glScissor(static_cast<int>(solid.rect.x), bottom, static_cast<int>(solid.rect.w), static_cast<int>(solid.rect.h));
    constexpr float Most = 255;
    glClearColor(static_cast<float>(solid.color.r) / Most, static_cast<float>(solid.color.g) / Most, static_cast<float>(solid.color.b) / Most, 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

}  // namespace

Stage::Stage(const ui::FontFiles& files, const input::WritingAids& aids, Renderer renderer, const ui::Look& look) : aids_{aids}, renderer_{renderer} {
    context_ = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    io.Fonts->TexMinWidth = io.Fonts->TexMinHeight = AtlasSide;
    io.Fonts->TexDesiredFormat = ImTextureFormat_Alpha8;
    ImGui::GetPlatformIO().Platform_SetClipboardTextFn = [](ImGuiContext*, const char*) {};
    ImGui::GetPlatformIO().Platform_GetClipboardTextFn = [](ImGuiContext*) -> const char* { return ""; };
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
    fonts_ = std::make_unique<ui::Fonts>(*io.Fonts, files);
    ui_ = std::make_unique<ui::Ui>(*fonts_, aids, look);
}

Stage::~Stage() {
    ImGui::SetCurrentContext(context_);
    if (aids_.pinyin != nullptr && aids_.pinyin->is_ready()) {
        aids_.pinyin->forget();
    }
    if (aids_.hand != nullptr) {
        aids_.hand->forget();
    }
    ui_.reset();
    fonts_.reset();
    if (renders_) {
        ImGui_ImplOpenGL3_Shutdown();
    } else {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
    }
    ImGui::DestroyContext(context_);
}

void Stage::compose(ui::Size window, const ui::ThemeChoice& choice, const ui::FrameInput& input, const std::function<void(ui::Ui&)>& frame) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {window.w, window.h};
    io.DeltaTime = std::max(0.001F, static_cast<float>((input.now - last_).count()) / 1000.0F);
    last_ = input.now;
    ImGui::NewFrame();
    ui_->begin(*ImGui::GetBackgroundDrawList(), window, choice, input);
    frame(*ui_);
    ui_->end();
    ImGui::Render();
}

void Stage::rehearse(ui::Size window, const ui::ThemeChoice& choice, std::chrono::milliseconds now, const std::function<void(ui::Ui&)>& frame) {
    ImGui::SetCurrentContext(context_);
    ui::FrameInput nothing;
    nothing.now = now;
    compose(window, choice, nothing, frame);
}

std::vector<ui::Rect> Stage::draw(ui::Size window, const ui::ThemeChoice& choice, const ui::FrameInput& input, const std::function<void(ui::Ui&)>& frame) {
    ImGui::SetCurrentContext(context_);
    if (renderer_ == Renderer::OpenGl) {
        renders_ = renders_ || ImGui_ImplOpenGL3_Init(Glsl);
        ImGui_ImplOpenGL3_NewFrame();
    }
    compose(window, choice, input, frame);

    ImDrawData& data = *ImGui::GetDrawData();
    const ui::Picture picture = ui::Picture::of(data);
    const std::span<const ui::Piece> pieces = picture.pieces();
    std::vector<ui::Rect> damage = pieces_.empty() ? std::vector<ui::Rect>{{0, 0, window.w, window.h}} : ui::damage_between(pieces_, pieces, window);
    pieces_.assign(pieces.begin(), pieces.end());
    if (renderer_ == Renderer::None) {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
                texture->SetTexID(1);
                texture->SetStatus(ImTextureStatus_OK);
            } else if (texture->Status == ImTextureStatus_WantDestroy) {
                texture->SetTexID(ImTextureID_Invalid);
                texture->SetStatus(ImTextureStatus_Destroyed);
            }
        }
        return damage;
    }
    for (ImTextureData* texture : *data.Textures) {
        upload_glyphs(*texture);
    }
    // Even without damage: glyphs that were measured may wait for their upload.
    const ui::Picture::List list = picture.clipped(data, damage, &clear_rect);
    ImDrawData part;
    part.Valid = true;
    part.DisplayPos = data.DisplayPos;
    part.DisplaySize = data.DisplaySize;
    part.FramebufferScale = data.FramebufferScale;
    part.Textures = data.Textures;
    part.CmdLists.push_back(list.get());
    part.CmdListsCount = 1;
    part.TotalVtxCount = list->VtxBuffer.Size;
    part.TotalIdxCount = list->IdxBuffer.Size;
    ImGui_ImplOpenGL3_RenderDrawData(&part);
    return damage;
}

}  // namespace xz::app
