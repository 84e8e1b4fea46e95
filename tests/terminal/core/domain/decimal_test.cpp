#include "terminal/core/domain/decimal.hpp"

#include "tests/support/property.hpp"

using xz::domain::Decimal;

namespace {

std::string spelled(std::string_view text) {
    const auto decimal = Decimal::parse(text);
    return decimal ? decimal->text() : "refused";
}

}  // namespace

TEST_CASE("A decimal has one spelling, whatever was written") {
    CHECK(spelled("72.50") == "72.5");
    CHECK(spelled("72") == "72");
    CHECK(spelled("100") == "100");
    CHECK(spelled("0") == "0");
    CHECK(spelled("-0") == "0");
    CHECK(spelled("0.000") == "0");
    CHECK(spelled("1e2") == "100");
    CHECK(spelled("1.25E+1") == "12.5");
    CHECK(spelled("125e-3") == "0.125");
    CHECK(spelled("0.05e1") == "0.5");
    CHECK(spelled("10e-1") == "1");
    CHECK(spelled("0.1234567890123456789012345") == "0.1234567890123456789012345");
}

TEST_CASE("A decimal refuses what is no number of at least zero") {
    for (const auto* text : {"", "-", "-1", "-0.1", "+1", "01", "1.", ".5", "1e", "1e+", "1,5", " 1", "1 ", "0x1", "NaN", "1e9999999999", "1e401", "1e-401"})
        CHECK(spelled(text) == "refused");
    CHECK(spelled(std::string(401, '9')) == "refused");
    CHECK(spelled(std::string(400, '9')) == std::string(400, '9'));
}

TEST_CASE("Decimals order as numbers do") {
    const auto at = [](std::string_view text) { return *Decimal::parse(text); };
    CHECK(at("9") < at("10"));
    CHECK(at("9.99") < at("10"));
    CHECK(at("10.1") < at("10.11"));
    CHECK(at("0.09") < at("0.1"));
    CHECK(at("1.0") == at("1"));
    CHECK(at("2") > at("1.999"));
}

TEST_CASE("A decimal says whether it is whole and how many places it has") {
    CHECK(Decimal::parse("4.0")->as_int() == 4);
    CHECK_FALSE(Decimal::parse("4.5")->as_int());
    CHECK_FALSE(Decimal::parse("99999999999")->as_int());
    CHECK(Decimal::parse("4.25")->places() == 2);
    CHECK(Decimal::parse("4.25")->approximate() == 4.25);
}

TEST_CASE("Any thousandth is written as it is read") {
    xz::testing::check_property("parse(text) keeps the number", [](std::uint16_t whole, std::uint16_t thousandths) {
        const auto rest = std::to_string(1000 + thousandths % 1000).substr(1);
        const auto decimal = Decimal::parse(std::to_string(whole) + "." + rest);
        RC_ASSERT(decimal.has_value());
        RC_ASSERT(Decimal::parse(decimal->text()) == decimal);
        RC_ASSERT(std::stol(decimal->text()) == whole);
    });
}
