// A clock that a test sets, and random bytes that repeat.
#pragma once

#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"

#include <cstdint>
#include <span>

namespace xz::testing {

class FakeClock final : public Clock {
public:
    explicit FakeClock(Instant start = Instant{std::chrono::milliseconds{1'781'057'000'000}}) : now_{start} {}  // 2026-06-10
    [[nodiscard]] Instant now() const override { return now_; }
    [[nodiscard]] Steady steady() const override { return steady_; }

    void advance(std::chrono::milliseconds span) {
        now_ += span;
        steady_ += span;
    }
    // The wall's clock jumps; the steady one does not.
    void jump_to(Instant instant) { now_ = instant; }

private:
    Instant now_;
    Steady steady_{};
};

// SplitMix64: the same bytes for the same seed.
class RepeatableRandom final : public RandomSource {
public:
    explicit RepeatableRandom(std::uint64_t seed = 1) : state_{seed} {}
    void fill(std::span<std::uint8_t> out) override {
        for (std::uint8_t& byte : out) {
            state_ += 0x9e3779b97f4a7c15U;
            std::uint64_t mixed = state_;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
            byte = static_cast<std::uint8_t>(mixed >> 56);
        }
    }

private:
    std::uint64_t state_;
};

}  // namespace xz::testing
