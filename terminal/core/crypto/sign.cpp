#include "terminal/core/crypto/sign.hpp"

#include "terminal/core/crypto/hash.hpp"

#include <sodium.h>

#include <algorithm>

namespace xz::crypto {
namespace {

// "xuezhen/1/<type>" ‖ 0x00 ‖ message
Bytes with_prefix(std::string_view type, ByteView message) {
    constexpr std::string_view Version = "xuezhen/1/";
    Bytes signed_bytes(Version.size() + type.size() + 1 + message.size());
    auto end = std::ranges::copy(Version, signed_bytes.begin()).out;
    end = std::ranges::copy(type, end).out;
    *end++ = 0;
    std::ranges::copy(message, end);
    return signed_bytes;
}

}  // namespace

std::optional<Signature> signature_from(ByteView bytes) {
    Signature signature;
    if (bytes.size() != signature.size()) return std::nullopt;
    std::ranges::copy(bytes, signature.begin());
    return signature;
}

std::optional<VerifyKey> VerifyKey::from(ByteView bytes) {
    VerifyKey key;
    if (bytes.size() != key.bytes_.size()) return std::nullopt;
    std::ranges::copy(bytes, key.bytes_.begin());
    return key;
}

std::string VerifyKey::id() const {
    return key_id(bytes_);
}

bool VerifyKey::verify(std::string_view type, ByteView message, const Signature& signature) const {
    const Bytes signed_bytes = with_prefix(type, message);
    return crypto_sign_verify_detached(signature.data(), signed_bytes.data(), signed_bytes.size(), bytes_.data()) == 0;
}

SigningKey SigningKey::generate(RandomSource& random) {
    return SigningKey{Secret<32>::random(random)};
}

SigningKey::SigningKey(Secret<32> seed) : seed_{std::move(seed)} {
    crypto_sign_seed_keypair(verify_key_.bytes_.data(), expanded_.bytes().data(), seed_.bytes().data());
}

Signature SigningKey::sign(std::string_view type, ByteView message) const {
    const Bytes signed_bytes = with_prefix(type, message);
    Signature signature;
    crypto_sign_detached(signature.data(), nullptr, signed_bytes.data(), signed_bytes.size(), expanded_.bytes().data());
    return signature;
}

}  // namespace xz::crypto
