// What who stands before the kiosk has chosen; back to the kiosk's own at every wipe.
#pragma once

#include "terminal/core/domain/label.hpp"
#include "terminal/ui/theme/theme.hpp"

#include <cstdint>

namespace xz::ui::flow {

enum class Speech : std::uint8_t { Silent, Aloud };  // whether what is touched is read out, into headphones

struct Preferences {
    domain::Language language = domain::Language::Chinese;
    int text_scale = 100;  // per cent, 100…200
    Contrast contrast = Contrast::Normal;
    Reach reach = Reach::Full;
    Motion motion = Motion::Full;
    Speech speech = Speech::Silent;

    friend bool operator==(const Preferences&, const Preferences&) = default;
};

}  // namespace xz::ui::flow
