#include "terminal/core/domain/recognition.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

const Rules& rules() { return instrument().rules; }

Change gained(int points) { return change_between(Ratio{60 + points}, Ratio{60}, rules()); }

ReportDimension dimension(const char* code, int points) {
    ReportDimension dimension;
    dimension.code = code;
    dimension.change = gained(points);
    return dimension;
}

}  // namespace

TEST_CASE("A gain of the standard's trend and a goal reached are recognised, and nothing short of them") {
    Report report;
    report.change = gained(2);
    report.dimensions = {dimension("SZ", 3), dimension("XY", -5), dimension("JN", 0)};
    GoalsTogether goals;
    goals.goals = {{.dimension = "XY", .goal = "g1", .attained = ratio("9/10"), .actual = {}}, {.dimension = "XY", .goal = "g2", .attained = ratio("89/100"), .actual = {}}, {.dimension = "LD", .goal = "g3", .attained = {}, .actual = {}}};
    goals.attained = ratio("89/100");
    goals.attainment = attainment_of(*goals.attained, rules());
    const auto recognised = recognitions_of(report, goals, rules());
    REQUIRE(recognised.size() == 2);
    CHECK(recognised[0].kind == Recognition::Kind::Dimension);
    CHECK(recognised[0].code == "SZ");
    CHECK(recognised[0].amount == Ratio{3});
    CHECK(recognised[1].kind == Recognition::Kind::Goal);
    CHECK(recognised[1].code == "g1");
}

TEST_CASE("The whole year stands before its parts, and what cannot be compared is no progress") {
    Report report;
    report.change = gained(4);
    report.dimensions = {dimension("SZ", 4)};
    report.dimensions[0].change = change_between(Ratio{90}, std::nullopt, rules());
    GoalsTogether goals;
    goals.attained = Ratio{1};
    goals.attainment = Attainment::Full;
    const auto recognised = recognitions_of(report, goals, rules());
    REQUIRE(recognised.size() == 2);
    CHECK(recognised[0].kind == Recognition::Kind::Whole);
    CHECK(recognised[1].kind == Recognition::Kind::Goals);
    CHECK(recognitions_of(Report{}, GoalsTogether{}, rules()).empty());
}
