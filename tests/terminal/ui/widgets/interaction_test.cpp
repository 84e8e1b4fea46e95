#include "terminal/ui/widgets/interaction.hpp"

#include <catch2/catch_test_macros.hpp>

#include <functional>
#include <utility>

namespace {

using namespace xz::ui;
using namespace std::chrono_literals;

constexpr float Slop = 22, Guard = 48;

// A screen of widgets under one finger.
class Hand {
public:
    explicit Hand(std::function<void(Interaction&)> screen) : screen_{std::move(screen)} { frame(); }

    Interaction& frame() {
        FrameInput input;
        input.now = now;
        input.pointer = at;
        input.down = down;
        input.end = end;
        touch.begin(input, Slop, Guard);
        screen_(touch);
        touch.end();
        return touch;
    }
    bool tap(Point where, std::string_view id, std::chrono::milliseconds after = 500ms) {
        now += after;
        at = where;
        down = true;
        frame();
        now += 60ms;
        down = false;
        frame();
        return touch.is_tapped(id);
    }

    std::chrono::milliseconds now{1000};
    Point at;
    bool down = false;
    TouchEnd end = TouchEnd::Lifted;
    Interaction touch;

private:
    std::function<void(Interaction&)> screen_;
};

void two_buttons(Interaction& touch) {
    touch.add("a", Layer::Screen, {0, 0, 100, 100}, Repeat::Guarded, Enabled::Yes);
    touch.add("b", Layer::Screen, {200, 0, 100, 100}, Repeat::Guarded, Enabled::Yes);
}

}  // namespace

TEST_CASE("A finger that goes down and up on a widget taps it, pressed from the next frame on") {
    Hand hand{two_buttons};
    hand.at = {50, 50};
    hand.down = true;
    CHECK(hand.frame().is_pressed("a"));
    CHECK_FALSE(hand.touch.is_tapped("a"));
    hand.down = false;
    hand.frame();
    CHECK(hand.touch.is_tapped("a"));
    CHECK_FALSE(hand.touch.is_pressed("a"));
    hand.frame();
    CHECK_FALSE(hand.touch.is_tapped("a"));
}

TEST_CASE("A finger that lifts elsewhere taps nothing") {
    Hand hand{two_buttons};
    hand.at = {50, 50};
    hand.down = true;
    hand.frame();
    hand.at = {250, 50};
    hand.down = false;
    hand.frame();
    CHECK_FALSE(hand.touch.is_tapped("a"));
    CHECK_FALSE(hand.touch.is_tapped("b"));
}

TEST_CASE("A double tap on a button is one tap; another button right after is another") {
    Hand hand{two_buttons};
    CHECK(hand.tap({50, 50}, "a"));
    CHECK_FALSE(hand.tap({52, 50}, "a", 100ms));
    CHECK(hand.tap({250, 50}, "b", 100ms));
    CHECK(hand.tap({250, 50}, "b", 400ms));
}

TEST_CASE("Keys take every tap") {
    Hand hand{[](Interaction& touch) { touch.add("k", Layer::Screen, {0, 0, 100, 100}, Repeat::Every, Enabled::Yes); }};
    for (int i = 0; i < 5; ++i) {
        CHECK(hand.tap({50, 50}, "k", 40ms));
    }
}

TEST_CASE("A held key fires again and again, and its release adds nothing") {
    Hand hand{[](Interaction& touch) { touch.add("erase", Layer::Screen, {0, 0, 100, 100}, Repeat::Held, Enabled::Yes); }};
    hand.at = {50, 50};
    hand.down = true;
    int fired = 0;
    for (int i = 0; i < 100; ++i) {
        hand.now += 10ms;
        fired += hand.frame().is_tapped("erase") ? 1 : 0;
    }
    CHECK(fired > 5);
    hand.down = false;
    CHECK_FALSE(hand.frame().is_tapped("erase"));
}

TEST_CASE("A key whose finger slid off it fires no more, and no frame is wanted for it") {
    Hand hand{[](Interaction& touch) { touch.add("key.erase", Layer::Keyboard, {0, 0, 100, 100}, Repeat::Held, Enabled::Yes); }};
    hand.at = {50, 50};
    hand.down = true;
    hand.frame();
    CHECK(hand.touch.next_repeat_in() == 420ms);
    hand.at = {50, 90};
    hand.now += 500ms;
    hand.frame();
    CHECK_FALSE(hand.touch.is_tapped("key.erase"));
    CHECK_FALSE(hand.touch.next_repeat_in());
}

TEST_CASE("A finger that wipes over a button taps nothing; over a key it does") {
    Hand hand{[](Interaction& touch) {
        touch.add("card", Layer::Screen, {0, 0, 600, 100}, Repeat::Guarded, Enabled::Yes);
        touch.add("key", Layer::Screen, {0, 200, 600, 100}, Repeat::Every, Enabled::Yes);
    }};
    const auto wipe = [&](float y, float to) {
        hand.now += 500ms;
        hand.at = {100, y};
        hand.down = true;
        hand.frame();
        hand.at.x = to;
        hand.down = false;
        hand.frame();
    };
    wipe(50, 110);  // no finger stands quite still
    CHECK(hand.touch.is_tapped("card"));
    wipe(50, 300);
    CHECK_FALSE(hand.touch.is_tapped("card"));
    wipe(250, 300);
    CHECK(hand.touch.is_tapped("key"));
}

TEST_CASE("A finger that is lost while it lies on a button or drags has let go of both, and lifted from neither") {
    Hand hand{two_buttons};
    hand.at = {50, 50};
    hand.down = true;
    hand.frame();
    hand.touch.capture("list");
    hand.end = TouchEnd::Lost;
    hand.down = false;
    hand.frame();
    CHECK_FALSE(hand.touch.is_tapped("a"));
    CHECK_FALSE(hand.touch.went_up());
    CHECK_FALSE(hand.touch.is_captured());
}

TEST_CASE("A dialog takes the fingers of what lies below it") {
    bool open = true;
    Hand hand{[&](Interaction& touch) {
        two_buttons(touch);
        if (open) {
            touch.add_cover(Layer::Dialog, {0, 0, 1000, 1000});
            touch.add("yes", Layer::Dialog, {200, 0, 100, 100}, Repeat::Guarded, Enabled::Yes);
        }
    }};
    CHECK_FALSE(hand.tap({50, 50}, "a"));
    CHECK(hand.tap({250, 50}, "yes"));
    open = false;
    hand.frame();
    CHECK(hand.tap({50, 50}, "a"));
}

TEST_CASE("What is not enabled is not tapped and lets nothing through") {
    Hand hand{[](Interaction& touch) {
        touch.add("below", Layer::Screen, {0, 0, 100, 100}, Repeat::Guarded, Enabled::Yes);
        touch.add("off", Layer::Screen, {0, 0, 100, 100}, Repeat::Guarded, Enabled::No);
    }};
    CHECK_FALSE(hand.tap({50, 50}, "off"));
    CHECK_FALSE(hand.tap({50, 50}, "below"));
}

TEST_CASE("A drag that is captured taps nothing when it ends") {
    Hand hand{two_buttons};
    hand.at = {50, 50};
    hand.down = true;
    hand.frame();
    hand.at = {50, 80};
    hand.frame();
    REQUIRE(hand.touch.past_slop());
    hand.touch.capture("list");
    hand.touch.cancel_press();
    hand.at = {50, 50};
    hand.down = false;
    hand.frame();
    CHECK_FALSE(hand.touch.is_tapped("a"));
}

TEST_CASE("A new screen takes the press from the old one's widget") {
    Hand hand{two_buttons};
    hand.at = {50, 50};
    hand.down = true;
    hand.frame();
    hand.touch.reset();
    hand.down = false;
    CHECK_FALSE(hand.frame().is_tapped("a"));
}

TEST_CASE("The second half of a double tap does not fall on the next page") {
    bool turned = false, shown = false;
    Hand hand{[&](Interaction& touch) {
        if (turned && !std::exchange(shown, true)) {
            touch.reset();
        }
        touch.add(turned ? "submit" : "next", Layer::Screen, {0, 0, 100, 100}, Repeat::Guarded, Enabled::Yes);
        touch.add("answer", Layer::Screen, {0, turned ? 0.0F : 500.0F, 100, 100}, Repeat::Every, turned ? Enabled::Yes : Enabled::No);
        touch.add("elsewhere", Layer::Screen, {200, 0, 100, 100}, Repeat::Every, Enabled::Yes);
    }};
    REQUIRE(hand.tap({50, 50}, "next"));
    hand.now += 700ms;  // the page took its time
    turned = true;
    hand.frame();
    hand.now += 100ms;
    hand.at = {52, 52};
    hand.down = true;
    CHECK_FALSE(hand.frame().is_pressed("answer"));
    hand.down = false;
    hand.frame();
    CHECK_FALSE(hand.touch.is_tapped("answer"));
    SECTION("however slow the hand is") {
        CHECK_FALSE(hand.tap({52, 52}, "answer", 350ms));
        CHECK(hand.tap({52, 52}, "answer", 100ms));
    }
    SECTION("and elsewhere no time is lost") {
        CHECK(hand.tap({250, 50}, "elsewhere", 20ms));
        CHECK(hand.tap({50, 50}, "answer", 400ms));
    }
}

TEST_CASE("What a key taps is tapped in that frame, and nowhere does a finger lie") {
    Hand hand{two_buttons};
    FrameInput input;
    input.now = hand.now + 10ms;
    hand.touch.begin(input, Slop, Guard);
    hand.touch.tap_by_key("b");
    CHECK(hand.touch.is_tapped("b"));
    CHECK(hand.touch.tapped_by_key());
    CHECK_FALSE(hand.touch.is_pressed("b"));
    hand.touch.end();
    hand.frame();
    CHECK_FALSE(hand.touch.is_tapped("b"));
    CHECK_FALSE(hand.touch.tapped_by_key());
}
