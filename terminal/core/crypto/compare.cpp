#include "terminal/core/crypto/compare.hpp"

#include <sodium.h>

namespace xz::crypto {

bool constant_time_equal(ByteView left, ByteView right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace xz::crypto
