// SHA-256 of what is too large to be held at once.
#pragma once

#include "terminal/core/crypto/hash.hpp"

#include <array>
#include <cstddef>

namespace xz::crypto {

class Sha256Stream {
public:
    Sha256Stream();
    void add(ByteView bytes);
    // Once.
    [[nodiscard]] Digest finish();

private:
    alignas(std::max_align_t) std::array<std::byte, 128> state_{};  // libsodium's, which no header of ours names
};

}  // namespace xz::crypto
