// A picture as a PNG file.
#pragma once

#include "terminal/core/support/result.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace xz::app {

// RGBA rows, top first; the error is one line for people.
Result<void, std::string> write_png(const std::filesystem::path& file, std::span<const std::uint8_t> rgba, int width, int height);

}  // namespace xz::app
