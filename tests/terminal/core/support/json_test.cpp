#include "terminal/core/support/json.hpp"

#include "terminal/core/support/json_number.hpp"

#include "tests/support/property.hpp"

#include <boost/json/value.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace xz;

namespace {

std::string problem_of(std::string_view text, const json::Limits& limits = {}) {
    const auto parsed = json::parse(text, limits);
    return parsed ? "" : json::to_text(parsed.error());
}

}  // namespace

TEST_CASE("A parsed document keeps what was written") {
    const auto value = json::parse(R"({"b":[1,-2,9007199254740991],"a":{"text":"学诊 𠮷","none":null,"yes":true}})");
    REQUIRE(value);
    CHECK(json::canonical(*value) == R"({"a":{"none":null,"text":"学诊 𠮷","yes":true},"b":[1,-2,9007199254740991]})");
}

TEST_CASE("The parser names the place of what it refuses") {
    CHECK(problem_of(R"({"a":[1,{"b":1,"b":2}]})") == "$.a[1].b: expected each member once");
    CHECK(problem_of(R"({"a":1.0})") == "$.a: expected an integer between -(2^53-1) and 2^53-1");
    CHECK(problem_of(R"([9007199254740992])") == "$[0]: expected an integer between -(2^53-1) and 2^53-1");
    CHECK(problem_of(R"([18446744073709551615])") == "$[0]: expected an integer between -(2^53-1) and 2^53-1");
    CHECK(problem_of("{} x") == "$: expected nothing after the document, at byte 3");
    CHECK(problem_of("[[[]]]", {.depth = 2}) == "$[0][0]: expected at most 2 levels of nesting");
    CHECK(problem_of("[1,2]", {.bytes = 4}) == "$: expected at most 4 bytes, not 5");
}

TEST_CASE("The parser refuses what is no JSON") {
    for (const std::string_view text : {"", "{", "[1,]", "nul", "\"\xff\"", "\"\xed\xa0\x80\"", "// c\n1", "'a'", "01", "\"a\nb\"", "NaN"})
        CHECK_FALSE(problem_of(text).empty());
}

TEST_CASE("Decimals keep their digits when asked to") {
    const auto value = json::parse(R"({"a":72.50,"b":1e2,"c":7,"d":123456789012345678901234567890.5,"e":-0})",
                                   {.numbers = json::Numbers::decimal_text});
    REQUIRE(value);
    std::string texts;
    for (const auto& [key, number] : value->as_object()) texts += std::string{json::number_text(number).value_or("no number")} + " ";
    CHECK(texts == "72.50 1e2 7 123456789012345678901234567890.5 -0 ");
    const auto others = json::parse(R"([{"number":"5"},{"\u00ff":"5"},"5",null,true,{},[5]])", {.numbers = json::Numbers::decimal_text});
    REQUIRE(others);
    for (const auto& other : others->as_array()) CHECK_FALSE(json::number_text(other));
}

TEST_CASE("The canonical form sorts members by UTF-16 code units and escapes as RFC 8785 says") {
    // The member names of RFC 8785 §3.2.3, in its order.
    const auto value = json::parse("{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}");
    REQUIRE(value);
    CHECK(json::canonical(*value) == "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}");
    CHECK(json::canonical(boost::json::value("\x01\x1f/\"\\\b\t\n\f\r")) == R"("\u0001\u001f/\"\\\b\t\n\f\r")");
}

TEST_CASE("Canonical text reads back to itself") {
    testing::check_property("canonical ∘ parse ∘ canonical = canonical", [](const std::map<std::string, std::int32_t>& members) {
        boost::json::object object;
        for (const auto& [key, number] : members) {
            std::string name;
            for (const char c : key) name += static_cast<char>(c & 0x7f);
            object[name] = number;
        }
        const std::string once = json::canonical(object);
        const auto back = json::parse(once);
        RC_ASSERT(back.has_value());
        RC_ASSERT(json::canonical(*back) == once);
    });
}

TEST_CASE("A reader finds every problem in one pass") {
    const auto value = json::parse(R"({"name":"","weight":101,"day":"2026-02-30","extra":1,"list":[1,2,3],"kind":"x"})");
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*value, "$", problems};
    reader.text("name", 1, 10);
    reader.integer("weight", 0, 100);
    reader.day("day");
    reader.each("list", 0, 2, [](const auto&, const auto&) {});
    reader.choice("kind", {"a", "b"});
    reader.boolean("missing");
    reader.refuse_unknown();
    CHECK(json::to_text(problems) ==
          "$.name: expected a text of 1 to 10 characters\n$.weight: expected an integer from 0 to 100\n"
          "$.day: expected a day like 2026-06-10\n$.list: expected an array of 0 to 2 elements\n"
          "$.kind: expected one of a, b\n$.missing: expected true or false\n$.extra: expected no such member");
}

TEST_CASE("A reader of what is no object says so once") {
    const auto value = json::parse("[1]");
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*value, "$.a", problems};
    reader.text("x", 0, 1);
    reader.object("y").integer("z", 0, 1);
    reader.refuse_unknown();
    CHECK(problems == std::vector<json::Problem>{{"$.a", "an object"}});
}
