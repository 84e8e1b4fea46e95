// A warning in one line: what it is about, its colour, value against threshold, and how far its handling is.
#pragma once

#include "terminal/core/domain/dossier.hpp"
#include "terminal/ui/screens/screen.hpp"

#include <string>

namespace xz::ui::screens {

// 本学期旷课学时; 多项提醒合并 for a merged one.
[[nodiscard]] std::string warning_title(const Frame& frame, const domain::Instrument& instrument, const domain::Raised& raised);
// 6 学时，界限 4 · 教务系统 截至 2027年6月10日
[[nodiscard]] std::string warning_detail(const Frame& frame, const domain::Instrument& instrument, const domain::Raised& raised);
// 已提醒, 已知晓, 整改中, 已解除…
[[nodiscard]] std::string_view warning_state(const Frame& frame, const domain::WarningState& state);

}  // namespace xz::ui::screens
