// Padding that hides a text's length up to the next power of two, in one form only (ISO/IEC 7816-4: 0x80, then zeros).
#pragma once

#include "terminal/core/crypto/secret.hpp"

#include <cstddef>

namespace xz::crypto {

// Its size is the least power of two that is at least `least` (one itself) and leaves room for a byte of padding.
[[nodiscard]] SecureBytes pad(ByteView plain, std::size_t least);

// Takes the padding off again; false, and nothing changed, when it is not exactly what pad() makes with this `least`.
[[nodiscard]] bool unpad(SecureBytes& padded, std::size_t least);

}  // namespace xz::crypto
