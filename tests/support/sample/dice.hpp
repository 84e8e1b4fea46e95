// Chance that repeats itself: the same seed gives the same college on every machine and standard library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace xz::sample {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_{seed} {}

    // Splits off dice of their own, so that one more draw here changes nothing there.
    [[nodiscard]] Dice fork(std::string_view name) const;

    [[nodiscard]] std::uint64_t next();  // splitmix64
    [[nodiscard]] std::size_t below(std::size_t end);
    [[nodiscard]] bool chance(double probability);
    [[nodiscard]] double unit();  // [0,1)
    // About normal: the sum of twelve units.
    [[nodiscard]] double around(double mean, double deviation);
    template <typename T, std::size_t N>
    [[nodiscard]] const T& pick(const T (&items)[N]) {
        return items[below(N)];
    }

private:
    std::uint64_t state_;
};

}  // namespace xz::sample
