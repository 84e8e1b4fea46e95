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
}

TEST_CASE("A finger whose device goes away lifts far from everything") {
    InputQueue queue;
    queue.pressed({10, 10});
    CHECK(queue.next(0ms).down);
    queue.left();
    const ui::FrameInput input = queue.next(1ms);
    CHECK_FALSE(input.down);
    CHECK(input.pointer.x < 0);
    queue.left();
    CHECK_FALSE(queue.has_more());
}

TEST_CASE("Typed characters and keys are handed out once") {
    InputQueue queue;
    queue.typed(U'7');
    queue.typed(U'好');
    queue.keyed(ui::HardKey::Enter);
    queue.scrolled(2);
    const ui::FrameInput input = queue.next(0ms);
    CHECK(input.typed == U"7好");
    CHECK(input.keys == std::vector{ui::HardKey::Enter});
    CHECK(input.wheel == 2);
    const ui::FrameInput after = queue.next(1ms);
    CHECK(after.typed.empty());
    CHECK(after.keys.empty());
    CHECK(after.wheel == 0);
}
