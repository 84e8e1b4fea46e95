#include "terminal/app/window/glyph_texture.hpp"

#include <GL/gl.h>
#include <GL/glext.h>
#include <imgui.h>

#include <array>

namespace xz::app {

namespace {

void make(ImTextureData& texture) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    // Glyphs lie pixel on pixel, and nothing else has texture: the nearest texel is the right one, and half the work.
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    // The shader reads white with this much of it.
    constexpr std::array<GLint, 4> white{GL_ONE, GL_ONE, GL_ONE, GL_RED};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, white.data());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, texture.Width, texture.Height, 0, GL_RED, GL_UNSIGNED_BYTE, texture.GetPixels());
    texture.SetTexID(static_cast<ImTextureID>(name));
}

void update(ImTextureData& texture) {
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture.GetTexID()));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
    for (const ImTextureRect& part : texture.Updates) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.w, part.h, GL_RED, GL_UNSIGNED_BYTE, texture.GetPixelsAt(part.x, part.y));
    }
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

}  // namespace

void upload_glyphs(ImTextureData& texture) {
    const bool is_new = texture.Status == ImTextureStatus_WantCreate;
    if (!is_new && texture.Status != ImTextureStatus_WantUpdates) {
        return;
    }
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    is_new ? make(texture) : update(texture);
    texture.SetStatus(ImTextureStatus_OK);
}

}  // namespace xz::app
