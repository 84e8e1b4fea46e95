#include "terminal/core/support/random.hpp"

#include <sodium.h>

#include <stdexcept>

namespace xz {

void SystemRandom::fill(std::span<std::uint8_t> out) {
    if (sodium_init() < 0) throw std::runtime_error("the system gives no random numbers");
    randombytes_buf(out.data(), out.size());
}

}  // namespace xz
