#include "terminal/core/domain/computed.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

std::string said(const std::optional<Segment>& segment) {
    if (!segment) return "-";
    const auto at = [](const Anchor& anchor) { return "(" + anchor.value.text() + "," + anchor.score.text() + ")"; };
    return at(segment->from) + at(segment->to);
}

const Dimension& dimension(std::string_view code) {
    return *instrument().dimension(code);
}

}  // namespace

TEST_CASE("A score says between which anchors its value lies, and its value says where it comes from") {
    auto sheet = empty_sheet();
    const Observation seen{.indicator = "XY01", .value = decimal("78"), .source = "教务系统", .as_of = *xz::day_from_text("2027-06-30"), .year = "2026-2027"};
    sheet.values["XY01"] = {.answer = number("78"), .origin = Origin::Imported, .from = &seen};
    const auto how = computed(indicator("XY01"), sheet);
    CHECK(said(how.segment) == "(75,80)(85,90)");
    CHECK(how.number == ratio("78"));
    CHECK(how.score == ratio("83"));
    CHECK(how.level == Level::Good);
    CHECK(how.value.from == &seen);
    CHECK(how.value.origin == Origin::Imported);
    CHECK_FALSE(how.raised);
    CHECK(how.indicator == &indicator("XY01"));
}

TEST_CASE("A value beyond the anchors is clamped to an end, a listed one has no segment") {
    auto sheet = empty_sheet();
    put(sheet, "XY02", number("40"));
    put(sheet, "JN03", choice(2));
    put(sheet, "XY06", likert({3, 4, 4}));
    CHECK(said(computed(indicator("XY02"), sheet).segment) == "(24,0)(24,0)");
    CHECK(computed(indicator("XY02"), sheet).raised->colour == Colour::Red);
    CHECK(computed(indicator("XY02"), sheet).raised->value == decimal("24"));
    CHECK(said(computed(indicator("JN03"), sheet).segment) == "-");
    CHECK(computed(indicator("JN03"), sheet).score == ratio("85"));
    CHECK(computed(indicator("XY06"), sheet).number == ratio("11/3"));
    CHECK(said(computed(indicator("XY06"), sheet).segment) == "(3,60)(4,80)");
    CHECK_FALSE(computed(indicator("XY04"), sheet).number);
    sheet.student.internship_started = false;
    put(sheet, "JN04", number("80"));
    CHECK(computed(indicator("JN04"), sheet).value.answer == Answer{Missing::NotApplicable});
}

TEST_CASE("A dimension says what counted, what was open, what did not apply, and its sums") {
    auto sheet = empty_sheet();
    sheet.student.internship_started = false;
    put(sheet, "JN01", number("75"));
    put(sheet, "JN02", choice(2));
    put(sheet, "JN03", Missing::Declined);
    const auto how = computed(dimension("JN"), sheet, instrument().rules);
    REQUIRE(how.counted.size() == 2);
    CHECK(how.counted[0].code == "JN01");
    CHECK(how.counted[0].weight == 35);
    CHECK(how.counted[0].score == ratio("80"));
    REQUIRE(how.open.size() == 2);
    CHECK(how.open[0].code == "JN03");
    CHECK(how.open[0].reason == Missing::Declined);
    CHECK(how.open[1].reason == Missing::Unanswered);
    CHECK(how.exempt == std::vector<std::string>{"JN04"});
    CHECK(how.answered == 55);
    CHECK(how.applicable == 85);
    CHECK(how.sum == ratio("4400"));
    CHECK(how.result.score == ratio("80"));
    CHECK(how.result.coverage == ratio("11/17"));
    CHECK(how.result.state == Coverage::Partial);
}

TEST_CASE("The whole says what held its level down") {
    auto sheet = best_sheet();
    put(sheet, "SZ04", number("1"));
    auto scores = score(instrument(), sheet);
    auto how = computed_overall(instrument(), scores.indicators, scores.dimensions);
    CHECK(how.counted.size() == 7);
    CHECK(how.weight == 100);
    CHECK(how.score == how.sum / Ratio{100});
    CHECK(how.by_score == Level::Excellent);
    CHECK(how.red == std::vector<std::string>{"SZ04"});
    CHECK(how.level == Level::Good);

    put_best(sheet, dimension("SZ"));
    for (const auto& each : dimension("MY").indicators) put(sheet, each.code, each.type == IndicatorType::Likert ? likert({1, 1}) : number("0"));
    scores = score(instrument(), sheet);
    how = computed_overall(instrument(), scores.indicators, scores.dimensions);
    CHECK(how.low == std::vector<std::string>{"MY"});
    CHECK(how.level == Level::Pass);
    CHECK(how.yellow == 2);
    CHECK(how.warning == Colour::Yellow);

    how = computed_overall(instrument(), {}, score(instrument(), empty_sheet()).dimensions);
    CHECK(how.left_out.size() == 7);
    CHECK_FALSE(how.score);
    CHECK_FALSE(how.level);
}
