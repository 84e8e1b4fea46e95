// Which days are worked (工作日): Monday to Friday, without the published holidays, with the published extra working days (调休).
#pragma once

#include <chrono>
#include <vector>

namespace xz::domain {

struct WorkCalendar {
    std::vector<std::chrono::year_month_day> holidays;    // sorted
    std::vector<std::chrono::year_month_day> extra_days;  // weekend days that are worked, sorted
};

[[nodiscard]] bool is_worked(std::chrono::year_month_day day, const WorkCalendar& calendar);

// The day that is the `days`-th working day after `from`; `from` itself does not count.
[[nodiscard]] std::chrono::year_month_day after_working_days(std::chrono::year_month_day from, int days, const WorkCalendar& calendar);

}  // namespace xz::domain
