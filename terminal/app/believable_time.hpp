// The time that this terminal goes by (DESIGN 4, Time): what the platform last signed and counted on from there; before it says anything, the
// machine's own while that lies within a year after the floor of all signed times, else that floor.
#pragma once

#include "terminal/core/support/clock.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>

namespace xz::app {

// From any thread. Windows, records and revisions go by now(); certificates by instead_of_clock().
class BelievableTime final : public Clock {
public:
    explicit BelievableTime(const Clock& machine) : machine_{machine}, started_{machine.steady()} {}

    // The store's floor, whenever it was read or advanced.
    void set_floor(Instant floor) { floor_ = floor.time_since_epoch().count(); }
    // A time whose signature was verified, just now.
    void hear(Instant signed_time) { ahead_of_steady_ = signed_time.time_since_epoch().count() - count(machine_.steady()); }

    [[nodiscard]] Instant now() const override {
        if (const std::int64_t ahead = ahead_of_steady_; ahead != unheard) {
            return Instant{std::chrono::milliseconds{ahead + count(machine_.steady())}};
        }
        const auto floor = instead_of_clock();
        return floor ? *floor + std::chrono::duration_cast<std::chrono::milliseconds>(machine_.steady() - started_) : machine_.now();
    }
    [[nodiscard]] Steady steady() const override { return machine_.steady(); }

    // Nothing: the machine's clock is believable, or nothing is known yet.
    [[nodiscard]] std::optional<Instant> instead_of_clock() const {
        const Instant floor{std::chrono::milliseconds{floor_.load()}};
        const Instant now = machine_.now();
        if (floor == Instant{} || (now >= floor && now <= floor + std::chrono::days{366})) {
            return std::nullopt;
        }
        return floor;
    }

private:
    static constexpr std::int64_t unheard = std::numeric_limits<std::int64_t>::min();
    static std::int64_t count(Steady at) { return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count(); }

    const Clock& machine_;
    const Steady started_;
    std::atomic<std::int64_t> floor_ = 0;  // milliseconds since 1970; 0: none yet
    std::atomic<std::int64_t> ahead_of_steady_ = unheard;  // milliseconds
};

}  // namespace xz::app
