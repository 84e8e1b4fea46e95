// Signatures that say what kind of thing they sign: Ed25519 over "xuezhen/1/<type>" ‖ 0x00 ‖ bytes (DESIGN 4; the seam for SM2).
#pragma once

#include "terminal/core/crypto/secret.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace xz::crypto {

using Signature = std::array<std::uint8_t, 64>;

// Nothing unless there are 64 bytes.
[[nodiscard]] std::optional<Signature> signature_from(ByteView bytes);

class VerifyKey {
public:
    VerifyKey() = default;  // the zero point: verifies nothing
    // Nothing unless there are 32 bytes.
    [[nodiscard]] static std::optional<VerifyKey> from(ByteView bytes);
    [[nodiscard]] ByteView bytes() const { return bytes_; }
    [[nodiscard]] std::string id() const;
    // `type` as in SigningKey::sign. Points of small order and unreduced scalars are refused.
    [[nodiscard]] bool verify(std::string_view type, ByteView message, const Signature& signature) const;
    friend bool operator==(const VerifyKey&, const VerifyKey&) = default;

private:
    friend class SigningKey;
    std::array<std::uint8_t, 32> bytes_{};
};

class SigningKey {
public:
    [[nodiscard]] static SigningKey generate(RandomSource& random);
    explicit SigningKey(Secret<32> seed);  // RFC 8032 §5.1.5
    [[nodiscard]] const VerifyKey& verify_key() const { return verify_key_; }
    [[nodiscard]] const Secret<32>& seed() const { return seed_; }
    // `type` is the wire object's name: envelope, receipt, bundle, keyset, enrol, …
    [[nodiscard]] Signature sign(std::string_view type, ByteView message) const;

private:
    Secret<32> seed_;
    Secret<64> expanded_;
    VerifyKey verify_key_;
};

}  // namespace xz::crypto
