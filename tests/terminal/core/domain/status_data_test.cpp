#include "terminal/core/domain/status_data.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;
using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

namespace {

constexpr auto Freeze = year{2027} / month{7} / day{5};

Observation observed(std::string code, std::string_view value, std::chrono::year_month_day as_of) {
    return {.indicator = std::move(code), .value = decimal(value), .source = "教务系统", .as_of = as_of, .year = "2026-2027"};
}

constexpr auto june(unsigned date) {
    return year{2027} / month{6} / day{date};
}

Evidence evidence(std::vector<Observation> observations) {
    return {.year = "2026-2027", .freeze = Freeze, .observations = std::move(observations), .verified = {}};
}

Resolved resolved(std::string_view code, const Answers& answers, const Evidence& known) {
    return merge(instrument(), {.grade = 3, .internship_started = true}, answers, known).values.at(std::string{code});
}

}  // namespace

TEST_CASE("Of a year the newest observation up to the freeze counts") {
    const auto known = evidence({observed("XY01", "71", june(10)), observed("XY01", "74", june(20)), observed("XY01", "69", june(1)),
                                 observed("XY01", "99", year{2027} / month{7} / day{6})});
    const auto value = resolved("XY01", {}, known);
    CHECK(value.answer == number("74"));
    CHECK(value.origin == Origin::Imported);
    CHECK(value.from == &known.observations[1]);
}

TEST_CASE("Superseded observations and those of another year do not count") {
    auto old = observed("XY01", "99", june(30));
    old.year = "2025-2026";
    auto replaced = observed("XY01", "98", june(29));
    replaced.superseded = true;
    CHECK(resolved("XY01", {}, evidence({old, replaced})).answer == Answer{Missing::NotArrived});
    CHECK(resolved("XY01", {}, evidence({old, replaced, observed("XY01", "70", june(1))})).answer == number("70"));
}

TEST_CASE("An imported value that does not fit its indicator is not taken") {
    CHECK(resolved("SZ03", {}, evidence({observed("SZ03", "1.5", june(1))})).answer == Answer{Missing::NotArrived});
    CHECK(resolved("SZ03", {}, evidence({observed("SZ03", "9", june(2)), observed("SZ03", "1", june(1))})).answer == choice(1));
}

TEST_CASE("For I/V the imported value wins over the student's") {
    Answers answers;
    answers.set("LD02", number("35"));
    CHECK(resolved("LD02", answers, evidence({observed("LD02", "20", june(1))})).answer == number("20"));
    const auto own = resolved("LD02", answers, evidence({}));
    CHECK(own.answer == number("35"));
    CHECK(own.origin == Origin::SelfReported);
}

TEST_CASE("A V counts while it waits to be verified, and is unanswered when rejected") {
    Answers answers;
    answers.set("JN03", choice(2));
    auto known = evidence({});
    CHECK(resolved("JN03", answers, known).pending);
    CHECK(resolved("JN03", answers, known).answer == choice(2));
    known.verified["JN03"] = Verification::Confirmed;
    CHECK_FALSE(resolved("JN03", answers, known).pending);
    known.verified["JN03"] = Verification::Rejected;
    CHECK(resolved("JN03", answers, known).answer == Answer{Missing::Unanswered});
    CHECK_FALSE(resolved("JN03", {}, evidence({})).pending);
}

TEST_CASE("A student's word never stands for imported data") {
    Answers answers;
    answers.set("XY01", number("100"));
    CHECK(resolved("XY01", answers, evidence({})).answer == Answer{Missing::NotArrived});
}

TEST_CASE("Self-reports stay as they were given") {
    Answers answers;
    answers.set("SX03", Missing::Declined);
    answers.set("XY06", likert({3, 4, 0}));
    CHECK(resolved("SX03", answers, evidence({})).answer == Answer{Missing::Declined});
    CHECK(resolved("XY06", answers, evidence({})).answer == likert({3, 4, 0}));
    CHECK_FALSE(resolved("XY06", answers, evidence({})).pending);
    CHECK(resolved("MY03", answers, evidence({observed("MY03", "5", june(1))})).answer == Answer{Missing::Unanswered});
}

TEST_CASE("A sheet exempts whoever is exempt") {
    Answers answers;
    answers.set("JN02", choice(3));
    const auto sheet = merge(instrument(), {.grade = 1}, answers, evidence({observed("JN04", "90", june(1))}));
    CHECK(sheet.of(indicator("JN02")) == Answer{Missing::NotApplicable});
    CHECK(sheet.of(indicator("JN04")) == Answer{Missing::NotApplicable});
}
