#include "terminal/core/domain/warning.hpp"

#include "tests/support/property.hpp"
#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

constexpr auto Year = "2026-2027";

std::chrono::year_month_day on(std::string_view text) {
    return *xz::day_from_text(text);
}

TermObservation seen(std::string indicator, std::string_view value, std::string_view as_of, std::string term = "1", bool superseded = false) {
    return {.seen = {.indicator = std::move(indicator), .value = decimal(value), .source = "教务系统", .as_of = on(as_of), .year = Year, .superseded = superseded},
            .term = std::move(term)};
}

// "XY01/1 orange 58<60" …
std::string raised(const std::vector<TermObservation>& observations, std::string_view today = "2027-01-20", Student student = {.grade = 2}) {
    std::string text;
    for (const auto& each : warnings_of({.instrument = instrument(), .student = student, .year = Year, .today = on(today)}, observations))
        text += each.key.rule + "/" + each.key.term + " " + std::string{name_of(each.colour)} + " " + each.value + " " + each.threshold.text() + "; ";
    return text;
}

}  // namespace

TEST_CASE("A warning carries the value, the bound it crossed, its source and its date") {
    const auto all = warnings_of({.instrument = instrument(), .student = {.grade = 2}, .year = Year, .today = on("2027-01-20")}, {seen("XY01", "58.5", "2027-01-15")});
    REQUIRE(all.size() == 1);
    CHECK(all[0] == Raised{.key = {"XY01", Year, "1"}, .colour = Colour::Orange, .value = "58.5", .threshold = decimal("60"), .source = "教务系统", .as_of = on("2027-01-15")});
    CHECK(raised({seen("XY01", "65", "2027-01-15")}).empty());
    CHECK(raised({}).empty());
}

TEST_CASE("Of each term the newest value that was not superseded counts") {
    CHECK(raised({seen("XY03", "12", "2026-12-10"), seen("XY03", "6", "2027-01-05")}) == "XY03/1 yellow 6 5; ");
    CHECK(raised({seen("XY03", "12", "2027-01-05", "1", true), seen("XY03", "6", "2026-12-10")}) == "XY03/1 yellow 6 5; ");
    CHECK(raised({seen("XY03", "12", "2026-12-10"), seen("XY03", "6", "2026-12-10")}) == "XY03/1 yellow 6 5; ");
    CHECK(raised({seen("XY03", "12", "2026-12-10", "1"), seen("XY03", "6", "2027-01-10", "2")}) == "XY03/1 orange 12 10; XY03/2 yellow 6 5; ");
    auto last_year = seen("XY03", "12", "2026-12-10");
    last_year.seen.year = "2025-2026";
    CHECK(raised({last_year}).empty());
}

TEST_CASE("Self-reported indicators, exempt ones and values that do not fit raise nothing") {
    CHECK(raised({seen("SX03", "0", "2027-01-10")}).empty());
    CHECK(raised({seen("JN02", "0", "2027-01-10")}, "2027-01-20", {.grade = 3}) == "JN02/1 yellow 0 0; ");
    CHECK(raised({seen("JN04", "40", "2027-01-10")}, "2027-01-20", {.grade = 3, .internship_started = false}).empty());
    CHECK(raised({seen("SZ03", "1.5", "2027-01-10"), seen("ZZ99", "0", "2027-01-10")}).empty());
    CHECK(raised({seen("SX01", "45", "2027-01-10")}) == "SX01/1 orange 45 50; ");
    CHECK(raised({seen("SX01", "45", "2027-01-10")}, "2027-01-20", {.grade = 3, .graduating = true}) == "SX01/1 red 45 50; ");
}

TEST_CASE("Data older than the policy's days raise no red but the colour below it") {
    const std::vector data{seen("XY01", "48", "2027-01-15")};
    CHECK(raised(data, "2027-03-01") == "XY01/1 red 48 50; ");
    CHECK(raised(data, "2027-03-02") == "XY01/1 orange 48 60; ");
    CHECK(raised({seen("SZ04", "1", "2027-01-15")}, "2027-03-01") == "SZ04/1 red 1 1; ");
    CHECK(raised({seen("SZ04", "1", "2027-01-15")}, "2027-03-02").empty());
    CHECK(raised({seen("XY01", "58", "2026-10-01")}, "2027-03-02") == "XY01/1 orange 58 60; ");
}

TEST_CASE("Three yellow make an orange and two orange a red, for the whole year") {
    const auto yellow = [](const char* code, const char* value) { return seen(code, value, "2027-01-10"); };
    CHECK(raised({yellow("XY03", "5"), yellow("XY02", "7")}) == "XY02/1 yellow 7 7; XY03/1 yellow 5 5; ");
    CHECK(raised({yellow("XY03", "5"), yellow("XY02", "7"), yellow("XY04", "89")}) == "XY02/1 yellow 7 7; XY03/1 yellow 5 5; XY04/1 yellow 89 90; merged/ orange  3; ");
    CHECK(raised({yellow("XY01", "58"), yellow("JN01", "58")}) == "XY01/1 orange 58 60; JN01/1 orange 58 60; merged/ red  2; ");
    // A merged orange does not count towards a red.
    CHECK(raised({yellow("XY03", "5"), yellow("XY02", "7"), yellow("XY04", "89"), yellow("XY01", "58")}) ==
          "XY01/1 orange 58 60; XY02/1 yellow 7 7; XY03/1 yellow 5 5; XY04/1 yellow 89 90; ");
    // Of two terms the newer value counts once.
    CHECK(raised({yellow("XY01", "58"), seen("XY01", "59", "2027-01-12", "2")}) == "XY01/1 orange 58 60; XY01/2 orange 59 60; ");
    CHECK(raised({yellow("XY01", "58"), seen("XY01", "70", "2027-01-12", "2"), yellow("JN01", "58")}) == "XY01/1 orange 58 60; JN01/1 orange 58 60; ");
}

TEST_CASE("Oranges that are all old make no red, and with a new one they do") {
    const auto old = seen("XY01", "58", "2026-11-01");
    CHECK(raised({old, seen("JN01", "58", "2026-11-02")}) == "XY01/1 orange 58 60; JN01/1 orange 58 60; ");
    CHECK(raised({old, seen("JN01", "58", "2027-01-10")}) == "XY01/1 orange 58 60; JN01/1 orange 58 60; merged/ red  2; ");
}

TEST_CASE("With fresh data of one term the worst raised is the student's colour as scoring says it") {
    check_property("worst raised = score().warning", [](std::vector<std::uint8_t> values) {
        const Student student{.grade = 3, .graduating = true, .internship_started = true};
        std::vector<TermObservation> observations;
        std::size_t next = 0;
        for (const auto& dimension : instrument().dimensions)
            for (const auto& each : dimension.indicators) {
                if (each.source != Source::Imported || values.empty()) continue;
                const int value = values[next++ % values.size()] % 101;
                const int fitting = each.type == IndicatorType::Choice ? value % 2 : value;
                observations.push_back(seen(each.code, std::to_string(fitting), "2027-01-19"));
            }
        Evidence evidence{.year = Year, .freeze = {}, .observations = {}, .verified = {}};
        for (const auto& each : observations) evidence.observations.push_back(each.seen);
        const auto scores = score(instrument(), merge(instrument(), student, {}, evidence));
        std::optional<Colour> worst;
        for (const auto& each : warnings_of({.instrument = instrument(), .student = student, .year = Year, .today = on("2027-01-20")}, observations))
            worst = std::max(worst.value_or(each.colour), each.colour);
        RC_ASSERT(worst == scores.warning);
    });
}

TEST_CASE("A warning's key is read as it is written") {
    for (const WarningKey& key : {WarningKey{"XY01", Year, "1"}, WarningKey{"merged", Year, ""}}) CHECK(warning_key_from(to_text(key)) == key);
    for (const auto* wrong : {"", "XY01", "XY01/2026-2027", "/2026-2027/1", "XY01/2026-2028/1", "XY01/2026-2027/3", "XY01/2026-2027/1/2"}) CHECK_FALSE(warning_key_from(wrong));
}

TEST_CASE("The worse the colour, the sooner the answer") {
    CHECK(response_days(Colour::Yellow, instrument().rules) == 10);
    CHECK(response_days(Colour::Orange, instrument().rules) == 5);
    CHECK(response_days(Colour::Red, instrument().rules) == 2);
}
