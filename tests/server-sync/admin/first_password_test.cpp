#include "server-sync/admin/first_password.hpp"

#include "tests/support/fakes.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>

TEST_CASE("First passwords are four groups of four, without look-alikes, and no two are alike") {
    xz::testing::RepeatableRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto password = xz::server::admin::first_password(random);
        REQUIRE(password.size() == 19);
        CHECK(password.find_first_of("01ilo") == std::string::npos);
        CHECK(password[4] == '-');
        seen.insert(password);
    }
    CHECK(seen.size() == 1000);
}
