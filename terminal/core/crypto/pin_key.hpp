// From a student's PIN to keys; the PIN itself never leaves the terminal (DESIGN 4 and 5).
#pragma once

#include "terminal/core/crypto/password.hpp"
#include "terminal/core/crypto/sign.hpp"

#include <string_view>

namespace xz::crypto {

using PinSalt = Argon2Salt;

// The first 16 bytes of SHA-256(platform salt ‖ student_no).
[[nodiscard]] PinSalt pin_salt(ByteView platform_salt, std::string_view student_no);

// Argon2id with PinCost, some 200 ms: run it off the drawing thread, once, and derive both keys from the result.
[[nodiscard]] Secret<32> stretch_pin(std::string_view pin, const PinSalt& salt);

// Ed25519 seeded by HKDF-SHA256(stretched, info "proof"): proves logins and records.
[[nodiscard]] SigningKey proof_key(const Secret<32>& stretched);

// HKDF-SHA256(stretched, salt = device pepper, info "draft"): wraps the key of a draft on this device.
[[nodiscard]] Secret<32> draft_wrapping_key(const Secret<32>& stretched, ByteView device_pepper);

}  // namespace xz::crypto
