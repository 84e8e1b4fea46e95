// The scenarios of a visit, and the same done wrong, which a crash must show.
#pragma once

#include "tests/fault/scenarios/scenario.hpp"

namespace xz::fault {

[[nodiscard]] std::span<const NamedScenario> visit_scenarios();
// Not synced, or in two steps: what no store of ours may do.
[[nodiscard]] std::span<const NamedScenario> broken_scenarios();

}  // namespace xz::fault
