#include "terminal/core/domain/windows.hpp"
#include "terminal/core/domain/work_calendar.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

std::chrono::year_month_day on(std::string_view text) {
    return *xz::day_from_text(text);
}

std::string after(std::string_view from, int days, const WorkCalendar& calendar = {}) {
    return xz::to_text(after_working_days(on(from), days, calendar));
}

}  // namespace

TEST_CASE("Working days leave out weekends, and the day itself") {
    CHECK(after("2026-11-20", 2) == "2026-11-24");  // a Friday
    CHECK(after("2026-11-21", 1) == "2026-11-23");
    CHECK(after("2026-11-18", 10) == "2026-12-02");
    CHECK(after("2026-11-18", 0) == "2026-11-18");
}

TEST_CASE("Holidays are not worked, and weekends that make up for them are") {
    const auto& calendar = published().work_calendar;
    CHECK(after("2026-09-30", 2, calendar) == "2026-10-09");
    CHECK(after("2026-10-08", 2, calendar) == "2026-10-10");
    CHECK(is_worked(on("2026-09-20"), calendar));
    CHECK_FALSE(is_worked(on("2026-10-01"), calendar));
}

TEST_CASE("The cycles' days make one calendar, sorted, each day once") {
    Cycle first;
    Cycle second;
    first.work.holidays = {on("2026-01-01"), on("2026-08-21")};
    second.work.holidays = {on("2026-08-21"), on("2026-10-01")};
    const auto calendar = work_calendar({second, first});
    CHECK(calendar.holidays == std::vector{on("2026-01-01"), on("2026-08-21"), on("2026-10-01")});
    CHECK(calendar.extra_days.empty());
}
