// SHA-256 and what is built on it: HMAC (RFC 2104) and HKDF (RFC 5869).
#pragma once

#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/support/bytes.hpp"

#include <array>
#include <initializer_list>
#include <string_view>

namespace xz::crypto {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(ByteView bytes);
[[nodiscard]] inline Digest sha256(std::string_view text) { return sha256(bytes_of(text)); }
// The parts one after another, without a copy that joins them.
[[nodiscard]] Digest sha256(std::initializer_list<ByteView> parts);

[[nodiscard]] Digest hmac_sha256(ByteView key, ByteView message);

// Extract and expand in one, 32 bytes out. An empty salt stands for 32 zeros, as the RFC has it.
[[nodiscard]] Secret<32> hkdf_sha256(ByteView key, ByteView salt, std::string_view info);

// "a3f1…": the first 8 bytes of SHA-256 of a public key in hex; how keys are named on the wire (kid, rkid).
[[nodiscard]] std::string key_id(ByteView public_key);

}  // namespace xz::crypto
