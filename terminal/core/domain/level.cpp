#include "terminal/core/domain/level.hpp"

#include <array>

namespace xz::domain {

namespace {
constexpr std::array<std::string_view, 4> LevelNames{"below", "pass", "good", "excellent"};
constexpr std::array<std::string_view, 3> ColourNames{"yellow", "orange", "red"};
}  // namespace

std::string_view name_of(Level level) {
    return LevelNames[static_cast<std::size_t>(level) - 1];
}

std::string_view name_of(Colour colour) {
    return ColourNames[static_cast<std::size_t>(colour)];
}

std::optional<Level> level_from(std::string_view name) {
    for (std::size_t index = 0; index < LevelNames.size(); ++index) {
        if (LevelNames[index] == name) {
            return static_cast<Level>(index + 1);
        }
    }
    return std::nullopt;
}

std::optional<Colour> colour_from(std::string_view name) {
    for (std::size_t index = 0; index < ColourNames.size(); ++index) {
        if (ColourNames[index] == name) {
            return static_cast<Colour>(index);
        }
    }
    return std::nullopt;
}

std::optional<Level> level_from(int self_level) {
    if (self_level < 1 || self_level > 4) {
        return std::nullopt;
    }
    return static_cast<Level>(self_level);
}

}  // namespace xz::domain
