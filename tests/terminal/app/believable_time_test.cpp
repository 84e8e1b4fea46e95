#include "terminal/app/believable_time.hpp"

#include "tests/support/fakes.hpp"

#include <catch2/catch_test_macros.hpp>

namespace xz::app {

using namespace std::chrono_literals;

TEST_CASE("A kiosk goes by its own clock while nothing contradicts it") {
    testing::FakeClock machine;
    const BelievableTime time{machine};
    CHECK(time.now() == machine.now());
    machine.advance(5min);
    CHECK(time.now() == machine.now());
}

TEST_CASE("A dead clock leaves a kiosk at the floor of all signed times, and on from there") {
    testing::FakeClock machine;
    BelievableTime time{machine};
    const Instant floor = machine.now() + std::chrono::days{500};
    time.set_floor(floor);
    CHECK(time.instead_of_clock() == floor);
    machine.advance(90s);
    CHECK(time.now() == floor + 90s);
}

TEST_CASE("What the platform has signed is the time, whatever the machine's clock does next") {
    testing::FakeClock machine;
    BelievableTime time{machine};
    const Instant told = machine.now() - std::chrono::days{40};
    time.hear(told);
    machine.advance(10min);
    CHECK(time.now() == told + 10min);
    CHECK_FALSE(time.instead_of_clock());
}

}  // namespace xz::app
