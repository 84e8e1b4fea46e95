#include "terminal/app/window/png.hpp"

#include <png.h>

namespace xz::app {

Result<void, std::string> write_png(const std::filesystem::path& file, std::span<const std::uint8_t> rgba, int width, int height) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = PNG_FORMAT_RGBA;
    image.flags = PNG_IMAGE_FLAG_FAST;
    if (png_image_write_to_file(&image, file.c_str(), 0, rgba.data(), width * 4, nullptr) == 0) {
        return failure("cannot write " + file.string() + ": " + image.message);
    }
    return {};
}

}  // namespace xz::app
