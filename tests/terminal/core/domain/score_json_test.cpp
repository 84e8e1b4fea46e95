#include "terminal/core/domain/score_json.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace xz::domain;
using namespace xz::testing;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string scored(std::string_view text) {
    const auto result = score_json(text, instrument());
    return result ? *result : "refused: " + result.error();
}

// The one indicator's part of the output.
std::string part(const std::string& output, const std::string& code) {
    const auto from = output.find('"' + code + "\":");
    return output.substr(from, output.find('}', from) - from + 1);
}

}  // namespace

TEST_CASE("Scoring's JSON has exactly its keys, one place for scores and two for coverage") {
    const auto output = scored(R"({"grade":2,"graduating":false,"internship_started":false,
        "answers":{"XY01":85.0,"XY02":2,"XY03":6,"XY04":95},"missing":{}})");
    CHECK(part(output, "XY01") == R"("XY01":{"score":"90.0","level":"excellent","warning":null})");
    CHECK(part(output, "XY03") == R"("XY03":{"score":"52.5","level":"below","warning":"yellow"})");
    CHECK(part(output, "XY05") == R"("XY05":{"score":null,"level":null,"warning":null})");
    CHECK(part(output, "XY") == R"("XY":{"score":"77.1","coverage":"0.85","state":"partial"})");
    CHECK(part(output, "SZ") == R"("SZ":{"score":null,"coverage":"0.00","state":"insufficient"})");
    CHECK_THAT(output, ContainsSubstring(R"("overall":{"score":null,"level":null},"warning":"yellow"})"));
    CHECK_THAT(output, !ContainsSubstring("SX06"));
}

TEST_CASE("Numbers are read as decimals, exponents and long fractions included") {
    const auto output = scored(R"({"grade":1,"answers":{"XY01":8.5e1,"XY04":94.9999999999999999999999999,"SX06":2}})");
    CHECK(part(output, "XY01") == R"("XY01":{"score":"90.0","level":"excellent","warning":null})");
    CHECK(part(output, "XY04") == R"("XY04":{"score":"80.0","level":"pass","warning":null})");
}

TEST_CASE("An exempt indicator is not applicable whatever is given") {
    const auto output = scored(R"({"grade":1,"internship_started":false,"answers":{"JN01":60,"JN02":3,"JN03":0,"JN04":99,"JN05":[3,3,3,3,3]}})");
    CHECK(part(output, "JN02") == R"("JN02":{"score":null,"level":null,"warning":null})");
    CHECK(part(output, "JN") == R"("JN":{"score":"60.0","coverage":"1.00","state":"complete"})");
}

TEST_CASE("What is no choice at all is refused, in a year in which the indicator does not apply too") {
    for (const int grade : {1, 2, 3})
        CHECK(scored(fmt::format(R"({{"grade":{},"answers":{{"JN02":4}}}})", grade)) == "refused: $.answers.JN02: expected a choice from 0 to 3");
}

TEST_CASE("Of an answer and a reason the answer counts, unless it does not apply") {
    const auto declined = scored(R"({"grade":2,"answers":{"XY01":85},"missing":{"XY01":"declined"}})");
    CHECK(part(declined, "XY01") == R"("XY01":{"score":"90.0","level":"excellent","warning":null})");
    const auto exempt = scored(R"({"grade":2,"answers":{"XY01":85},"missing":{"XY01":"not_applicable"}})");
    CHECK(part(exempt, "XY01") == R"("XY01":{"score":null,"level":null,"warning":null})");
}

TEST_CASE("A null item or a wrong number of items leaves an L5 unanswered") {
    for (const auto* items : {"[5,5,null]", "[5,5]", "[5,5,5,5]", "[]", "null"}) {
        const auto output = scored(std::string{R"({"grade":2,"answers":{"XY06":)"} + items + "}}");
        CHECK(part(output, "XY06") == R"("XY06":{"score":null,"level":null,"warning":null})");
    }
}

TEST_CASE("Numbers are taken as large and as small as they can be written out, and refused in words beyond") {
    for (const auto* number : {"1e399", "0.1e400", "1E-300", "-0", "-0.0e5", "0e1000"}) CHECK_THAT(scored(std::string{R"({"grade":2,"answers":{"XY01":)"} + number + "}}"), !ContainsSubstring("refused"));
    CHECK(part(scored(R"({"grade":2,"answers":{"XY02":1e399}})"), "XY02") == R"("XY02":{"score":"0.0","level":"below","warning":"red"})");
    for (const auto* number : {"1e400", "1e-401", "1e999999999", "-1e-300"})
        CHECK(scored(std::string{R"({"grade":2,"answers":{"XY01":)"} + number + "}}") == "refused: $.answers.XY01: expected a number of at least 0 and at most 400 digits");
    CHECK_THAT(scored(R"({"grade":2,"answers":{"XY01":1e99999999999999999999}})"), ContainsSubstring("refused: $.answers.XY01: expected JSON"));
}

TEST_CASE("Scoring refuses what it cannot take, and says where") {
    const auto refusal = [](std::string_view answers) {
        return scored(std::string{R"({"grade":2,"answers":{)"} + std::string{answers} + "}}");
    };
    CHECK_THAT(refusal(R"("ZZ01":1)"), ContainsSubstring("refused: $.answers.ZZ01: expected the code of an indicator"));
    CHECK_THAT(refusal(R"("SZ03":5)"), ContainsSubstring("$.answers.SZ03: expected a choice from 0 to 4"));
    CHECK_THAT(refusal(R"("CX04":0)"), ContainsSubstring("$.answers.CX04: expected a choice from 1 to 5"));
    CHECK_THAT(refusal(R"("JN02":1.5)"), ContainsSubstring("$.answers.JN02: expected a choice from 0 to 3"));
    CHECK_THAT(refusal(R"("XY01":-1)"), ContainsSubstring("$.answers.XY01: expected a number of at least 0"));
    CHECK_THAT(refusal(R"("XY01":"85")"), ContainsSubstring("refused"));
    CHECK_THAT(refusal(R"("XY01":[1])"), ContainsSubstring("refused"));
    for (const auto* no_number : {R"({"number":"5"})", R"({"\u00ff":"5"})", "true", "{}", R"("")"})
        CHECK_THAT(refusal(std::string{R"("XY01":)"} + no_number), ContainsSubstring("$.answers.XY01: expected a number of at least 0"));
    CHECK_THAT(refusal(R"("XY06":4)"), ContainsSubstring("$.answers.XY06: expected a list of items"));
    CHECK_THAT(refusal(R"("XY06":[1,2,6])"), ContainsSubstring("items from 1 to 5"));
    CHECK_THAT(refusal(R"("XY06":[1,6])"), ContainsSubstring("items from 1 to 5"));
    CHECK_THAT(refusal(R"("XY06":[0])"), ContainsSubstring("items from 1 to 5"));
    CHECK_THAT(refusal(R"("XY06":[1,2.5,3])"), ContainsSubstring("items from 1 to 5, or null"));
    CHECK_THAT(refusal(R"("CX02":1.5)"), ContainsSubstring("a whole number"));
    CHECK_THAT(refusal(R"("XY01":1,"XY01":2)"), ContainsSubstring("refused"));
    CHECK_THAT(scored(R"({"grade":4})"), ContainsSubstring("$.grade: expected a year of study from 1 to 3"));
    CHECK_THAT(scored(R"({"answers":{}})"), ContainsSubstring("$.grade"));
    CHECK_THAT(scored(R"({"grade":1,"missing":{"XY01":"lost"}})"), ContainsSubstring("$.missing.XY01: expected unanswered, declined"));
    CHECK_THAT(scored(R"({"grade":1,"gpa":4})"), ContainsSubstring("$.gpa: expected no such member"));
    CHECK_THAT(scored("[]"), ContainsSubstring("$: expected an object"));
    CHECK_THAT(scored("{"), ContainsSubstring("refused"));
}
