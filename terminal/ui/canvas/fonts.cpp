#include "terminal/ui/canvas/fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <imgui.h>
#include <imgui_freetype.h>

#include <ft2build.h>
#include FT_FREETYPE_H

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <utility>

namespace xz::ui {

namespace {

struct Found {
    std::string path;
    int face = 0;
};

using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;

// The file of exactly this family, or nothing: fontconfig alone would offer something else.
std::optional<Found> find_family(FcConfig* config, const char* family, int weight) {
    Pattern wanted{FcPatternCreate(), &FcPatternDestroy};
    FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
    FcPatternAddInteger(wanted.get(), FC_WEIGHT, weight);
    FcPatternAddInteger(wanted.get(), FC_SLANT, FC_SLANT_ROMAN);
    FcConfigSubstitute(config, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result{};
    const Pattern match{FcFontMatch(config, wanted.get(), &result), &FcPatternDestroy};
    if (!match) {
        return std::nullopt;
    }
    bool same = false;
    FcChar8* name = nullptr;
    for (int i = 0; FcPatternGetString(match.get(), FC_FAMILY, i, &name) == FcResultMatch; ++i) {
        same = same || FcStrCmpIgnoreCase(name, reinterpret_cast<const FcChar8*>(family)) == 0;
    }
    FcChar8* file = nullptr;
    if (!same || FcPatternGetString(match.get(), FC_FILE, 0, &file) != FcResultMatch) {
        return std::nullopt;
    }
    Found found{reinterpret_cast<const char*>(file), 0};
    FcPatternGetInteger(match.get(), FC_INDEX, 0, &found.face);
    return found;
}

// Ascent plus descent over the em, as FreeType sees the face.
float height_per_em_of(const FontFile& file) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) {
        return 1;
    }
    FT_Face face = nullptr;
    float ratio = 1;
    if (FT_New_Memory_Face(library, static_cast<const FT_Byte*>(file.bytes()), static_cast<FT_Long>(file.size()), file.face(), &face) == 0) {
        ratio = static_cast<float>(face->ascender - face->descender) / static_cast<float>(face->units_per_EM);
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
    return ratio;
}

ImFont* add(ImFontAtlas& atlas, const FontFile& file, ImFont* merge_into) {
    ImFontConfig config;
    config.FontNo = static_cast<ImU32>(file.face());
    config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
    config.OversampleH = config.OversampleV = 1;
    config.PixelSnapH = true;
    config.MergeMode = merge_into != nullptr;
    config.DstFont = merge_into;
    // ImGui copies what it does not own: it is told that it owns the mapping, and before it frees anything that this was not so.
    config.FontDataOwnedByAtlas = true;
    return atlas.AddFontFromMemoryTTF(file.bytes(), static_cast<int>(file.size()), 0.0F, &config);
}

void add_fallback(ImFontAtlas& atlas, const FallbackFaces& faces, ImFont* merge_into) {
    ImFontConfig config;
    faces.offer(config);
    config.MergeMode = true;
    config.DstFont = merge_into;
    config.FontDataOwnedByAtlas = true;  // as above
    atlas.AddFont(&config);
}

}  // namespace

Result<FontFile, std::string> FontFile::map(const std::string& path, int face) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (fd < 0 || ::fstat(fd, &info) != 0 || info.st_size <= 0) {
        if (fd >= 0) {
            ::close(fd);
        }
        return failure("cannot read the font " + path);
    }
    void* bytes = ::mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
    ::close(fd);
    if (bytes == MAP_FAILED) {
        return failure("cannot map the font " + path);
    }
    return FontFile{bytes, static_cast<std::size_t>(info.st_size), face};
}

FontFile::FontFile(FontFile&& other) noexcept : bytes_{std::exchange(other.bytes_, nullptr)}, size_{other.size_}, face_{other.face_} {}

void FontFile::let_go() const { ::madvise(bytes_, size_, MADV_DONTNEED); }

FontFile& FontFile::operator=(FontFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(size_, other.size_);
    std::swap(face_, other.face_);
    return *this;
}

FontFile::~FontFile() {
    if (bytes_ != nullptr) {
        ::munmap(bytes_, size_);
    }
}

Result<FontFiles, std::string> FontFiles::find() {
    const std::unique_ptr<FcConfig, decltype(&FcConfigDestroy)> config{FcInitLoadConfigAndFonts(), &FcConfigDestroy};
    if (!config) {
        return failure(std::string{"fontconfig has no configuration: install fontconfig-config"});
    }
    const auto regular = find_family(config.get(), "Noto Sans CJK SC", FC_WEIGHT_REGULAR);
    const auto bold = find_family(config.get(), "Noto Sans CJK SC", FC_WEIGHT_BOLD);
    if (!regular || !bold) {
        return failure(std::string{"the font Noto Sans CJK SC is missing: install fonts-noto-cjk"});
    }
    auto regular_file = FontFile::map(regular->path, regular->face);
    auto bold_file = FontFile::map(bold->path, bold->face);
    if (!regular_file || !bold_file) {
        return failure(regular_file ? bold_file.error() : regular_file.error());
    }
    FontFiles files{std::move(*regular_file), std::move(*bold_file)};
    if (const auto icons = find_family(config.get(), "Material Icons", FC_WEIGHT_REGULAR)) {
        if (auto file = FontFile::map(icons->path, icons->face)) {
            files.icons.push_back(std::move(*file));
        }
    }
    for (const char* family : {"HanaMinA", "HanaMinB"}) {
        if (const auto rare = find_family(config.get(), family, FC_WEIGHT_REGULAR)) {
            if (auto file = FontFile::map(rare->path, rare->face)) {
                files.fallback.prefer(std::move(*file));
            }
        }
    }
    return files;
}

void FontFiles::let_go() const {
    regular.let_go();
    bold.let_go();
    for (const FontFile& file : icons) {
        file.let_go();
    }
    fallback.let_go();
}

FontFiles::FontFiles(FontFile r, FontFile b) : regular{std::move(r)}, bold{std::move(b)}, height_per_em{height_per_em_of(regular)} {}

Fonts::Fonts(ImFontAtlas& atlas, const FontFiles& files) : atlas_{&atlas}, corners_{std::make_unique<Corners>(atlas)}, height_per_em_{files.height_per_em} {
    regular_ = add(atlas, files.regular, nullptr);
    add_fallback(atlas, files.fallback, regular_);
    bold_ = add(atlas, files.bold, nullptr);
    add_fallback(atlas, files.fallback, bold_);
    if (!files.icons.empty()) {
        icons_ = add(atlas, files.icons.front(), nullptr);
    }
}

Fonts::~Fonts() {
    for (ImFontConfig& source : atlas_->Sources) {
        source.FontDataOwnedByAtlas = false;
    }
}

}  // namespace xz::ui
