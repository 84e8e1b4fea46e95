// Sealing to a public key so that not even the sealer can open it again: X25519 sealed boxes (the seam for SM2).
#pragma once

#include "terminal/core/crypto/secret.hpp"

#include <array>
#include <optional>
#include <string>

namespace xz::crypto {

inline constexpr std::size_t BoxOverhead = 48;  // ephemeral public key and tag

class BoxPublicKey {
public:
    // 32 bytes; nothing for another length or a point that makes every shared key zero.
    [[nodiscard]] static std::optional<BoxPublicKey> from(ByteView bytes);
    [[nodiscard]] ByteView bytes() const { return bytes_; }
    [[nodiscard]] std::string id() const;
    // libsodium's crypto_box_seal, with the ephemeral key drawn from `random`: plain size + 48 bytes.
    [[nodiscard]] Bytes seal(ByteView plain, RandomSource& random) const;
    friend bool operator==(const BoxPublicKey&, const BoxPublicKey&) = default;

private:
    friend class BoxKey;
    BoxPublicKey() = default;
    std::array<std::uint8_t, 32> bytes_{};
};

// The pair; only its holder opens what was sealed.
class BoxKey {
public:
    [[nodiscard]] static BoxKey generate(RandomSource& random);
    // The X25519 scalar, as generate() drew it.
    explicit BoxKey(Secret<32> scalar);
    [[nodiscard]] const BoxPublicKey& public_key() const { return public_key_; }
    [[nodiscard]] const Secret<32>& scalar() const { return scalar_; }
    [[nodiscard]] std::optional<SecureBytes> open(ByteView sealed) const;

private:
    Secret<32> scalar_;
    BoxPublicKey public_key_;
};

}  // namespace xz::crypto
