// A year as it is for a student who came back in it from a leave of absence (休学): what was missed may be made up for.
#pragma once

#include "terminal/core/domain/windows.hpp"

namespace xz::domain {

// A day of the year from its publication to the end of its report.
[[nodiscard]] bool is_in_year(const Cycle& cycle, const Day& day);

// The plan's, the mid-year check's and the diagnosis' windows that had opened by the day of return stay open for `after_leave_days` from that day on,
// but a plan and a check never into the cohort's diagnosis, and a diagnosis never past the report. A review moves along with its window. Days outside
// the year, and a year that grants no days, change nothing. (On leave a student is not asked for anything: the platform counts nobody who is
// not active, and a year without records leaves no gap in a goal's thread.)
[[nodiscard]] Cycle after_leave(Cycle cycle, Cohort cohort, const Day& returned_on);

}  // namespace xz::domain
