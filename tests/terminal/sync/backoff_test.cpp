#include "terminal/sync/backoff.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace xz::sync {
namespace {

using namespace std::chrono_literals;

class Repeating final : public RandomSource {
public:
    explicit Repeating(std::uint8_t byte) : byte_{byte} {}
    void fill(std::span<std::uint8_t> out) override { std::ranges::fill(out, byte_); }

private:
    std::uint8_t byte_;
};

}  // namespace

TEST_CASE("Waits double up to the longest and stay between half and all of it") {
    SystemRandom random;
    Backoff backoff{random, 1s, 60s};
    for (const auto whole : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        const auto wait = backoff.next();
        CHECK(wait >= whole / 2.0);
        CHECK(wait <= whole);
    }
}

TEST_CASE("Two terminals that fail together do not return together") {
    Repeating one{0};
    Repeating other{0xAB};
    Backoff first{one, 1s, 60s};
    Backoff second{other, 1s, 60s};
    CHECK(first.next() != second.next());
}

TEST_CASE("Success starts the waits anew, and no number of failures overflows") {
    SystemRandom random;
    Backoff backoff{random, 1s, 60s};
    for (int i = 0; i < 200; ++i) {
        CHECK(backoff.next() <= 60s);
    }
    backoff.reset();
    CHECK(backoff.next() <= 1s);
}

}  // namespace xz::sync
