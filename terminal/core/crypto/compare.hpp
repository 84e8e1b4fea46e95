// Comparison whose time tells nothing about where two byte strings differ.
#pragma once

#include "terminal/core/support/bytes.hpp"

namespace xz::crypto {

// Different lengths are unequal, and only the lengths show in the time taken.
[[nodiscard]] bool constant_time_equal(ByteView left, ByteView right);

}  // namespace xz::crypto
