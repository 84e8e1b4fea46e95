#include "terminal/core/domain/ratio.hpp"

#include "tests/support/property.hpp"

using xz::domain::Decimal;
using xz::domain::Ratio;

TEST_CASE("A ratio rounds half up, and only in its text") {
    const auto shown = [](std::string_view exact, int places) { return Ratio::parse(exact)->rounded(places); };
    CHECK(shown("72", 1) == "72.0");
    CHECK(shown("1449/20", 1) == "72.5");   // 72.45
    CHECK(shown("14449/200", 1) == "72.2");  // 72.245
    CHECK(shown("1445/20", 1) == "72.3");   // 72.25
    CHECK(shown("17/20", 2) == "0.85");
    CHECK(shown("2/3", 2) == "0.67");
    CHECK(shown("1/200", 2) == "0.01");
    CHECK(shown("1/201", 2) == "0.00");
    CHECK(shown("1999/20", 1) == "100.0");  // 99.95
    CHECK(shown("-1/4", 1) == "-0.3");
    CHECK(shown("-1/100", 1) == "0.0");
    CHECK(shown("5/2", 0) == "3");
}

TEST_CASE("A ratio's text is exact and read back") {
    CHECK((Ratio{1} / Ratio{3}).text() == "1/3");
    CHECK((Ratio{2} / Ratio{4} + Ratio{1} / Ratio{2}).text() == "1");
    CHECK(Ratio{*Decimal::parse("0.045")}.text() == "9/200");
    CHECK((Ratio{0} - Ratio{*Decimal::parse("2.5")}).text() == "-5/2");
    for (const auto* wrong : {"", "-", "1/0", "/2", "1/", "a", "1.5", "1/2/3", "--1"}) CHECK_FALSE(Ratio::parse(wrong));
    CHECK(Ratio::parse("010/02")->text() == "5");
}

TEST_CASE("Ratios compute exactly") {
    xz::testing::check_property("(a/b + c/d) · b · d = a·d + c·b", [](std::int16_t a, std::int16_t b, std::int16_t c, std::int16_t d) {
        RC_PRE(b != 0 && d != 0);
        const auto sum = Ratio{a} / Ratio{b} + Ratio{c} / Ratio{d};
        RC_ASSERT(sum * Ratio{b} * Ratio{d} == Ratio{a} * Ratio{d} + Ratio{c} * Ratio{b});
        RC_ASSERT(*Ratio::parse(sum.text()) == sum);
        RC_ASSERT((Ratio{a} < Ratio{c}) == (a < c));
    });
}

TEST_CASE("Long decimals lose no digit") {
    const std::string digits = "123456789012345678901234567890.123456789";
    CHECK(Ratio{*Decimal::parse(digits)}.rounded(9) == digits);
}
