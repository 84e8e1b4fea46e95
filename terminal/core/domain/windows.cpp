#include "terminal/core/domain/windows.hpp"

#include <algorithm>
#include <array>

namespace xz::domain {

namespace {


std::optional<int> year_from(std::string_view digits) {
    if (digits.size() != 4 || digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    int year = 0;
    for (const char digit : digits) year = year * 10 + (digit - '0');
    return year;
}

}  // namespace

WindowState state_of(const Window& window, Instant instant) {
    const std::chrono::sys_days today{day_in_china(instant)};
    if (today < std::chrono::sys_days{window.opens}) return WindowState::NotYet;
    return today > std::chrono::sys_days{window.closes} ? WindowState::Closed : WindowState::Open;
}

bool contains(const Window& window, Instant instant) {
    return state_of(window, instant) == WindowState::Open;
}

const Window* Cycle::window(Activity activity, Cohort cohort) const {
    switch (activity) {
        case Activity::Plan: return &plan;
        case Activity::Checkpoint: return &checkpoint;
        case Activity::Diagnosis: return cohort == Cohort::Graduating ? &graduates_diagnosis : &diagnosis;
        case Activity::Feedback: break;
    }
    return nullptr;
}

WindowState Cycle::state(Activity activity, Cohort cohort, Instant instant) const {
    const auto* of_activity = window(activity, cohort);
    return of_activity ? state_of(*of_activity, instant) : WindowState::Open;
}

bool Cycle::accepts(Activity activity, Cohort cohort, Instant started) const {
    return state(activity, cohort, started) == WindowState::Open;
}

bool Cycle::accepts_revision(Activity activity, Cohort cohort, Revising why, Instant started) const {
    if (accepts(activity, cohort, started)) return true;
    const auto is_between = [&](const Window& first, const Window& last) {
        return state_of(first, started) != WindowState::NotYet && state_of(last, started) != WindowState::Closed;
    };
    switch (activity) {
        case Activity::Plan: return why == Revising::OnOccasion ? contains(monitoring, started) : is_between(plan, monitoring);
        case Activity::Diagnosis: return why == Revising::CameBack && is_between(*window(activity, cohort), report);
        case Activity::Checkpoint:
        case Activity::Feedback: break;
    }
    return false;
}

WorkCalendar work_calendar(const std::vector<Cycle>& cycles) {
    WorkCalendar all;
    const auto add = [](std::vector<Day>& days, const std::vector<Day>& more) {
        days.insert(days.end(), more.begin(), more.end());
        std::sort(days.begin(), days.end());
        days.erase(std::unique(days.begin(), days.end()), days.end());
    };
    for (const auto& cycle : cycles) {
        add(all.holidays, cycle.work.holidays);
        add(all.extra_days, cycle.work.extra_days);
    }
    return all;
}

bool is_academic_year(std::string_view text) {
    if (text.size() != 9 || text[4] != '-') return false;
    const auto first = year_from(text.substr(0, 4));
    const auto second = year_from(text.substr(5));
    return first && second && *second == *first + 1;
}

}  // namespace xz::domain
