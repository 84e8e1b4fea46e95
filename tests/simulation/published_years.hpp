// What the simulated college publishes: its cycles, and a second version of the form in which one indicator is renamed and one is split.
#pragma once

#include "terminal/core/domain/published.hpp"

#include <string>

namespace xz::simulation {

inline constexpr int FirstYear = 2025;
inline constexpr int Years = 3;
inline constexpr int ChangedYear = 2027;  // from this cycle on the second version is asked

[[nodiscard]] std::string academic_year(int first_year);  // "2025-2026"

// The published data of the source tree with the calendar of the three cycles and of the one after, into which the last one ends.
[[nodiscard]] domain::BundleFiles first_version();
// XY01 becomes XY11, LD02 becomes LD12 and LD13; everything else keeps code and definition.
[[nodiscard]] domain::BundleFiles second_version();

}  // namespace xz::simulation
