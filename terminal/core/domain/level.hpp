// The levels of the development standard, the colours of a warning, and their names in wire forms.
#pragma once

#include <optional>
#include <string_view>

namespace xz::domain {

// 待提升, 合格, 良好, 优秀. The numbers are the self levels 1–4.
enum class Level { Below = 1, Pass = 2, Good = 3, Excellent = 4 };

// 黄, 橙, 红; the later, the worse.
enum class Colour { Yellow, Orange, Red };

[[nodiscard]] std::string_view name_of(Level level);  // below pass good excellent
[[nodiscard]] std::string_view name_of(Colour colour);  // yellow orange red
[[nodiscard]] std::optional<Level> level_from(std::string_view name);
[[nodiscard]] std::optional<Colour> colour_from(std::string_view name);
[[nodiscard]] std::optional<Level> level_from(int self_level);  // 1–4

}  // namespace xz::domain
