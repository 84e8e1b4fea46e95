// The latest time that the platform has signed for: the one thing this terminal knows of time when its own clock lies (DESIGN 4).
#pragma once

#include "terminal/core/sqlite/database.hpp"
#include "terminal/core/support/clock.hpp"

namespace xz::storage {

enum class Belief : std::uint8_t {
    Believable,    // within floor … floor + 1 year
    Unbelievable,  // before the floor, or more than a year after it
};

class TimeFloor {
public:
    explicit TimeFloor(sqlite::Database& database) : database_{database} {}

    // The epoch 1970 before the first signed time.
    [[nodiscard]] Instant floor() const;
    // Only by a time whose signature was verified; a lower one changes nothing. Durable when it returns.
    void advance(Instant signed_time);
    // Everything is believable before the first signed time.
    [[nodiscard]] Belief judge(Instant now) const;

private:
    sqlite::Database& database_;
};

}  // namespace xz::storage
