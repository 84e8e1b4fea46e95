#include "terminal/ui/canvas/damage.hpp"

#include <catch2/catch_test_macros.hpp>

#include <vector>

namespace {

using namespace xz::ui;

constexpr Size Window{1080, 1920};
const Piece Ground{1, {0, 0, 1080, 1920}};
const Piece Button{2, {100, 100, 300, 80}};
const Piece Pressed{3, {100, 100, 300, 80}};
const Piece Far{4, {700, 1700, 200, 100}};
const Piece FarPressed{5, {700, 1700, 200, 100}};

bool covers(const std::vector<Rect>& rects, const Rect& wanted) {
    for (const Rect& rect : rects) {
        if (rect.common(wanted) == wanted) {
            return true;
        }
    }
    return false;
}

}  // namespace

TEST_CASE("The same picture has no damage") {
    const std::vector<Piece> picture{Ground, Button, Far};
    CHECK(damage_between(picture, picture, Window).empty());
}

TEST_CASE("A changed shape damages its place and little more") {
    const std::vector<Piece> before{Ground, Button, Far}, after{Ground, Pressed, Far};
    const auto damage = damage_between(before, after, Window);
    REQUIRE(damage.size() == 1);
    CHECK(covers(damage, Button.rect));
    CHECK(damage[0].w <= Button.rect.w + 4);
    CHECK(damage[0].h <= Button.rect.h + 4);
}

TEST_CASE("What moves damages where it was and where it is; far parts stay apart") {
    const std::vector<Piece> before{Ground, Button, Far}, after{Ground, Pressed, FarPressed};
    const auto damage = damage_between(before, after, Window);
    CHECK(damage.size() == 2);
    CHECK(covers(damage, Button.rect));
    CHECK(covers(damage, Far.rect));
}

TEST_CASE("What appears or goes damages its place, however the rest shifts in the list") {
    const std::vector<Piece> before{Ground, Far}, after{Ground, Button, Far};
    CHECK(covers(damage_between(before, after, Window), Button.rect));
    CHECK(covers(damage_between(after, before, Window), Button.rect));
    CHECK_FALSE(covers(damage_between(before, after, Window), Far.rect));
}

TEST_CASE("Two shapes that change places in depth are drawn again") {
    const Piece over{7, {150, 120, 300, 80}};
    const std::vector<Piece> before{Ground, Button, over, Far}, after{Ground, over, Button, Far};
    CHECK_FALSE(damage_between(before, after, Window).empty());
}

TEST_CASE("Damage is few rectangles inside of the window, and one when most of it changed") {
    std::vector<Piece> before{Ground}, after{Ground};
    for (int i = 0; i < 60; ++i) {
        const auto n = static_cast<float>(i);
        after.push_back({static_cast<std::uint64_t>(100 + i), {n * 17, n * 31, 20, 20}});
    }
    const auto damage = damage_between(before, after, Window);
    CHECK(damage.size() <= 4);
    for (const Piece& piece : after) {
        if (piece.hash != Ground.hash) {
            CHECK(covers(damage, piece.rect));
        }
    }
    const std::vector<Piece> night{{99, {-50, -50, 1300, 2100}}};
    CHECK(damage_between(before, night, Window) == std::vector<Rect>{{0, 0, 1080, 1920}});
}
