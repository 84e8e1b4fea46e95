#include "terminal/core/protocol/pin_rules.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

using namespace xz::protocol;

TEST_CASE("A PIN is six ASCII digits") {
    for (const char* pin : {"", "40281", "4028170", "40281a", "４０２８１７", "402 17"})
        CHECK(check_new_pin(pin, "") == PinFault::NotSixDigits);
    CHECK_FALSE(check_new_pin("402817", "2024010203"));
}

TEST_CASE("PINs that a stranger would try first are refused") {
    for (const char* pin : {"000000", "888888", "123456", "654321", "012345", "567890", "135791", "121212", "123123", "123321",
                            "112233", "111222", "100000", "147258", "159753", "520131", "201314"}) {
        INFO(pin);
        CHECK(check_new_pin(pin, "2024010203") == PinFault::TooCommon);
    }
}

TEST_CASE("A PIN is no part of the student's own number") {
    CHECK(check_new_pin("401023", "2024010237") == PinFault::InStudentNumber);
    CHECK_FALSE(check_new_pin("401024", "2024010237"));
}

TEST_CASE("The rules leave nearly all PINs to choose from") {
    int tried = 0;
    int refused = 0;
    for (int i = 0; i < 1'000'000; i += 17, ++tried) refused += check_new_pin(fmt::format("{:06}", i), "").has_value() ? 1 : 0;
    CHECK(refused > 0);
    CHECK(refused < tried / 100);
}
