// A goal and what belongs to it as a student reads them: values with their unit, priority, due day, its node's path in the goal chain.
#pragma once

#include "terminal/ui/flow/goal_values.hpp"
#include "terminal/ui/screens/screen.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace xz::ui::screens {

// 78.6 分, 中级
[[nodiscard]] std::string value_of(const Frame& frame, const domain::Indicator& indicator, const domain::Decimal& value);
// 加权均分 78.6 → 85 分; empty for a goal that nothing measures.
[[nodiscard]] std::string aim_of(const Frame& frame, const domain::Instrument& instrument, const domain::Goal& goal);
// Where the goal's start comes from, or what is done without one.
[[nodiscard]] std::string baseline_source_text(const Frame& frame, const domain::Goal& goal);
[[nodiscard]] std::array<std::string, 3> priority_words(const Frame& frame);
[[nodiscard]] std::string due_text(const Frame& frame, const std::optional<domain::Day>& due);
// 最重要 · 3 项措施 · 2027年6月9日前
[[nodiscard]] std::string summary_of(const Frame& frame, const domain::Goal& goal);
// 学院 › 规划 › 系 › 班, of the node; empty for none.
[[nodiscard]] std::string path_of(const Frame& frame, const domain::GoalChain& chain, std::string_view node);
[[nodiscard]] std::string_view level_name(const Frame& frame, domain::ChainLevel level);
// Words of the goal, or that it has none yet.
[[nodiscard]] std::string title_of(const Frame& frame, const domain::Goal& goal);
// 来自 2025—2026 的改进, where the year is known.
[[nodiscard]] std::string origin_of(const Frame& frame, const flow::Session& session, const domain::CarriedFrom& from);
[[nodiscard]] std::string percent(const domain::Ratio& share);

// The instrument's completion steps as segments; the one that was chosen in this frame.
[[nodiscard]] std::optional<int> steps(const Frame& frame, std::string_view id, const std::vector<int>& steps, std::optional<int> chosen);
// A row that opens the day picker.
[[nodiscard]] bool due_row(const Frame& frame, std::string_view id, const std::optional<domain::Day>& due);

}  // namespace xz::ui::screens
