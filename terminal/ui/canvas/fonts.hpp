// The faces that writing is drawn with: found by fontconfig once, mapped into memory, never copied.
#pragma once

#include "terminal/core/support/result.hpp"
#include "terminal/ui/canvas/corners.hpp"
#include "terminal/ui/canvas/fallback_faces.hpp"
#include "terminal/ui/theme/theme.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

struct ImFont;
struct ImFontAtlas;

namespace xz::ui {

// A font file in memory, shared with the page cache.
class FontFile {
public:
    static Result<FontFile, std::string> map(const std::string& path, int face);
    FontFile(FontFile&& other) noexcept;
    void let_go() const;  // of the pages seen so far, until they are read again: the page cache has them anyway
    FontFile& operator=(FontFile&& other) noexcept;
    ~FontFile();

    [[nodiscard]] void* bytes() const { return bytes_; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] int face() const { return face_; }

private:
    FontFile(void* bytes, std::size_t size, int face) : bytes_{bytes}, size_{size}, face_{face} {}
    void* bytes_;
    std::size_t size_;
    int face_;
};

// Regular and bold of Noto Sans CJK SC, Material Icons, and faces for rare characters. Lives as long as the process.
class FontFiles {
public:
    // The error names the package to install.
    static Result<FontFiles, std::string> find();
    // When no new characters are drawn: those that were are in the atlas.
    void let_go() const;

    FontFile regular, bold;
    std::vector<FontFile> icons;     // none or one
    FallbackFaces fallback;          // what none of these has
    float height_per_em;             // of the regular face: ascent plus descent over the em

private:
    FontFiles(FontFile r, FontFile b);
};

// The faces of one ImGui context, and what else lies in its atlas.
class Fonts {
public:
    // Adds the faces to the atlas of the context in force; `files` outlives the context.
    Fonts(ImFontAtlas& atlas, const FontFiles& files);
    ~Fonts();  // before the context goes: takes the mapped bytes back from the atlas
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    [[nodiscard]] ImFont* face(Weight weight) const { return weight == Weight::Bold ? bold_ : regular_; }
    [[nodiscard]] ImFont* icons() const { return icons_; }  // null when the icon font is not installed
    [[nodiscard]] Corners& corners() const { return *corners_; }  // in the same atlas
    // ImGui sizes a face by ascent plus descent; this is that height for an em of `em` pixels.
    [[nodiscard]] float face_height(float em) const { return em * height_per_em_; }

private:
    ImFontAtlas* atlas_;
    std::unique_ptr<Corners> corners_;
    ImFont* regular_ = nullptr;
    ImFont* bold_ = nullptr;
    ImFont* icons_ = nullptr;
    float height_per_em_;
};

}  // namespace xz::ui
