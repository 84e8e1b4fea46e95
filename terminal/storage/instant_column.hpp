// Instants as the store's columns hold them: milliseconds since 1970 UTC.
#pragma once

#include "terminal/core/support/clock.hpp"

#include <cstdint>

namespace xz::storage {

[[nodiscard]] inline std::int64_t to_column(Instant instant) {
    return instant.time_since_epoch().count();
}
[[nodiscard]] inline Instant instant_from(std::int64_t column) {
    return Instant{std::chrono::milliseconds{column}};
}

}  // namespace xz::storage
