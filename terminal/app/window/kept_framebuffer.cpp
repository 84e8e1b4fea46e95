#include "terminal/app/window/kept_framebuffer.hpp"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <cstring>

namespace xz::app {

KeptFramebuffer::KeptFramebuffer(GLFWwindow* window) : window_{window} {
    if (glfwExtensionSupported("GLX_MESA_copy_sub_buffer") != 0) {
        copy_part_ = reinterpret_cast<decltype(copy_part_)>(glfwGetProcAddress("glXCopySubBufferMESA"));
        display_ = reinterpret_cast<void* (*)()>(glfwGetProcAddress("glXGetCurrentDisplay"))();
        drawable_ = reinterpret_cast<unsigned long (*)()>(glfwGetProcAddress("glXGetCurrentDrawable"))();
    } else {
        glGenFramebuffers(1, &framebuffer_);
    }
}

KeptFramebuffer::~KeptFramebuffer() {
    if (framebuffer_ != 0) {
        glDeleteFramebuffers(1, &framebuffer_);
        glDeleteTextures(1, &texture_);
    }
}

bool KeptFramebuffer::fit(int width, int height) {
    if (width == width_ && height == height_) {
        return false;
    }
    width_ = width;
    height_ = height;
    if (framebuffer_ == 0) {
        return true;
    }
    glDeleteTextures(1, &texture_);
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
    return true;
}

void KeptFramebuffer::bind() const { glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_); }

void KeptFramebuffer::present(std::span<const ui::Rect> rects) const {
    if (copy_part_ != nullptr) {
        for (const ui::Rect& rect : rects) {
            copy_part_(display_, drawable_, static_cast<int>(rect.x), height_ - static_cast<int>(rect.bottom()), static_cast<int>(rect.w), static_cast<int>(rect.h));
        }
        glFlush();
        return;
    }
    glDisable(GL_SCISSOR_TEST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glBlitFramebuffer(0, 0, width_, height_, 0, 0, width_, height_, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    glfwSwapBuffers(window_);
}

void KeptFramebuffer::let_go() const {
    GLuint elsewhere = 0, pixel = 0;
    glGenFramebuffers(1, &elsewhere);
    glGenRenderbuffers(1, &pixel);
    glBindRenderbuffer(GL_RENDERBUFFER, pixel);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, 1, 1);
    glBindFramebuffer(GL_FRAMEBUFFER, elsewhere);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, pixel);
    glDisable(GL_SCISSOR_TEST);
    glClear(GL_COLOR_BUFFER_BIT);
    glFinish();
    bind();
    glDeleteFramebuffers(1, &elsewhere);
    glDeleteRenderbuffers(1, &pixel);
}

std::vector<std::uint8_t> KeptFramebuffer::pixels() const {
    const auto stride = static_cast<std::size_t>(width_) * 4, rows = static_cast<std::size_t>(height_);
    std::vector<std::uint8_t> upside_down(stride * rows), upright(stride * rows);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, upside_down.data());
    for (std::size_t y = 0; y < rows; ++y) {
        std::memcpy(upright.data() + y * stride, upside_down.data() + (rows - 1 - y) * stride, stride);
    }
    return upright;
}

}  // namespace xz::app
