#include "terminal/core/domain/leave.hpp"

#include "terminal/core/domain/spiral.hpp"
#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

Cycle year(int days = 21) {
    auto cycle = *published().cycle("2026-2027");
    cycle.after_leave_days = days;
    return cycle;
}

Day day(std::string_view text) { return *xz::day_from_text(text); }

Cycle back_on(std::string_view when, Cohort cohort = Cohort::Continuing) { return after_leave(year(), cohort, day(when)); }

xz::Instant noon(std::string_view when) { return *xz::from_rfc3339(std::string{when} + "T04:00:00.000Z"); }

bool due(const Cycle& cycle, std::string_view when, DueItem::Kind kind) {
    const YearStanding nothing_yet;
    const auto stand = stand_of({.cycle = cycle, .standing = &nothing_yet}, noon(when));
    return std::any_of(stand.due.begin(), stand.due.end(), [&](const DueItem& item) { return item.kind == kind; });
}

}  // namespace

TEST_CASE("The published year grants days after a leave of absence") {
    CHECK(published().cycle("2026-2027")->after_leave_days == 21);
}

TEST_CASE("Who comes back after a window has closed writes the plan in the days that the year grants") {
    const auto cycle = back_on("2026-12-01");
    CHECK(xz::to_text(cycle.plan.closes) == "2026-12-21");
    CHECK(xz::to_text(*cycle.plan.review_by) == "2027-01-06");  // sixteen days after, as for everybody
    CHECK(cycle.accepts(Activity::Plan, Cohort::Continuing, noon("2026-12-21")));
    CHECK_FALSE(cycle.accepts(Activity::Plan, Cohort::Continuing, noon("2026-12-22")));
    CHECK(due(cycle, "2026-12-10", DueItem::Kind::Plan));
    CHECK_FALSE(due(year(), "2026-12-10", DueItem::Kind::Plan));
    CHECK(xz::to_text(cycle.checkpoint.closes) == "2027-03-25");
    CHECK(cycle.checkpoint.opens == year().checkpoint.opens);
    CHECK(cycle.diagnosis.closes == year().diagnosis.closes);
}

TEST_CASE("Who comes back inside a window has it no shorter, and no shorter than the days granted") {
    CHECK(back_on("2026-09-15").plan.closes == year().plan.closes);
    CHECK(xz::to_text(back_on("2026-10-15").plan.closes) == "2026-11-04");
    CHECK(xz::to_text(back_on("2027-03-20").checkpoint.closes) == "2027-04-09");
}

TEST_CASE("A plan and a check end before the cohort's own diagnosis, and a diagnosis with the report") {
    CHECK(xz::to_text(back_on("2027-06-01").plan.closes) == "2027-06-09");
    CHECK(back_on("2027-06-10").plan.closes == year().plan.closes);
    CHECK(xz::to_text(back_on("2027-04-01", Cohort::Graduating).plan.closes) == "2027-04-14");
    CHECK(xz::to_text(back_on("2027-04-01").plan.closes) == "2027-04-21");
    CHECK(xz::to_text(back_on("2027-08-20").diagnosis.closes) == "2027-08-31");
    const auto graduates = back_on("2027-05-15", Cohort::Graduating);
    CHECK(xz::to_text(graduates.graduates_diagnosis.closes) == "2027-06-04");
    CHECK(graduates.diagnosis.closes == year().diagnosis.closes);
}

TEST_CASE("A return in another year, or a year that grants nothing, changes no window") {
    for (const auto* when : {"2026-08-19", "2025-12-01", "2027-09-01"}) CHECK(back_on(when).plan.closes == year().plan.closes);
    CHECK(after_leave(year(0), Cohort::Continuing, day("2026-12-01")).plan.closes == year().plan.closes);
}
