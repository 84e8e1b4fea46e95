#include "terminal/core/crypto/padding.hpp"

#include <sodium.h>

#include <algorithm>
#include <bit>

namespace xz::crypto {
namespace {

std::size_t padded_size(std::size_t size, std::size_t least) {
    return std::max(least, std::bit_ceil(size + 1));
}

}  // namespace

SecureBytes pad(ByteView plain, std::size_t least) {
    SecureBytes padded{padded_size(plain.size(), least)};
    std::ranges::copy(plain, padded.bytes().begin());
    sodium_pad(nullptr, padded.bytes().data(), plain.size(), padded.size(), padded.size());
    return padded;
}

bool unpad(SecureBytes& padded, std::size_t least) {
    std::size_t size = 0;
    if (padded.size() < least || !std::has_single_bit(padded.size()) ||
        sodium_unpad(&size, padded.bytes().data(), padded.size(), padded.size()) != 0 ||
        padded_size(size, least) != padded.size())
        return false;
    padded.shrink(size);
    return true;
}

}  // namespace xz::crypto
