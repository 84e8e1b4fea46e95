// Why what was typed last came to nothing, at any of the pages with a number pad.
#pragma once

#include "terminal/core/support/clock.hpp"

#include <cstdint>

namespace xz::ui::flow {

// WrongLogin says the same of an unknown number and a wrong PIN.
enum class Refused : std::uint8_t { WrongLogin, WrongActivation, NeedsPlatform, CardNeedsPlatform, WeakPin, PinsDiffer, EntriesDiffer, WrongOldPin, SamePin, WrongStaffPin };
struct Refusal {
    Refused why;
    Steady until;  // before this no other try is taken
};

}  // namespace xz::ui::flow
