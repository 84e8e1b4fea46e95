#include "terminal/core/domain/report.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

constexpr std::chrono::year_month_day AsOf{std::chrono::year{2027}, std::chrono::month{6}, std::chrono::day{1}};
const Student Junior{.grade = 2, .graduating = false, .internship_started = true};

Evidence imported(std::vector<std::pair<std::string, std::string>> values) {
    Evidence evidence{.year = "2026-2027", .freeze = {}, .observations = {}, .verified = {}};
    for (auto& [code, value] : values)
        evidence.observations.push_back({.indicator = code, .value = decimal(value), .source = "教务系统", .as_of = AsOf, .year = "2026-2027"});
    return evidence;
}

const Evidence Studies = imported({{"XY01", "85"}, {"XY02", "2"}, {"XY03", "6"}, {"XY04", "95"}, {"XY05", "100"}});

Diagnosis rated(std::string_view dimension, Level level) {
    Diagnosis diagnosis;
    diagnosis.dimensions[std::string{dimension}].self_level = level;
    return diagnosis;
}

Report reported(const Diagnosis& diagnosis, const Evidence& evidence, const Student& student = Junior, const LastYear* last_year = nullptr) {
    return make_report({instrument(), diagnosis, student, evidence, last_year});
}

const ReportDimension& of(const Report& report, std::string_view code) {
    for (const auto& dimension : report.dimensions)
        if (dimension.code == code) return dimension;
    throw std::out_of_range{"no such dimension"};
}

}  // namespace

TEST_CASE("The radar holds the self level's band, the score, and holes where nothing is known") {
    const auto report = reported(rated("XY", Level::Good), Studies);
    CHECK(of(report, "XY").radar_self == 85);
    CHECK(of(report, "XY").radar_score == of(report, "XY").result.score->approximate());
    CHECK_FALSE(of(report, "XY").radar_last_year);
    CHECK_FALSE(of(report, "SZ").radar_self);
    CHECK_FALSE(of(report, "SZ").radar_score);
    CHECK(of(reported(rated("XY", Level::Below), Studies), "XY").radar_self == 30);
    CHECK(of(reported(rated("XY", Level::Excellent), Studies), "XY").radar_self == 95);
}

TEST_CASE("Levels two apart ask for reflection, one apart does not") {
    CHECK(of(reported(rated("XY", Level::Good), Studies), "XY").data_level == Level::Pass);
    CHECK_FALSE(of(reported(rated("XY", Level::Good), Studies), "XY").asks_reflection);
    const auto report = reported(rated("XY", Level::Excellent), Studies);
    CHECK(of(report, "XY").perception_gap == 2);
    CHECK(of(report, "XY").asks_reflection);
    CHECK_FALSE(of(reported({}, Studies), "XY").perception_gap);
}

TEST_CASE("Without data the report says so and counts the dimensions' states") {
    const auto offline = reported({}, imported({}));
    CHECK_FALSE(offline.data_arrived);
    CHECK(offline.dimensions_insufficient == 7);
    CHECK_FALSE(offline.scores.overall);
    const auto online = reported({}, Studies);
    CHECK(online.data_arrived);
    CHECK(online.dimensions_partial == 1);
    CHECK(online.dimensions_insufficient == 6);
}

TEST_CASE("Gaps come worst first: by colour, then by score") {
    const auto report = reported({}, imported({{"XY01", "64"}, {"XY02", "24"}, {"XY03", "6"}, {"LD04", "10"}, {"MY02", "1"}}));
    CHECK(report.gaps == std::vector<std::string>{"XY02", "LD04", "XY03", "XY01", "MY02"});
    CHECK(of(report, "XY").warning == Colour::Red);
    CHECK_FALSE(of(report, "MY").warning);
}

TEST_CASE("Strengths are good dimensions, best first") {
    const auto report = reported({}, imported({{"XY01", "100"}, {"XY02", "0"}, {"XY03", "0"}, {"LD01", "24"}, {"LD02", "40"}, {"LD04", "90"}, {"MY01", "1"}, {"MY02", "2"}}));
    CHECK(report.strengths == std::vector<std::string>{"XY", "LD"});
}

TEST_CASE("Improvements flagged to carry go into next year's plan, but not a graduate's") {
    auto diagnosis = rated("XY", Level::Pass);
    diagnosis.dimensions["XY"].improvements = {{"每周两次英语晚自习", std::nullopt, true}, {"早睡", std::nullopt, false}};
    const auto report = reported(diagnosis, Studies);
    CHECK(report.improvements.size() == 2);
    REQUIRE(report.carried.size() == 1);
    CHECK(report.carried[0].item.text == "每周两次英语晚自习");
    CHECK(reported(diagnosis, Studies, {.grade = 3, .graduating = true}).carried.empty());
}

TEST_CASE("Every indicator tells its value, where it came from and whether it waits to be verified") {
    Diagnosis diagnosis;
    diagnosis.answers.set("LD03", number("2"));
    const auto report = reported(diagnosis, Studies);
    for (const auto& each : report.indicators) {
        if (each.result.code == "XY03") CHECK(each.value.from->source == "教务系统");
        if (each.result.code == "LD03") CHECK(each.value.pending);
        if (each.result.code == "SZ01") CHECK(each.result.missing == Missing::NotArrived);
    }
    const auto freshman = reported(diagnosis, Studies, {.grade = 1});
    for (const auto& each : freshman.indicators)
        if (each.result.code == "JN02") CHECK(each.value.answer == Answer{Missing::NotApplicable});
}

TEST_CASE("Last year's scores are drawn, and compared only when its values are known") {
    LastYear last{.academic_year = "2025-2026", .overall = {}, .dimensions = {{"XY", decimal("70.5")}}, .sheet = {}};
    auto report = reported({}, Studies, Junior, &last);
    CHECK(of(report, "XY").radar_last_year == 70.5);
    CHECK(of(report, "XY").change.trend == Trend::Incomparable);
    const auto then = imported({{"XY01", "60"}, {"XY02", "6"}, {"XY03", "6"}});
    last.sheet = merge(instrument(), Junior, {}, then);
    report = reported({}, Studies, Junior, &last);
    CHECK(of(report, "XY").change.trend == Trend::Progress);
    CHECK(report.change.trend == Trend::Incomparable);
}

TEST_CASE("The whole is compared when both years have one") {
    std::vector<std::pair<std::string, std::string>> values;
    for (const auto& dimension : instrument().dimensions)
        for (const auto& each : dimension.indicators)
            if (each.source != Source::SelfReported && each.type == IndicatorType::Number) values.emplace_back(each.code, each.thresholds->good.text());
    const auto now = imported(values);
    for (auto& [code, value] : values) value = indicator(code).thresholds->pass.text();
    const auto then = imported(values);
    LastYear last{.academic_year = "2025-2026", .overall = {}, .dimensions = {}, .sheet = merge(instrument(), Junior, {}, then)};
    const auto report = reported({}, now, Junior, &last);
    CHECK(report.change.trend == Trend::Progress);
    CHECK(*report.change.delta > Ratio{10});
}
