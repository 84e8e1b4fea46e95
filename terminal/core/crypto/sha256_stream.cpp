#include "terminal/core/crypto/sha256_stream.hpp"

#include <sodium.h>

#include <new>

namespace xz::crypto {

namespace {
crypto_hash_sha256_state* state_in(std::byte* memory) { return std::launder(reinterpret_cast<crypto_hash_sha256_state*>(memory)); }
}  // namespace

Sha256Stream::Sha256Stream() {
    static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(state_) && alignof(crypto_hash_sha256_state) <= alignof(std::max_align_t));
    crypto_hash_sha256_init(new (state_.data()) crypto_hash_sha256_state);
}

void Sha256Stream::add(ByteView bytes) { crypto_hash_sha256_update(state_in(state_.data()), bytes.data(), bytes.size()); }

Digest Sha256Stream::finish() {
    Digest digest;
    crypto_hash_sha256_final(state_in(state_.data()), digest.data());
    return digest;
}

}  // namespace xz::crypto
