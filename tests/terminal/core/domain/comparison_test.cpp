#include "terminal/core/domain/comparison.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

const Dimension& studies() {
    return *instrument().dimension("XY");
}

Sheet with_grade(std::string_view average) {
    auto sheet = empty_sheet();
    for (const auto* code : {"XY02", "XY03"}) put(sheet, code, number("2"));
    put(sheet, "XY01", number(average));
    return sheet;
}

Change changed(const Sheet& now, const Sheet& then, const Codes& codes) {
    return compare(studies(), now, studies(), then, codes, instrument().rules);
}

}  // namespace

TEST_CASE("Three points more are progress, three less decline, anything between is steady") {
    const auto between = [](std::string_view now, std::string_view then) { return change_between(ratio(now), ratio(then), instrument().rules).trend; };
    CHECK(between("83", "80") == Trend::Progress);
    CHECK(between("8299/100", "80") == Trend::Steady);
    CHECK(between("7701/100", "80") == Trend::Steady);
    CHECK(between("77", "80") == Trend::Decline);
}

TEST_CASE("Years compare over the indicators whose definition is unchanged") {
    const auto codes = unchanged(instrument(), instrument());
    CHECK(codes.size() == 36);
    const auto change = changed(with_grade("85"), with_grade("75"), codes);
    CHECK(change.trend == Trend::Progress);
    CHECK(change.delta == Ratio{4});  // 10 · 30 / 75

    auto before = instrument();
    before.dimensions[1].indicators[0].thresholds->good = decimal("80");
    CHECK_FALSE(unchanged(instrument(), before).contains("XY01"));
    CHECK(unchanged(instrument(), before).size() == 35);
    CHECK(changed(with_grade("85"), with_grade("75"), unchanged(instrument(), before)).trend == Trend::Steady);
}

TEST_CASE("Too little coverage in either year is incomparable") {
    const auto codes = unchanged(instrument(), instrument());
    CHECK(changed(with_grade("85"), empty_sheet(), codes).trend == Trend::Incomparable);
    CHECK_FALSE(changed(empty_sheet(), with_grade("85"), codes).delta);
    CHECK(changed(with_grade("85"), with_grade("85"), {}).trend == Trend::Incomparable);
}
