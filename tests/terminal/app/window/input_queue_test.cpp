#include "terminal/app/window/input_queue.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace std::chrono_literals;
using app::InputQueue;
using ui::Point;

TEST_CASE("A press and its release never share a frame, however quick they were") {
    InputQueue queue;
    queue.pressed({10, 10});
    queue.released({10, 10});
    CHECK(queue.next(0ms).down);
    REQUIRE(queue.has_more());
    CHECK_FALSE(queue.next(1ms).down);
    CHECK_FALSE(queue.has_more());
}

TEST_CASE("A press is judged where it happened, moves after it come later") {
    InputQueue queue;
    queue.moved({5, 5});
    queue.pressed({10, 10});
    queue.moved({40, 40});
    queue.moved({90, 90});
    const ui::FrameInput first = queue.next(0ms);
    CHECK(first.down);
    CHECK(first.pointer == Point{10, 10});
    const ui::FrameInput second = queue.next(1ms);
    CHECK(second.down);
    CHECK(second.pointer == Point{90, 90});
    CHECK(second.trail == std::vector<Point>{{40, 40}});
}

TEST_CASE("A finger whose device goes away is lost where it was, and lifts nowhere") {
    InputQueue queue;
    queue.pressed({10, 10});
    CHECK(queue.next(0ms).down);
    queue.moved({30, 10});
    queue.left();
    const ui::FrameInput input = queue.next(1ms);
    CHECK_FALSE(input.down);
    CHECK(input.end == ui::TouchEnd::Lost);
    CHECK(input.pointer == Point{30, 10});
    queue.left();
    CHECK_FALSE(queue.has_more());
}

TEST_CASE("What is no character of any writing is not typed") {
    InputQueue queue;
    for (const char32_t c : {U'好', char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}, char32_t{0x10FFFF}, U'\uE000'}) queue.keyed(c);
    CHECK(queue.next(0ms).keys == std::vector<ui::Keystroke>{U'好', char32_t{0x10FFFF}, U'\uE000'});
}

TEST_CASE("Keys are handed out once and in their order, a card too") {
    InputQueue queue;
    queue.keyed(U'7');
    queue.keyed(ui::HardKey::Backspace);
    queue.keyed(U'好');
    queue.read("20240117");
    queue.scrolled(2);
    const ui::FrameInput input = queue.next(0ms);
    CHECK(input.keys == std::vector<ui::Keystroke>{U'7', ui::HardKey::Backspace, U'好'});
    CHECK(input.card == "20240117");
    CHECK(input.wheel == 2);
    const ui::FrameInput after = queue.next(1ms);
    CHECK(after.keys.empty());
    CHECK(after.card.empty());
    CHECK(after.wheel == 0);
}
