#include "terminal/ui/theme/theme.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <string>

using namespace xz::ui;

TEST_CASE("Whatever meets on a screen can be told apart, in both palettes") {
    for (const Pair& pair : pairs_of(standard_look())) {
        INFO(pair.names << ": " << contrast(pair.ink, pair.ground));
        CHECK(contrast(pair.ink, pair.ground) >= pair.least);
    }
}

TEST_CASE("A kiosk's own colours go before the theme's, and what cannot be read is refused by name") {
    const auto brown = read_look(standard_theme(), R"({"palettes":{"normal":{"primary":"#6B3A12"}},"radii":{"card":12}})");
    REQUIRE(brown);
    CHECK(brown->palettes[0].primary == rgb(0x6B3A12));
    CHECK(brown->palettes[0].ink == standard_look().palettes[0].ink);
    CHECK(brown->radii.card == 12);

    const auto pale = read_look(standard_theme(), R"({"palettes":{"normal":{"muted":"#B0B8C4"}}})");
    REQUIRE_FALSE(pale);
    CHECK(pale.error().find("muted on surface") != std::string::npos);
}

TEST_CASE("A theme with a word too many, a colour that is none or a length out of bounds is refused with its place") {
    const auto refusal = [](std::string_view changes) {
        const auto read = read_look(standard_theme(), changes);
        return read ? std::string{} : read.error();
    };
    CHECK(refusal(R"({"colour":1})").find("$.colour") != std::string::npos);
    CHECK(refusal(R"({"palettes":{"normal":{"ink":"black"}}})").find("$.palettes.normal.ink") != std::string::npos);
    CHECK(refusal(R"({"type":{"body":400}})").find("$.type.body") != std::string::npos);
    CHECK(refusal(R"({"targets":{"finger_mm":9}})").find("$.targets.finger_mm") != std::string::npos);
    CHECK_FALSE(refusal("{").empty());
    CHECK_FALSE(read_look("{}"));
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

TEST_CASE("A target takes a sixth of the short side at most, which 15 mm on a 7 inch screen still are") {
    ThemeChoice choice;
    choice.dots_per_mm = 5.25F;
    CHECK(Theme(800, 480, choice).target() == std::round(15 * 5.25F));
    choice.dots_per_mm = 9;
    CHECK(Theme(800, 480, choice).target() == 80);
}

TEST_CASE("Text grows to 200 % of its size, the largest writing less") {
    ThemeChoice choice;
    choice.text_scale = 2;
    const Theme theme{1080, 1920, choice};
    CHECK(theme.type_size(Type::Body) == 64);
    CHECK(theme.type_size(Type::Caption) == 52);
    CHECK(theme.type_size(Type::Hero) < 2 * 96);
}
