// Whatever a finger goes down on shows it at once, and nothing else does.
#include "tests/terminal/ui/screens/gallery_frame.hpp"

#include <algorithm>
#include <set>

using namespace xz;
using namespace xz::testing;

namespace {

// Until nothing moves any more; false: something always does, as where one waits.
bool rests(GalleryFrame& shown) {
    for (int i = 0; i < 120; ++i) {
        (void)shown.frame();
        if (shown.damage.empty() && !shown.ui().next_frame_in()) return true;
    }
    return false;
}

// Presses each thing that a finger finds there and that was not pressed before.
void press_all(GalleryFrame& shown, std::string_view where, std::set<std::string>& pressed) {
    const auto widgets = shown.widgets().widgets;
    for (const auto& widget : widgets) {
        if (!widget.enabled || widget.visible.empty() || pressed.contains(widget.id)) continue;
        shown.press(widget.visible.center());
        const bool found = shown.ui().interaction().is_pressed(widget.id);
        const auto damage = shown.damage;
        shown.lose();
        (void)rests(shown);
        if (!found) continue;
        pressed.insert(widget.id);
        if (widget.id == "attract.anywhere") continue;  // the whole screen: the button on it shows
        INFO(where << ": " << widget.id);
        CHECK_FALSE(damage.empty());
        if (widget.id == "maintenance.touch_done" || widget.id == "hand.pad") continue;  // the finger leaves its mark there, too
        const auto around = widget.visible.inset(-shown.theme().px(40));
        for (const auto& rect : damage) CHECK(rect.common(around) == rect);
    }
}

}  // namespace

TEST_CASE("Whatever can be touched shows in its place that it is pressed") {
    std::set<std::string> pressed;
    for (const auto name : ui::screens::gallery_names()) {
        if (name.find('.') != std::string_view::npos) continue;  // another moment of a screen that comes by itself
        GalleryFrame shown{name, portrait};
        if (rests(shown)) press_all(shown, name, pressed);
    }
    CHECK(pressed.size() > 150);
}

TEST_CASE("Each key, tool and candidate of the keyboard shows that it is pressed") {
    GalleryFrame shown{"new_feedback", portrait};
    REQUIRE(rests(shown));
    std::set<std::string> pressed;
    shown.tap("text.feedback");
    for (const std::string_view key : {"", "key.numbers", "key.symbols", "key.letters", "key.n", "word.more", "word.back", "key.done"}) {
        if (!key.empty()) shown.tap(key);
        REQUIRE(rests(shown));
        press_all(shown, key.empty() ? "letters" : key, pressed);
    }
    shown.tap("text.feedback");
    shown.tap("key.hand");
    REQUIRE(rests(shown));
    press_all(shown, "handwriting", pressed);
    for (const std::string_view id : {"key.q", "key.undo", "word.0", "word.back", "word.more", "hand.pad", "key.clear"}) CHECK(pressed.contains(std::string{id}));
}
