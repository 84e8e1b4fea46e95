// The time to judge certificates by: the machine's own while it lies within a year after the floor that the platform signed for, else that floor (DESIGN 4, Time).
#pragma once

#include "terminal/core/support/clock.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace xz::app {

class BelievableTime {
public:
    explicit BelievableTime(const Clock& clock) : clock_{clock} {}

    // The store's floor, whenever it was read or advanced.
    void set_floor(Instant floor) { floor_ = floor.time_since_epoch().count(); }

    // Nothing: the machine's clock is believable, or nothing is known yet.
    [[nodiscard]] std::optional<Instant> instead_of_clock() const {
        const Instant floor{std::chrono::milliseconds{floor_.load()}};
        const Instant now = clock_.now();
        if (floor == Instant{} || (now >= floor && now <= floor + std::chrono::days{366})) {
            return std::nullopt;
        }
        return floor;
    }

private:
    const Clock& clock_;
    std::atomic<std::int64_t> floor_ = 0;  // milliseconds since 1970; 0: none yet
};

}  // namespace xz::app
