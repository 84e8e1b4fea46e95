// ImGui's atlas on the graphics side: how much ink, one byte a texel, where its own renderer takes four.
#pragma once

struct ImTextureData;

namespace xz::app {

// Makes the texture that ImGui asks for or brings it up to date, before its renderer would; the format is Alpha8. Whatever else is asked
// of it (that it be destroyed) is left to the renderer.
void upload_glyphs(ImTextureData& texture);

}  // namespace xz::app
