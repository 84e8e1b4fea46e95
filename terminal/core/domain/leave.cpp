#include "terminal/core/domain/leave.hpp"

#include <algorithm>

namespace xz::domain {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

// `last`: what the window never reaches past.
void reopen(Window& window, const Day& returned_on, int granted, sys_days last) {
    const sys_days back{returned_on};
    const sys_days closes = std::min(back + days{granted - 1}, last);
    if (back < sys_days{window.opens} || closes < back || closes <= sys_days{window.closes}) return;
    if (window.review_by) window.review_by = Day{sys_days{*window.review_by} + (closes - sys_days{window.closes})};
    window.closes = Day{closes};
}

}  // namespace

bool is_in_year(const Cycle& cycle, const Day& day) {
    return sys_days{day} >= sys_days{cycle.publish.opens} && sys_days{day} <= sys_days{cycle.report.closes};
}

Cycle after_leave(Cycle cycle, Cohort cohort, const Day& returned_on) {
    const int granted = cycle.after_leave_days;
    if (granted == 0 || !is_in_year(cycle, returned_on)) return cycle;
    const sys_days before_diagnosis = sys_days{cycle.window(Activity::Diagnosis, cohort)->opens} - days{1};
    reopen(cycle.plan, returned_on, granted, before_diagnosis);
    reopen(cycle.checkpoint, returned_on, granted, before_diagnosis);
    reopen(cohort == Cohort::Graduating ? cycle.graduates_diagnosis : cycle.diagnosis, returned_on, granted, sys_days{cycle.report.closes});
    return cycle;
}

}  // namespace xz::domain
