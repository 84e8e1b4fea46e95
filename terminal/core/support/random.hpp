// Where unpredictable bytes come from; handed in, so that a test can repeat itself.
#pragma once

#include <cstdint>
#include <span>

namespace xz {

class RandomSource {
public:
    virtual ~RandomSource() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;
};

// The operating system's generator.
class SystemRandom final : public RandomSource {
public:
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace xz
