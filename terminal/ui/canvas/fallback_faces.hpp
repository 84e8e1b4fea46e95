// For characters that no chosen face has: whatever face fontconfig knows that has them, found when one is first written.
#pragma once

#include <memory>

struct ImFontConfig;
struct ImFontLoader;

namespace xz::ui {

class FontFile;

// Lives as long as the fonts files; shared by all of their contexts, on the drawing thread.
class FallbackFaces {
public:
    FallbackFaces();
    ~FallbackFaces();
    FallbackFaces(FallbackFaces&& other) noexcept;
    FallbackFaces& operator=(FallbackFaces&& other) noexcept;

    // A face to be asked before fontconfig is, after those preferred earlier; it is opened when a character is first looked for.
    void prefer(FontFile file);
    void let_go() const;  // of the pages seen so far
    // A source to be merged into a face as its last one: asked for a glyph only when all others have none.
    void offer(ImFontConfig& source) const;

private:
    struct Found;
    std::unique_ptr<Found> found_;
};

}  // namespace xz::ui
