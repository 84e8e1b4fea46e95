#include "terminal/core/crypto/hash.hpp"

#include <sodium.h>

#include <algorithm>

namespace xz::crypto {
namespace {

constexpr std::size_t KeyIdBytes = 8;

template <typename Update>
Digest hmac(ByteView key, Update&& update) {
    // HMAC fills its key up with zeros, so an empty one is a zero; and the library wants no null pointer.
    static constexpr std::uint8_t Zero = 0;
    if (key.empty()) key = ByteView{&Zero, 1};
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    update(state);
    Digest digest;
    crypto_auth_hmacsha256_final(&state, digest.data());
    sodium_memzero(&state, sizeof state);
    return digest;
}

}  // namespace

Digest sha256(ByteView bytes) {
    Digest digest;
    crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
    return digest;
}

Digest sha256(std::initializer_list<ByteView> parts) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (const ByteView part : parts) crypto_hash_sha256_update(&state, part.data(), part.size());
    Digest digest;
    crypto_hash_sha256_final(&state, digest.data());
    return digest;
}

Digest hmac_sha256(ByteView key, ByteView message) {
    return hmac(key, [&](auto& state) { crypto_auth_hmacsha256_update(&state, message.data(), message.size()); });
}

Secret<32> hkdf_sha256(ByteView key, ByteView salt, std::string_view info) {
    Digest extracted = hmac_sha256(salt, key);
    const std::uint8_t first_block = 1;
    Digest expanded = hmac(extracted, [&](auto& state) {
        crypto_auth_hmacsha256_update(&state, bytes_of(info).data(), info.size());
        crypto_auth_hmacsha256_update(&state, &first_block, 1);
    });
    Secret<32> secret = *Secret<32>::from(expanded);
    wipe(extracted);
    wipe(expanded);
    return secret;
}

std::string key_id(ByteView public_key) {
    return to_hex(ByteView{sha256(public_key)}.first(KeyIdBytes));
}

}  // namespace xz::crypto
