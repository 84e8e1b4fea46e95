// The last picture, kept on the graphics side: parts of it are drawn anew, and only they go to the window.
//
// Where GLX can copy a part of the back buffer, the back buffer itself is what is kept: nothing else needs it. Elsewhere swapping leaves it
// undefined, so the picture is kept in a texture and all of it is shown each time.
#pragma once

#include "terminal/ui/canvas/geometry.hpp"

#include <cstdint>
#include <span>
#include <vector>

struct GLFWwindow;

namespace xz::app {

// Needs its OpenGL context current in all calls, the destructor too.
class KeptFramebuffer {
public:
    explicit KeptFramebuffer(GLFWwindow* window);
    ~KeptFramebuffer();
    KeptFramebuffer(const KeptFramebuffer&) = delete;
    KeptFramebuffer& operator=(const KeptFramebuffer&) = delete;

    // True when the size changed and the picture is lost.
    bool fit(int width, int height);
    void bind() const;     // drawing goes here from now on
    void present(std::span<const ui::Rect> rects) const;
    // A software renderer holds on to the shapes of a frame until it draws the next: megabytes. Has it draw next to nothing, elsewhere.
    void let_go() const;
    [[nodiscard]] std::vector<std::uint8_t> pixels() const;  // RGBA rows, top first
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }

private:
    GLFWwindow* window_;
    unsigned framebuffer_ = 0, texture_ = 0;
    int width_ = 0, height_ = 0;
    void (*copy_part_)(void* display, unsigned long drawable, int x, int y, int w, int h) = nullptr;  // glXCopySubBufferMESA
    void* display_ = nullptr;
    unsigned long drawable_ = 0;
};

}  // namespace xz::app
