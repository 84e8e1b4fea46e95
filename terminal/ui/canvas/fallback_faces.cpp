#include "terminal/ui/canvas/fallback_faces.hpp"

#include "terminal/ui/canvas/fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <ft2build.h>
#include FT_FREETYPE_H

#include <cmath>
#include <set>
#include <utility>
#include <vector>

namespace xz::ui {

namespace {

struct CloseLibrary {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct CloseFace {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
using Library = std::unique_ptr<FT_LibraryRec_, CloseLibrary>;
using Face = std::unique_ptr<FT_FaceRec_, CloseFace>;
using Config = std::unique_ptr<FcConfig, decltype(&FcConfigDestroy)>;
using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;
using CharSet = std::unique_ptr<FcCharSet, decltype(&FcCharSetDestroy)>;

constexpr float Grid = 64;  // FreeType's units of a pixel

Library open_library() {
    FT_Library library = nullptr;
    return Library{FT_Init_FreeType(&library) == 0 ? library : nullptr};
}

}  // namespace

// Faces opened so far, and the characters that none has.
struct FallbackFaces::Found {
    struct Opened {
        FontFile file;
        Face face;
    };
    Library library = open_library();
    Config config{nullptr, &FcConfigDestroy};  // read at the first character
    std::vector<FontFile> preferred;  // not opened yet
    std::vector<Opened> faces;
    std::set<ImWchar> missing;

    // Null: no face on this machine has it.
    FT_Face face_of(ImWchar character) {
        for (const Opened& opened : faces) {
            if (FT_Get_Char_Index(opened.face.get(), character) != 0) {
                return opened.face.get();
            }
        }
        if (library == nullptr || missing.contains(character)) {
            return nullptr;
        }
        while (!preferred.empty()) {
            FontFile next = std::move(preferred.front());
            preferred.erase(preferred.begin());
            if (FT_Face face = open(std::move(next)); face != nullptr && FT_Get_Char_Index(face, character) != 0) {
                return face;
            }
        }
        FT_Face face = open_face_of(character);
        if (face == nullptr) {
            missing.insert(character);
        }
        return face;
    }

private:
    // Null: it is no face that can be drawn at any size.
    FT_Face open(FontFile file) {
        FT_Face face = nullptr;
        if (FT_New_Memory_Face(library.get(), static_cast<const FT_Byte*>(file.bytes()), static_cast<FT_Long>(file.size()), file.face(), &face) != 0) {
            return nullptr;
        }
        Face owner{face};
        if ((face->face_flags & FT_FACE_FLAG_SCALABLE) == 0) {
            return nullptr;
        }
        faces.push_back({std::move(file), std::move(owner)});
        return face;
    }

    FT_Face open_face_of(ImWchar character) {
        if (!config) {
            config.reset(FcInitLoadConfigAndFonts());
        }
        const CharSet wanted{FcCharSetCreate(), &FcCharSetDestroy};
        FcCharSetAddChar(wanted.get(), character);
        const Pattern pattern{FcPatternCreate(), &FcPatternDestroy};
        FcPatternAddCharSet(pattern.get(), FC_CHARSET, wanted.get());
        FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
        FcPatternAddBool(pattern.get(), FC_COLOR, FcFalse);
        FcConfigSubstitute(config.get(), pattern.get(), FcMatchPattern);
        FcDefaultSubstitute(pattern.get());
        FcResult result{};
        const Pattern match{FcFontMatch(config.get(), pattern.get(), &result), &FcPatternDestroy};
        FcChar8* path = nullptr;
        int index = 0;
        if (!match || FcPatternGetString(match.get(), FC_FILE, 0, &path) != FcResultMatch) {
            return nullptr;
        }
        FcPatternGetInteger(match.get(), FC_INDEX, 0, &index);
        auto file = FontFile::map(reinterpret_cast<const char*>(path), index);
        FT_Face face = file ? open(std::move(*file)) : nullptr;
        if (face != nullptr && FT_Get_Char_Index(face, character) == 0) {
            faces.pop_back();  // fontconfig names the nearest face even where none has it
            return nullptr;
        }
        return face;
    }
};

namespace {

bool load_glyph(FT_Face face, ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, ImWchar character, ImFontGlyph* glyph, float* advance) {
    // As high as the faces beside it, by ascent plus descent, as ImGui sizes those.
    const auto span = static_cast<float>(face->ascender - face->descender);
    const float em = span > 0 ? baked->Size * static_cast<float>(face->units_per_EM) / span : baked->Size;
    if (FT_Set_Char_Size(face, 0, static_cast<FT_F26Dot6>(std::lround(em * Grid)), 0, 0) != 0 || FT_Load_Char(face, character, FT_LOAD_TARGET_LIGHT) != 0) {
        return false;
    }
    FT_GlyphSlot slot = face->glyph;
    const float width = std::round(static_cast<float>(slot->advance.x) / Grid);
    if (glyph == nullptr) {
        *advance = width;
        return true;
    }
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0 || slot->bitmap.pixel_mode != FT_PIXEL_MODE_GRAY) {
        return false;
    }
    glyph->Codepoint = character;
    glyph->AdvanceX = width;
    const auto w = static_cast<int>(slot->bitmap.width), h = static_cast<int>(slot->bitmap.rows);
    if (w == 0 || h == 0) {
        return true;
    }
    const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, w, h);
    if (place == ImFontAtlasRectId_Invalid) {
        return false;
    }
    glyph->X0 = static_cast<float>(slot->bitmap_left);
    glyph->Y0 = std::round(baked->Ascent) - static_cast<float>(slot->bitmap_top);
    glyph->X1 = glyph->X0 + static_cast<float>(w);
    glyph->Y1 = glyph->Y0 + static_cast<float>(h);
    glyph->Visible = true;
    glyph->PackId = place;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, ImFontAtlasPackGetRect(atlas, place), slot->bitmap.buffer, ImTextureFormat_Alpha8, slot->bitmap.pitch);
    return true;
}

}  // namespace

void FallbackFaces::offer(ImFontConfig& source) const {
    static const ImFontLoader loader = [] {
        ImFontLoader made;
        made.Name = "fontconfig";
        made.FontBakedLoadGlyph = [](ImFontAtlas* atlas, ImFontConfig* from, ImFontBaked* baked, void*, ImWchar character, ImFontGlyph* glyph, float* advance) {
            if (character < U' ') {
                return false;  // ImGui asks each face for a tab, which has no shape: not worth looking through the machine's fonts
            }
            FT_Face face = static_cast<Found*>(from->FontData)->face_of(character);
            return face != nullptr && load_glyph(face, atlas, from, baked, character, glyph, advance);
        };
        return made;
    }();
    source.FontLoader = &loader;
    source.FontData = found_.get();
    source.FontDataSize = 1;  // ImGui wants a size; it looks at none of it
}

void FallbackFaces::prefer(FontFile file) { found_->preferred.push_back(std::move(file)); }

void FallbackFaces::let_go() const {
    for (const Found::Opened& opened : found_->faces) {
        opened.file.let_go();
    }
}

FallbackFaces::FallbackFaces() : found_{std::make_unique<Found>()} {}
FallbackFaces::~FallbackFaces() = default;
FallbackFaces::FallbackFaces(FallbackFaces&&) noexcept = default;
FallbackFaces& FallbackFaces::operator=(FallbackFaces&&) noexcept = default;

}  // namespace xz::ui
