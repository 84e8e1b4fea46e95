// The look as its file says it: colours, sizes of writing, spacing, radii, targets and motion; read once and checked whole.
#pragma once

#include "terminal/core/support/result.hpp"
#include "terminal/ui/theme/color.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace xz::ui {

struct Palette {
    Color ink, muted, line, outline, ground, surface;  // `line` parts what belongs together, `outline` bounds what is touched
    Color primary, primary_soft, primary_pressed, on_primary;
    Color good, good_ink, good_soft;  // of a tone: signs and shapes; writing; the ground under both
    Color attention, attention_ink, attention_soft;
    Color danger, danger_ink, danger_soft;
    Color night_top, night_bottom, on_night, sun;  // the attract screen
    Color keyboard, key, key_pressed, key_special;
    Color track, shadow;
    Color focus, focus_halo;  // two rings: one of them is seen on any ground
};

enum class Contrast { Normal, High };
inline constexpr std::size_t ContrastCount = 2;

// Sizes of writing, smallest first.
enum class Type : std::size_t { Micro, Caption, Label, Body, Title, Headline, Figure, Hero };
inline constexpr std::size_t TypeCount = 8;

// Lengths are units: pixels of a window 1080 wide at 100 % text.
struct Look {
    std::array<Palette, ContrastCount> palettes{};
    std::array<float, TypeCount> type{};
    struct Lines {
        float text = 0, large = 0;  // line height over size of writing
        float large_from = 0;       // sizes above this are large
    } lines;
    struct Spacing {
        float gap = 0, margin = 0, padding = 0;  // between cards; of a page, left and right; inside a card
    } spacing;
    struct Radii {
        float card = 0, control = 0, mark = 0;
    } radii;
    struct Targets {
        float finger_mm = 0, key_mm = 0;  // least side, where the screen says how many dots that is
        float finger = 0, key = 0;        // least side in units
    } targets;
    float focus_width = 0;  // of each of the two rings
    struct Motions {
        std::chrono::milliseconds ease{0}, progress{0}, page{0}, chart{0};
        std::chrono::milliseconds light{0};  // once round the attract screen's figure
        float page_shift = 0;
    } motion;
};

// `theme` is the whole file as assets/theme.json shows it, `changes` one with any part of it, which goes before; both JSON. The error
// is a line a problem, also for colours that cannot be told apart.
[[nodiscard]] Result<Look, std::string> read_look(std::string_view theme, std::string_view changes = {});

// The theme that the program carries.
[[nodiscard]] std::string_view standard_theme();
[[nodiscard]] const Look& standard_look();

// Two colours that meet on a screen, and how well they must be told apart: 4.5 for writing, 3 for signs and for bounds of what is
// touched (WCAG 2.1, 1.4.3 and 1.4.11); 7 for writing in high contrast.
struct Pair {
    std::string_view names;  // "muted on ground"
    Color ink, ground;
    float least;
};
[[nodiscard]] std::vector<Pair> pairs_of(const Look& look);

}  // namespace xz::ui
