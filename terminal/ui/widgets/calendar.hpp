// One month to choose a day from, by touch.
#pragma once

#include "terminal/ui/widgets/ui.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace xz::ui {

struct Month {
    std::chrono::year_month shown;
    std::chrono::year_month_day first, last;            // what may be chosen lies between them, both included
    std::optional<std::chrono::year_month_day> chosen;
    std::chrono::year_month_day today;
    std::string_view title;                              // 2027年3月
    std::span<const std::string> weekdays;               // seven, from Monday
    std::string_view earlier, later;                     // labels of the two arrows
};
enum class MonthTap { None, Earlier, Later, Day };
struct MonthTouch {
    MonthTap tap = MonthTap::None;
    std::chrono::year_month_day day{};  // for Day
};
// Widgets ID.earlier, ID.later, ID.1 … ID.31.
[[nodiscard]] MonthTouch month(Ui& ui, std::string_view id, const Month& month);

}  // namespace xz::ui
