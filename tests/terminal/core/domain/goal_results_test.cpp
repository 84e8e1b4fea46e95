#include "terminal/core/domain/goal_results.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

Goal measured(std::string code, std::string indicator, std::string_view baseline, std::string_view target, int priority) {
    return {.code = std::move(code), .text = "t", .indicator = std::move(indicator), .baseline = decimal(baseline), .target = decimal(target), .priority = priority};
}

std::string said(const GoalsTogether& together) {
    std::string text;
    for (const auto& goal : together.goals)
        text += goal.dimension + " " + goal.goal + " " + std::string{name_of(goal.basis)} + " " + (goal.attained ? goal.attained->text() : "-") + " " +
                (goal.actual ? goal.actual->text() : "-") + "; ";
    return text + (together.attained ? together.attained->text() + " " + std::string{name_of(*together.attainment)} : "-");
}

}  // namespace

TEST_CASE("A goal is measured by its indicator, a qualitative one by the student's per cent") {
    Plan plan;
    plan.dimensions["XY"].goals = {measured("g1", "XY01", "70", "80", 3), measured("g2", "XY03", "8", "0", 1)};
    plan.dimensions["LD"].goals = {{.code = "g3", .text = "整理", .priority = 2}};
    auto sheet = empty_sheet();
    put(sheet, "XY01", number("76"));
    put(sheet, "XY03", number("2"));
    Diagnosis diagnosis;
    diagnosis.goals["g3"].completion = 50;
    diagnosis.goals["g1"].completion = 100;  // a measured goal keeps to its data
    CHECK(said(goal_results(plan, diagnosis, instrument(), sheet, Confirmation::Waiting)) ==
          "LD g3 self_reported 1/2 -; XY g1 measured 3/5 76; XY g2 measured 3/4 2; 71/120 partial");
    CHECK(said(goal_results(plan, diagnosis, instrument(), sheet, Confirmation::Given)) ==
          "LD g3 confirmed 1/2 -; XY g1 measured 3/5 76; XY g2 measured 3/4 2; 71/120 partial");
}

TEST_CASE("A goal without a value falls back on the student's word, and without that it is open and weighs nothing") {
    Plan plan;
    plan.dimensions["XY"].goals = {measured("g1", "XY01", "70", "80", 3), measured("g2", "XY04", "90", "95", 2)};
    Diagnosis diagnosis;
    diagnosis.goals["g1"].completion = 75;
    diagnosis.goals["g2"].note = "没有数据";
    CHECK(said(goal_results(plan, diagnosis, instrument(), empty_sheet(), Confirmation::Waiting)) == "XY g1 self_reported 3/4 -; XY g2 open - -; 3/4 mostly");
    CHECK(said(goal_results(plan, {}, instrument(), empty_sheet(), Confirmation::Given)) == "XY g1 open - -; XY g2 open - -; -");
    CHECK(said(goal_results({}, {}, instrument(), empty_sheet(), Confirmation::Given)) == "-");
}

TEST_CASE("A Likert goal is measured by the mean of its items, exactly") {
    Plan plan;
    plan.dimensions["XY"].goals = {measured("g1", "XY06", "3", "4", 1)};
    auto sheet = empty_sheet();
    put(sheet, "XY06", likert({3, 3, 4}));
    CHECK(said(goal_results(plan, {}, instrument(), sheet, Confirmation::Waiting)) == "XY g1 measured 1/3 10/3; 1/3 partial");
    put(sheet, "XY06", likert({3, 3, 0}));
    CHECK(said(goal_results(plan, {}, instrument(), sheet, Confirmation::Waiting)) == "XY g1 open - -; -");
}

TEST_CASE("A goal whose indicator is no longer asked is open, not wrong") {
    Plan plan;
    plan.dimensions["XY"].goals = {measured("g1", "XY99", "3", "4", 1)};
    CHECK(said(goal_results(plan, {}, instrument(), empty_sheet(), Confirmation::Waiting)) == "XY g1 open - -; -");
}
