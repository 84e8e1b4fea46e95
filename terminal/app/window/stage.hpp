// One student's drawing: an ImGui context, its fonts and Ui, made anew for the next student; frames become pictures and damage.
#pragma once

#include "terminal/input/writing_aids.hpp"
#include "terminal/ui/canvas/damage.hpp"
#include "terminal/ui/canvas/fonts.hpp"
#include "terminal/ui/theme/theme.hpp"
#include "terminal/ui/widgets/interaction.hpp"
#include "terminal/ui/widgets/ui.hpp"

#include <functional>
#include <memory>
#include <span>
#include <vector>

struct ImGuiContext;

namespace xz::app {

// Whether frames are rendered with OpenGL or only composed (tests of widget lists).
enum class Renderer { OpenGl, None };

class Stage {
public:
    // With OpenGl a context is current in draw and in the destructor. `files`, `look` and what `aids` names outlive the stage.
    Stage(const ui::FontFiles& files, const input::WritingAids& aids, Renderer renderer, const ui::Look& look = ui::standard_look());
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    // Composes a frame that nobody sees, before there is a window or on another thread than the window's: the next one finds its
    // characters drawn.
    void rehearse(ui::Size window, const ui::ThemeChoice& choice, std::chrono::milliseconds now, const std::function<void(ui::Ui&)>& frame);
    // Composes a frame and renders what changed since the last one into the framebuffer bound; the rectangles changed.
    std::vector<ui::Rect> draw(ui::Size window, const ui::ThemeChoice& choice, const ui::FrameInput& input, const std::function<void(ui::Ui&)>& frame);
    void forget_picture() { pieces_.clear(); }  // the framebuffer was lost: the next frame draws all
    [[nodiscard]] ui::Ui& ui() { return *ui_; }

private:
    void compose(ui::Size window, const ui::ThemeChoice& choice, const ui::FrameInput& input, const std::function<void(ui::Ui&)>& frame);

    ImGuiContext* context_;
    input::WritingAids aids_;
    Renderer renderer_;
    bool renders_ = false;  // the renderer is there, from the first frame drawn
    std::unique_ptr<ui::Fonts> fonts_;
    std::unique_ptr<ui::Ui> ui_;
    std::vector<ui::Piece> pieces_;
    std::chrono::milliseconds last_{0};
};

}  // namespace xz::app
