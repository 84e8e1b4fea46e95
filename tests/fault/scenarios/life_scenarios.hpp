// What happens to a terminal's store as a whole: made, brought up to a newer schema, set aside.
#pragma once

#include "tests/fault/scenarios/scenario.hpp"

namespace xz::fault {

[[nodiscard]] std::span<const NamedScenario> life_scenarios();

}  // namespace xz::fault
