#include "terminal/core/domain/windows.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

xz::Instant at(std::string_view text) {
    return *xz::from_rfc3339(text);
}

const Cycle& cycle() {
    return *published().cycle("2026-2027");
}

}  // namespace

TEST_CASE("A window opens and closes at midnight in China") {
    const auto& window = cycle().diagnosis;
    CHECK(state_of(window, at("2027-06-09T15:59:59.999Z")) == WindowState::NotYet);
    CHECK(state_of(window, at("2027-06-09T16:00:00.000Z")) == WindowState::Open);
    CHECK(state_of(window, at("2027-07-10T15:59:59.999Z")) == WindowState::Open);
    CHECK(state_of(window, at("2027-07-10T16:00:00.000Z")) == WindowState::Closed);
    CHECK(contains(window, at("2027-06-20T00:00:00.000Z")));
}

TEST_CASE("Graduates diagnose in a window of their own and carry nothing over") {
    const auto spring = at("2027-04-20T04:00:00.000Z");
    CHECK(cycle().state(Activity::Diagnosis, Cohort::Graduating, spring) == WindowState::Open);
    CHECK(cycle().state(Activity::Diagnosis, Cohort::Continuing, spring) == WindowState::NotYet);
    CHECK_FALSE(cycle().carries_over(Cohort::Graduating));
    CHECK(cycle().carries_over(Cohort::Continuing));
}

TEST_CASE("A record begun inside its window is accepted, one begun outside is not") {
    CHECK(cycle().accepts(Activity::Plan, Cohort::Continuing, at("2026-10-15T12:00:00.000Z")));
    CHECK_FALSE(cycle().accepts(Activity::Plan, Cohort::Continuing, at("2026-10-15T16:00:00.000Z")));
    CHECK(cycle().accepts(Activity::Checkpoint, Cohort::Continuing, at("2027-02-25T00:00:00.000Z")));
    CHECK(cycle().accepts(Activity::Feedback, Cohort::Continuing, at("2026-01-01T00:00:00.000Z")));
}

TEST_CASE("What replaces another is accepted for longer: for a reason while the year is watched, and when it came back") {
    const auto accepts = [](Activity activity, Revising why, std::string_view when) {
        return cycle().accepts_revision(activity, Cohort::Continuing, why, at(when));
    };
    using enum Revising;
    for (const auto why : {OnOccasion, CameBack}) {
        CHECK(accepts(Activity::Plan, why, "2026-10-15T12:00:00.000Z"));
        CHECK(accepts(Activity::Plan, why, "2027-06-30T12:00:00.000Z"));
        CHECK_FALSE(accepts(Activity::Plan, why, "2027-06-30T16:00:00.000Z"));
        CHECK_FALSE(accepts(Activity::Plan, why, "2026-09-09T12:00:00.000Z"));
        CHECK_FALSE(accepts(Activity::Checkpoint, why, "2027-04-01T12:00:00.000Z"));
    }
    CHECK_FALSE(accepts(Activity::Plan, OnOccasion, "2026-10-20T12:00:00.000Z"));
    CHECK(accepts(Activity::Plan, CameBack, "2026-10-20T12:00:00.000Z"));
    CHECK(accepts(Activity::Diagnosis, CameBack, "2027-08-31T12:00:00.000Z"));
    CHECK_FALSE(accepts(Activity::Diagnosis, CameBack, "2027-08-31T16:00:00.000Z"));
    CHECK_FALSE(accepts(Activity::Diagnosis, OnOccasion, "2027-08-01T12:00:00.000Z"));
    CHECK(cycle().accepts_revision(Activity::Diagnosis, Cohort::Graduating, CameBack, at("2027-06-01T12:00:00.000Z")));
}

TEST_CASE("Now falls into the last cycle whose standards are out") {
    CHECK(published().cycle_at(at("2020-01-01T00:00:00.000Z")).academic_year == "2025-2026");
    CHECK(published().cycle_at(at("2026-08-19T15:59:59.999Z")).academic_year == "2025-2026");
    CHECK(published().cycle_at(at("2026-08-19T16:00:00.000Z")).academic_year == "2026-2027");
    CHECK(published().cycle_at(at("2040-01-01T00:00:00.000Z")).academic_year == "2026-2027");
}

TEST_CASE("The published calendar is DOMAIN 2's") {
    CHECK(xz::to_text(cycle().plan.opens) == "2026-09-10");
    CHECK(xz::to_text(*cycle().plan.review_by) == "2026-10-31");
    CHECK(xz::to_text(*cycle().diagnosis.freeze) == "2027-07-05");
    CHECK(xz::to_text(cycle().graduates_diagnosis.closes) == "2027-05-20");
    CHECK(xz::to_text(cycle().carry_over) == "2027-09-01");
}

TEST_CASE("An academic year is two years in a row") {
    CHECK(is_academic_year("2026-2027"));
    for (const auto* wrong : {"2026-2028", "2026", "2026/2027", "2027-2026", "20a6-2027", "2026-20270", ""}) CHECK_FALSE(is_academic_year(wrong));
}
