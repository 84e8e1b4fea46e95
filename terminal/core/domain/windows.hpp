// The calendar of one cycle (学年): what is open when, for whom (DOMAIN 2).
#pragma once

#include "terminal/core/domain/work_calendar.hpp"
#include "terminal/core/support/clock.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

using Day = std::chrono::year_month_day;

// Both days belong to the window, in China's time.
struct Window {
    Day opens;
    Day closes;
    std::optional<Day> freeze;     // data as of a later day do not count
    std::optional<Day> review_by;
};

enum class WindowState { NotYet, Open, Closed };

[[nodiscard]] bool contains(const Window& window, Instant instant);
[[nodiscard]] WindowState state_of(const Window& window, Instant instant);

// What a student can hand in. Feedback has no window.
enum class Activity { Plan, Checkpoint, Diagnosis, Feedback };

enum class Cohort { Continuing, Graduating };

// Why what was handed in is replaced after its own window: the mid-year check or a warning asks for it; it came back, or was taken back.
enum class Revising { OnOccasion, CameBack };

struct Cycle {
    std::string academic_year;  // "2026-2027"
    Window publish;
    Window plan;
    Window monitoring;
    Window checkpoint;
    Window diagnosis;
    Window graduates_diagnosis;
    Window report;
    Day carry_over;             // graduates have none
    WorkCalendar work;          // of the year's days; may be empty
    int after_leave_days = 0;   // as long a window stays open for who came back from leave; 0: windows do not wait

    // Nothing for Feedback, which is always open.
    [[nodiscard]] const Window* window(Activity activity, Cohort cohort) const;
    [[nodiscard]] WindowState state(Activity activity, Cohort cohort, Instant instant) const;
    // A record begun inside its window is accepted whenever it arrives: kiosks are offline for weeks.
    [[nodiscard]] bool accepts(Activity activity, Cohort cohort, Instant started) const;
    // The same of one that replaces another: plans while the year is watched, a diagnosis that came back until the report is closed.
    [[nodiscard]] bool accepts_revision(Activity activity, Cohort cohort, Revising why, Instant started) const;
    [[nodiscard]] bool carries_over(Cohort cohort) const { return cohort == Cohort::Continuing; }
};

// The holidays and the extra working days of all cycles.
[[nodiscard]] WorkCalendar work_calendar(const std::vector<Cycle>& cycles);

// "2026-2027": two years in a row.
[[nodiscard]] bool is_academic_year(std::string_view text);

}  // namespace xz::domain
