// When to try again: exponential with jitter, so that a campus that comes back at once does not come back in step.
#pragma once

#include "terminal/core/support/random.hpp"

#include <chrono>

namespace xz::sync {

class Backoff {
public:
    using Span = std::chrono::milliseconds;

    Backoff(RandomSource& random, Span first, Span longest) : random_{random}, first_{first}, longest_{longest} {}

    // The wait before the next try: between half and all of first × 2^failures, at most `longest`.
    [[nodiscard]] Span next();
    void reset() { failures_ = 0; }
    [[nodiscard]] unsigned failures() const { return failures_; }

private:
    RandomSource& random_;
    Span first_;
    Span longest_;
    unsigned failures_ = 0;
};

}  // namespace xz::sync
