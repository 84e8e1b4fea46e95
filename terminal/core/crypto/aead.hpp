// Secret-key encryption that notices any change: XChaCha20-Poly1305 (the seam for SM4-GCM).
#pragma once

#include "terminal/core/crypto/secret.hpp"

#include <array>
#include <optional>

namespace xz::crypto {

using AeadKey = Secret<32>;
using AeadNonce = std::array<std::uint8_t, 24>;
inline constexpr std::size_t AeadOverhead = 16;

[[nodiscard]] AeadNonce random_nonce(RandomSource& random);

// Ciphertext with its 16-byte tag at the end. A key and nonce are used for one message only.
[[nodiscard]] Bytes aead_seal(const AeadKey& key, const AeadNonce& nonce, ByteView associated, ByteView plain);
// Nothing when key, nonce, associated data or a single bit differ.
[[nodiscard]] std::optional<SecureBytes> aead_open(const AeadKey& key, const AeadNonce& nonce, ByteView associated,
                                                   ByteView sealed);

// Nonce ‖ ciphertext in one block, for what is stored rather than sent.
[[nodiscard]] Bytes wrap(const AeadKey& key, ByteView associated, ByteView plain, RandomSource& random);
[[nodiscard]] std::optional<SecureBytes> unwrap(const AeadKey& key, ByteView associated, ByteView wrapped);

}  // namespace xz::crypto
