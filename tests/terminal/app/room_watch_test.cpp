#include "terminal/app/room_watch.hpp"

#include "terminal/app/ticker.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <future>

namespace xz::app {

using namespace std::chrono_literals;
using Room = RoomWatch::Room;

TEST_CASE("A disk that is full from the start is told once, and room whenever it is found") {
    int full = 0;
    int room = 0;
    RoomWatch watch{{.has_room = [&] { ++room; }, .is_full = [&] { ++full; }}};
    watch.found(Room::Short);
    CHECK(full == 1);
    watch.found(Room::Short);
    CHECK(full == 1);
    CHECK(room == 0);
    watch.found(Room::Enough);
    watch.found(Room::Enough);
    CHECK(room == 2);
    watch.found(Room::Short);
    CHECK(full == 2);
}

TEST_CASE("A ticker ticks until it is gone, and its end does not wait for the next tick") {
    std::atomic<int> ticks = 0;
    std::promise<void> third;
    {
        const Ticker ticker{1ms, [&] {
                                if (++ticks == 3) {
                                    third.set_value();
                                }
                            }};
        CHECK(third.get_future().wait_for(10s) == std::future_status::ready);
    }
    const int at_its_end = ticks;
    const auto before = std::chrono::steady_clock::now();
    { const Ticker slow{10min, [&] { ++ticks; }}; }
    CHECK(std::chrono::steady_clock::now() - before < 1min);
    CHECK(ticks == at_its_end);
}

}  // namespace xz::app
