// What a colour means, and the colours that say it; never the only sign of it.
#pragma once

#include "terminal/ui/theme/theme.hpp"

namespace xz::ui {

enum class Tone { Neutral, Primary, Good, Attention, Danger };

struct ToneColors {
    Color ink;   // of writing
    Color sign;  // of icons, dots and bars
    Color soft;  // of the ground under them
};
[[nodiscard]] ToneColors colors_of(const Palette& palette, Tone tone);

}  // namespace xz::ui
