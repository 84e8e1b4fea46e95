#include "server-sync/app/duties.hpp"

#include "server-sync/sync/completion.hpp"
#include "tests/support/fakes.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>

using namespace xz;
using namespace xz::server;
using namespace xz::server::app;
using namespace std::chrono_literals;

TEST_CASE("Each duty is done at once and then at its own pace") {
    xz::testing::FakeClock clock;
    int often = 0;
    int seldom = 0;
    Duties duties{{{"often", 10s, [&] { ++often; }}, {"seldom", 1h, [&] { ++seldom; }}}, clock, [](auto, auto) {}};
    CHECK(duties.do_what_is_due() == 10s);
    CHECK(often == 1);
    CHECK(seldom == 1);
    clock.advance(9s);
    CHECK(duties.do_what_is_due() == 1s);
    CHECK(often == 1);
    clock.advance(1s);
    static_cast<void>(duties.do_what_is_due());
    CHECK(often == 2);
    clock.advance(1h);
    static_cast<void>(duties.do_what_is_due());
    CHECK(often == 3);
    CHECK(seldom == 2);
}

TEST_CASE("A duty that the store lets down is told of, keeps no other from being done, and comes again in its time") {
    xz::testing::FakeClock clock;
    std::vector<std::string> troubles;
    int tries = 0;
    int others = 0;
    Duties duties{{{"escalate",
                    10s,
                    [&] {
                        if (++tries == 1) throw sync::StoreUnavailable{"disk full"};
                    }},
                   {"other", 10s, [&] { ++others; }}},
                  clock,
                  [&](auto duty, auto what) { troubles.push_back(std::string{duty} + ": " + std::string{what}); }};
    static_cast<void>(duties.do_what_is_due());
    CHECK(others == 1);
    CHECK(troubles == std::vector<std::string>{"escalate: disk full"});
    clock.advance(10s);
    static_cast<void>(duties.do_what_is_due());
    CHECK(tries == 2);
    CHECK(troubles.size() == 1);
}

TEST_CASE("Duties end at once when they are told to, however long the next one is away") {
    SystemClock clock;
    std::atomic<int> done = 0;
    Duties duties{{{"yearly", 8760h, [&] { ++done; }}}, clock, [](auto, auto) {}};
    duties.start();
    while (done == 0) std::this_thread::yield();
    const auto before = std::chrono::steady_clock::now();
    duties.stop();
    CHECK(std::chrono::steady_clock::now() - before < 5s);
}
