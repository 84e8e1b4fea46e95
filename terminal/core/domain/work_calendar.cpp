#include "terminal/core/domain/work_calendar.hpp"

#include <algorithm>

namespace xz::domain {

bool is_worked(std::chrono::year_month_day day, const WorkCalendar& calendar) {
    const auto listed = [&](const auto& days) { return std::binary_search(days.begin(), days.end(), day); };
    if (listed(calendar.extra_days)) return true;
    const std::chrono::weekday weekday{std::chrono::sys_days{day}};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday && !listed(calendar.holidays);
}

std::chrono::year_month_day after_working_days(std::chrono::year_month_day from, int days, const WorkCalendar& calendar) {
    std::chrono::sys_days day{from};
    while (days > 0)
        if (is_worked(day += std::chrono::days{1}, calendar)) --days;
    return day;
}

}  // namespace xz::domain
