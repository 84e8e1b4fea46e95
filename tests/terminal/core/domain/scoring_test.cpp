#include "terminal/core/domain/scoring.hpp"

#include "tests/support/property.hpp"
#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

std::string scored(std::string_view code, const Answer& answer) {
    const auto score = score_of(indicator(code), answer);
    return score ? score->text() : "none";
}

std::string levelled(std::string_view code, const Answer& answer) {
    const auto level = level_of(indicator(code), answer);
    return level ? std::string{name_of(*level)} : "none";
}

std::string warned(std::string_view code, const Answer& answer, Student student = {.grade = 2, .internship_started = true}) {
    const auto colour = warning_of(indicator(code), answer, student);
    return colour ? std::string{name_of(*colour)} : "none";
}

const Rules& rules() {
    return instrument().rules;
}

}  // namespace

TEST_CASE("A score is piecewise linear over the anchors and clamped at both ends") {
    CHECK(scored("XY01", number("0")) == "0");
    CHECK(scored("XY01", number("30")) == "30");
    CHECK(scored("XY01", number("60")) == "60");
    CHECK(scored("XY01", number("70")) == "220/3");
    CHECK(scored("XY01", number("85")) == "90");
    CHECK(scored("XY01", number("100")) == "100");
    CHECK(scored("SX01", number("120")) == "100");
    CHECK(scored("MY03", number("400")) == "100");
}

TEST_CASE("A falling indicator scores by its own anchors") {
    CHECK(scored("XY02", number("0")) == "100");
    CHECK(scored("XY02", number("1")) == "90");
    CHECK(scored("XY02", number("15")) == "30");
    CHECK(scored("XY02", number("30")) == "0");
    CHECK(scored("SZ04", number("0")) == "100");
    CHECK(scored("SZ04", number("1")) == "0");
    CHECK(scored("SZ04", number("7")) == "0");
}

TEST_CASE("An L5 scores by the mean of its items, and only when all are answered") {
    CHECK(scored("XY06", likert({1, 1, 1})) == "0");
    CHECK(scored("XY06", likert({3, 3, 3})) == "60");
    CHECK(scored("XY06", likert({3, 4, 4})) == "220/3");
    CHECK(scored("XY06", likert({5, 5, 4})) == "280/3");
    CHECK(scored("XY06", likert({5, 5, 0})) == "none");
    CHECK(scored("XY06", likert({5, 5})) == "none");
    CHECK(scored("XY06", likert({5, 5, 5, 5})) == "none");
}

TEST_CASE("Choices and counts score by their list, a count saturating at its end") {
    CHECK(scored("SZ03", choice(0)) == "100");
    CHECK(scored("SZ03", choice(3)) == "20");
    CHECK(scored("JN02", choice(0)) == "40");
    CHECK(scored("JN03", choice(2)) == "85");
    CHECK(scored("CX04", choice(1)) == "20");
    CHECK(scored("CX02", number("0")) == "60");
    CHECK(scored("CX02", number("2")) == "90");
    CHECK(scored("CX02", number("3")) == "100");
    CHECK(scored("CX02", number("999999999999")) == "100");
}

TEST_CASE("What is no answer of the indicator has no score") {
    CHECK(scored("XY01", Missing::NotArrived) == "none");
    CHECK(scored("XY01", choice(1)) == "none");
    CHECK(scored("SZ03", choice(5)) == "none");
    CHECK(scored("SZ03", number("1")) == "none");
    CHECK(scored("CX02", number("1.5")) == "none");
    CHECK(scored("SX06", choice(1)) == "none");
}

TEST_CASE("A level comes from the thresholds, not from the score") {
    CHECK(levelled("XY01", number("59.99")) == "below");
    CHECK(levelled("XY01", number("60")) == "pass");
    CHECK(levelled("XY01", number("75")) == "good");
    CHECK(levelled("XY01", number("85")) == "excellent");
    CHECK(levelled("XY02", number("6")) == "pass");
    CHECK(levelled("XY02", number("6.5")) == "below");
    CHECK(levelled("XY02", number("2")) == "good");
    CHECK(levelled("XY02", number("0")) == "excellent");
    CHECK(levelled("SZ03", choice(0)) == "excellent");
    CHECK(levelled("SZ03", choice(1)) == "below");
    CHECK(levelled("JN03", choice(0)) == "pass");
    CHECK(levelled("JN03", choice(2)) == "good");
    CHECK(levelled("XY06", likert({4, 4, 4})) == "good");
    CHECK(levelled("XY06", likert({4, 5, 4})) == "good");
    CHECK(levelled("CX04", choice(5)) == "excellent");
}

TEST_CASE("The worst colour that holds is raised") {
    CHECK(warned("XY01", number("65")) == "none");
    CHECK(warned("XY01", number("64.9")) == "yellow");
    CHECK(warned("XY01", number("59.9")) == "orange");
    CHECK(warned("XY01", number("49.9")) == "red");
    CHECK(warned("XY02", number("6.99")) == "none");
    CHECK(warned("XY02", number("7")) == "yellow");
    CHECK(warned("XY02", number("16")) == "orange");
    CHECK(warned("XY02", number("24")) == "red");
}

TEST_CASE("A bare number in the warn column means equal to it") {
    CHECK(warned("SZ03", choice(0)) == "none");
    CHECK(warned("SZ03", choice(1)) == "yellow");
    CHECK(warned("SZ03", choice(2)) == "orange");
    CHECK(warned("SZ03", choice(4)) == "red");
    CHECK(warned("MY02", number("0")) == "yellow");
    CHECK(warned("MY02", number("0.5")) == "none");
}

TEST_CASE("A clause limits the colour that it follows") {
    CHECK(warned("JN02", choice(0), {.grade = 3}) == "yellow");
    CHECK(warned("JN02", choice(0), {.grade = 2}) == "none");
    CHECK(warned("LD01", number("15"), {.grade = 1}) == "none");
    CHECK(warned("LD01", number("15"), {.grade = 2}) == "yellow");
    CHECK(warned("LD01", number("15"), {.grade = 3}) == "orange");
    CHECK(warned("CX03", number("39"), {.grade = 3}) == "red");
    CHECK(warned("CX03", number("39"), {.grade = 2}) == "orange");
    CHECK(warned("SX01", number("49"), {.grade = 3, .graduating = true}) == "red");
    CHECK(warned("SX01", number("49"), {.grade = 3, .graduating = false}) == "orange");
    CHECK(warned("SX01", number("59"), {.grade = 3, .graduating = true}) == "yellow");
}

TEST_CASE("A missing value raises nothing") {
    CHECK(warned("XY01", Missing::NotArrived) == "none");
    CHECK(warned("SZ03", Missing::Unanswered) == "none");
}

TEST_CASE("A dimension is the weighted mean of what is answered, and missing is never zero") {
    auto sheet = empty_sheet();
    put(sheet, "XY01", number("85"));  // 90 · 30
    put(sheet, "XY02", number("2"));   // 80 · 25
    put(sheet, "XY03", number("4"));   // 60 · 20
    const auto scores = score(instrument(), sheet);
    const auto* dimension = scores.dimension("XY");
    CHECK(dimension->score->text() == "236/3");  // (2700 + 2000 + 1200) / 75
    CHECK(dimension->coverage.rounded(2) == "0.75");
    CHECK(dimension->state == Coverage::Partial);
    CHECK(dimension->level == Level::Pass);
}

TEST_CASE("Coverage under 0.6 has no score, from 0.6 it is partial, at 1 complete") {
    auto sheet = empty_sheet();
    put(sheet, "XY01", number("85"));
    put(sheet, "XY02", number("2"));
    auto result = *score(instrument(), sheet).dimension("XY");
    CHECK(result.state == Coverage::Insufficient);
    CHECK_FALSE(result.score);
    CHECK(result.coverage.rounded(2) == "0.55");
    put(sheet, "XY06", likert({3, 3, 3}));
    result = *score(instrument(), sheet).dimension("XY");
    CHECK(result.state == Coverage::Partial);
    CHECK(result.coverage == ratio("3/5"));
    put_best(sheet, *instrument().dimension("XY"));
    CHECK(score(instrument(), sheet).dimension("XY")->state == Coverage::Complete);
}

TEST_CASE("Not applicable leaves the denominator, whatever is given") {
    auto sheet = empty_sheet();
    sheet.student = {.grade = 1, .internship_started = false};
    put(sheet, "JN01", number("60"));
    put(sheet, "JN02", choice(3));
    put(sheet, "JN03", choice(0));
    put(sheet, "JN04", number("100"));
    put(sheet, "JN05", likert({3, 3, 3, 3, 3}));
    const auto scores = score(instrument(), sheet);
    CHECK(scores.dimension("JN")->coverage == Ratio{1});
    CHECK(scores.dimension("JN")->score == Ratio{60});
    CHECK(scores.indicator("JN02")->missing == Missing::NotApplicable);
    CHECK_FALSE(scores.indicator("JN04")->score);
}

TEST_CASE("A dimension to which nothing applies is insufficient with coverage 0") {
    auto sheet = empty_sheet();
    for (const auto& each : instrument().dimension("MY")->indicators) put(sheet, each.code, Missing::NotApplicable);
    const auto result = *score(instrument(), sheet).dimension("MY");
    CHECK(result.state == Coverage::Insufficient);
    CHECK(result.coverage == Ratio{0});
    CHECK_FALSE(result.score);
}

TEST_CASE("The overall needs five dimensions and seventy per cent of the weight") {
    auto sheet = empty_sheet();
    for (const auto* code : {"SZ", "XY", "JN", "SX"}) put_best(sheet, *instrument().dimension(code));
    CHECK_FALSE(score(instrument(), sheet).overall);  // 72, but four
    put_best(sheet, *instrument().dimension("MY"));
    CHECK(score(instrument(), sheet).overall == Ratio{100});  // five, 80

    auto light = empty_sheet();
    for (const auto* code : {"SZ", "SX", "MY", "LD", "CX"}) put_best(light, *instrument().dimension(code));
    CHECK_FALSE(score(instrument(), light).overall);  // five, but 55
}

TEST_CASE("The overall level falls at 90, 80 and 60 exactly") {
    CHECK(level_of_score(Ratio{90}, rules()) == Level::Excellent);
    CHECK(level_of_score(ratio("8999/100"), rules()) == Level::Good);
    CHECK(level_of_score(Ratio{80}, rules()) == Level::Good);
    CHECK(level_of_score(ratio("7999/100"), rules()) == Level::Pass);
    CHECK(level_of_score(Ratio{60}, rules()) == Level::Pass);
    CHECK(level_of_score(ratio("5999/100"), rules()) == Level::Below);
}

TEST_CASE("A dimension under 60 caps the overall level at pass") {
    auto sheet = best_sheet();
    for (const auto* code : {"MY01", "MY02", "MY03"}) put(sheet, code, number("0.5"));
    put(sheet, "MY04", likert({2, 2}));
    const auto scores = score(instrument(), sheet);
    CHECK(*scores.dimension("MY")->score < Ratio{60});
    CHECK(*scores.overall > Ratio{90});
    CHECK(scores.level == Level::Pass);
}

TEST_CASE("A red that an indicator raised caps the overall level at good") {
    auto sheet = best_sheet();
    put(sheet, "SZ04", number("1"));
    const auto scores = score(instrument(), sheet);
    CHECK(*scores.overall > Ratio{90});
    CHECK(*scores.dimension("SZ")->score >= Ratio{60});
    CHECK(scores.warning == Colour::Red);
    CHECK(scores.level == Level::Good);
}

TEST_CASE("Two oranges merged into a red do not cap the overall level") {
    auto sheet = best_sheet();
    put(sheet, "XY05", number("79"));
    put(sheet, "SZ02", number("49"));
    const auto scores = score(instrument(), sheet);
    CHECK(scores.warning == Colour::Red);
    CHECK(scores.level == Level::Excellent);
}

TEST_CASE("Three yellow merge into orange and two orange into red, counting those that indicators raised") {
    using enum Colour;
    const auto merged = [](std::vector<Colour> raised) { return merged_warning(raised, rules()); };
    CHECK_FALSE(merged({}));
    CHECK(merged({Yellow}) == Yellow);
    CHECK(merged({Yellow, Yellow}) == Yellow);
    CHECK(merged({Yellow, Yellow, Yellow}) == Orange);
    CHECK(merged({Yellow, Yellow, Yellow, Orange}) == Orange);
    CHECK(merged({Orange, Orange}) == Red);
    CHECK(merged({Yellow, Red}) == Red);
}

TEST_CASE("The data level counts imported values only") {
    auto sheet = best_sheet();
    for (auto& [code, value] : sheet.values)
        if (indicator(code).source == Source::Imported) value.origin = Origin::Imported;
    put(sheet, "XY06", likert({1, 1, 1}));
    CHECK(data_result(*instrument().dimension("XY"), sheet, rules()).score == Ratio{100});
    CHECK(data_result(*instrument().dimension("XY"), sheet, rules()).state == Coverage::Complete);
    put(sheet, "JN02", choice(0));
    CHECK(data_result(*instrument().dimension("JN"), sheet, rules()).score == Ratio{100});
    sheet.values["JN02"].origin = Origin::Imported;
    CHECK(data_result(*instrument().dimension("JN"), sheet, rules()).score == ratio("580/7"));  // (35·100 + 15·100 + 20·40) / 70
}

TEST_CASE("The perception gap is the self level less the data level") {
    CHECK(perception_gap(Level::Excellent, Level::Pass) == 2);
    CHECK(perception_gap(Level::Below, Level::Excellent) == -3);
    CHECK(perception_gap(Level::Good, Level::Good) == 0);
}

TEST_CASE("No indicator of weight 0 is judged") {
    const auto scores = score(instrument(), best_sheet());
    CHECK(scores.indicators.size() == 35);
    CHECK_FALSE(scores.indicator("SX06"));
}

TEST_CASE("More is never worse where more is better, and never better where less is") {
    check_property("scores are monotone", [](std::uint16_t low, std::uint16_t step) {
        for (const auto& dimension : instrument().dimensions)
            for (const auto& each : dimension.indicators) {
                if (each.type != IndicatorType::Number) continue;
                const auto smaller = *score_of(each, Decimal{low % 200u});
                const auto larger = *score_of(each, Decimal{low % 200u + step % 50u});
                const bool monotone = each.direction == Direction::Up ? smaller <= larger : smaller >= larger;
                RC_ASSERT(monotone);
                RC_ASSERT(smaller >= Ratio{0} && smaller <= Ratio{100});
            }
    });
}

TEST_CASE("A dimension's score lies between its indicators' scores") {
    check_property("means are means", [](std::vector<std::uint8_t> values) {
        auto sheet = empty_sheet();
        const auto& dimension = *instrument().dimension("LD");
        for (std::size_t index = 0; index < values.size() && index < 4; ++index)
            put(sheet, dimension.indicators[index].code, Decimal{values[index]});
        const auto scores = score(instrument(), sheet);
        const auto* result = scores.dimension("LD");
        RC_ASSERT(result->coverage >= Ratio{0} && result->coverage <= Ratio{1});
        if (!result->score) return;
        std::optional<Ratio> least;
        std::optional<Ratio> most;
        for (const auto& each : dimension.indicators)
            if (const auto own = scores.indicator(each.code)->score) {
                least = least ? std::min(*least, *own) : *own;
                most = most ? std::max(*most, *own) : *own;
            }
        RC_ASSERT(*least <= *result->score && *result->score <= *most);
    });
}
