#include "terminal/app/window/stage.hpp"

#include "terminal/app/window/zeroing_memory.hpp"
#include "terminal/input/pinyin_engine.hpp"
#include "terminal/ui/canvas/picture.hpp"

#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>

namespace xz::app {

namespace {

constexpr int AtlasSide = 1024;  // about 500 characters before it grows, which costs a full frame
constexpr const char* Glsl = "#version 150";

}  // namespace

Stage::Stage(const ui::FontFiles& files, input::PinyinEngine* pinyin, Renderer renderer) : pinyin_{pinyin}, renderer_{renderer} {
    ImGui::SetAllocatorFunctions(&take_memory, &return_zeroed);
    context_ = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.Fonts->TexMinWidth = io.Fonts->TexMinHeight = AtlasSide;
    ImGui::GetPlatformIO().Platform_SetClipboardTextFn = [](ImGuiContext*, const char*) {};
    ImGui::GetPlatformIO().Platform_GetClipboardTextFn = [](ImGuiContext*) -> const char* { return ""; };
    if (renderer_ == Renderer::OpenGl) {
        ImGui_ImplOpenGL3_Init(Glsl);
    } else {
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
    }
    fonts_ = std::make_unique<ui::Fonts>(*io.Fonts, files);
    ui_ = std::make_unique<ui::Ui>(*fonts_, pinyin);
}

Stage::~Stage() {
    ImGui::SetCurrentContext(context_);
    if (pinyin_ != nullptr && pinyin_->is_ready()) {
        pinyin_->forget();
    }
    ui_.reset();
    fonts_.reset();
    if (renderer_ == Renderer::OpenGl) {
        ImGui_ImplOpenGL3_Shutdown();
    } else {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
    }
    ImGui::DestroyContext(context_);
}

std::vector<ui::Rect> Stage::draw(ui::Size window, const ui::ThemeChoice& choice, const ui::FrameInput& input, const std::function<void(ui::Ui&)>& frame) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {window.w, window.h};
    io.DeltaTime = std::max(0.001F, static_cast<float>((input.now - last_).count()) / 1000.0F);
    last_ = input.now;
    if (renderer_ == Renderer::OpenGl) {
        ImGui_ImplOpenGL3_NewFrame();
    }
    ImGui::NewFrame();
    ui_->begin(*ImGui::GetBackgroundDrawList(), window, choice, input);
    frame(*ui_);
    ui_->end();
    ImGui::Render();

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
    const bool whole = damage.size() == 1 && damage.front() == ui::Rect{0, 0, window.w, window.h};
    if (whole) {
        ImGui_ImplOpenGL3_RenderDrawData(&data);
        return damage;
    }
    // Even without damage: glyphs that were measured may wait for their upload.
    const ui::Picture::List list = picture.clipped(data, damage);
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
