#include "terminal/storage/time_floor.hpp"

#include "terminal/storage/instant_column.hpp"

namespace xz::storage {

namespace {

constexpr std::string_view kSelect = "SELECT at FROM time_floor WHERE only = 1";
constexpr std::string_view kAdvance =
    "INSERT INTO time_floor (only, at) VALUES (1, ?1) ON CONFLICT (only) DO UPDATE SET at = ?1 WHERE at < ?1";
constexpr std::chrono::days kYear{365};

}  // namespace

Instant TimeFloor::floor() const {
    sqlite::Statement& row = database_.query(kSelect);
    Instant floor{};
    while (row.next()) {
        floor = instant_from(row.integer(0));
    }
    return floor;
}

void TimeFloor::advance(Instant signed_time) {
    if (signed_time > floor()) {
        database_.run(kAdvance, to_column(signed_time));
    }
}

Belief TimeFloor::judge(Instant now) const {
    const Instant lowest = floor();
    if (lowest == Instant{}) {
        return Belief::Believable;
    }
    return now >= lowest && now <= lowest + kYear ? Belief::Believable : Belief::Unbelievable;
}

}  // namespace xz::storage
