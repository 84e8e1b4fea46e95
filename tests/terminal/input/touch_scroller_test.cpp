#include "terminal/input/touch_scroller.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

namespace {

using namespace std::chrono_literals;
using xz::input::TouchScroller;

TouchScroller list_of(float content) {
    TouchScroller scroller;
    scroller.set_extent(content, 1000);
    return scroller;
}

std::chrono::milliseconds settle(TouchScroller& scroller, std::chrono::milliseconds now) {
    for (int i = 0; i < 1000 && scroller.is_moving(); ++i) {
        now += 16ms;
        scroller.step(now);
    }
    return now;
}

}  // namespace

TEST_CASE("A list follows the finger exactly within its ends") {
    TouchScroller scroller = list_of(3000);
    scroller.grab(800, 0ms);
    scroller.drag(500, 100ms);
    CHECK(scroller.offset() == 300);
}

TEST_CASE("A thrown list runs on, slows down and rests within its content") {
    TouchScroller scroller = list_of(8000);
    scroller.grab(800, 0ms);
    for (int i = 1; i <= 6; ++i) {
        scroller.drag(800 - 30.0F * static_cast<float>(i), std::chrono::milliseconds{16 * i});
    }
    scroller.release(100ms);
    const float at_release = scroller.offset();
    REQUIRE(scroller.is_moving());
    settle(scroller, 100ms);
    CHECK(scroller.offset() > at_release + 100);
    CHECK(scroller.offset() < 7000);
}

TEST_CASE("A finger that rests before it lifts throws nothing") {
    TouchScroller scroller = list_of(8000);
    scroller.grab(800, 0ms);
    scroller.drag(500, 50ms);
    scroller.release(400ms);
    CHECK_FALSE(scroller.is_moving());
}

TEST_CASE("A list pulled past its end resists and goes back") {
    TouchScroller scroller = list_of(3000);
    scroller.grab(100, 0ms);
    scroller.drag(400, 50ms);
    CHECK(scroller.offset() < 0);
    CHECK(scroller.offset() > -300);
    scroller.release(60ms);
    settle(scroller, 60ms);
    CHECK(scroller.offset() == 0);
}

TEST_CASE("A list shorter than its view never moves away") {
    TouchScroller scroller = list_of(400);
    scroller.grab(500, 0ms);
    scroller.drag(100, 30ms);
    scroller.release(40ms);
    settle(scroller, 40ms);
    CHECK(scroller.offset() == 0);
}

TEST_CASE("Gliding arrives where it was sent, and a touch stops it") {
    TouchScroller scroller = list_of(5000);
    scroller.glide_to(1200);
    settle(scroller, 0ms);
    CHECK(scroller.offset() == Catch::Approx(1200));
    scroller.glide_to(9000);
    scroller.step(1000ms);
    scroller.grab(10, 1001ms);
    CHECK_FALSE(scroller.is_moving());
}

TEST_CASE("A list that is sent where it is does not move, so that a finger taps what it shows") {
    TouchScroller scroller = list_of(5000);
    scroller.glide_to(1200);
    settle(scroller, 0ms);
    scroller.glide_to(1200);
    CHECK_FALSE(scroller.is_moving());
    scroller.glide_to(90000);
    settle(scroller, 2000ms);
    scroller.glide_to(90000);
    CHECK_FALSE(scroller.is_moving());
}
