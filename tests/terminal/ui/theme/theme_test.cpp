#include "terminal/ui/theme/theme.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <utility>

using namespace xz::ui;

TEST_CASE("Everything that is written can be read on what it is written on") {
    for (const Contrast kind : {Contrast::Normal, Contrast::High}) {
        const Palette p = palette_of(kind);
        const float least = kind == Contrast::High ? 7.0F : 4.5F;
        for (const auto& [ink, ground] : {std::pair{p.ink, p.ground}, {p.ink, p.surface}, {p.muted, p.ground}, {p.muted, p.surface}, {p.primary, p.surface},
                                          {p.primary, p.primary_soft}, {p.on_primary, p.primary}, {p.ink, p.key}, {p.ink, p.key_special}, {p.ink, p.attention_soft},
                                          {p.ink, p.danger_soft}, {p.on_night, p.night_top}}) {
            CHECK(contrast(ink, ground) >= least);
        }
        // Big bold words and signs beside words: WCAG asks 3:1 of them.
        for (const auto& [ink, ground] : {std::pair{p.good, p.surface}, {p.good, p.good_soft}, {p.attention, p.surface}, {p.attention, p.attention_soft}, {p.danger, p.surface},
                                          {p.danger, p.danger_soft}, {p.on_night, p.night_bottom}}) {
            CHECK(contrast(ink, ground) >= 3.0F);
        }
    }
}

TEST_CASE("Contrast is WCAG's: 21 for black on white, 1 for the same") {
    CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == Catch::Approx(21.0F));
    CHECK(contrast(rgb(0x1558B0), rgb(0x1558B0)) == Catch::Approx(1.0F));
}

TEST_CASE("A window 1080 wide draws units as they are, and landscape goes by its height") {
    CHECK(Theme(1080, 1920, {}).px(100) == Catch::Approx(100));
    CHECK(Theme(540, 960, {}).px(100) == Catch::Approx(50));
    CHECK(Theme(1920, 1080, {}).px(100) == Catch::Approx(100));
    CHECK(Theme(1080, 1920, {}).type_size(Type::Body) == 32);
    CHECK(Theme(800, 480, {}).type_size(Type::Body) >= 22);
}

TEST_CASE("Targets are 15 mm and keys 10 mm where the screen says how many dots that is") {
    ThemeChoice choice;
    choice.dots_per_mm = 7;
    const Theme theme{1080, 1920, choice};
    CHECK(theme.target() >= 105);
    CHECK(theme.key_target() >= 70);
    choice.dots_per_mm = 5.2F;  // 7″ at 800×480
    CHECK(Theme(800, 480, choice).target() >= 78);
}

TEST_CASE("Text grows to 200 % of its size, the largest writing less") {
    ThemeChoice choice;
    choice.text_scale = 2;
    const Theme theme{1080, 1920, choice};
    CHECK(theme.type_size(Type::Body) == 64);
    CHECK(theme.type_size(Type::Caption) == 52);
    CHECK(theme.type_size(Type::Hero) < 2 * 96);
}
