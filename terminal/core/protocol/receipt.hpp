// The platform's signed word that it holds an envelope's bytes durably; it says nothing about what is in them (DESIGN 4).
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/protocol/names.hpp"

#include <array>
#include <string>
#include <string_view>

namespace xz::protocol {

// 128 random bits, new at every restore or promotion of the platform; 32 hex digits on the wire.
using Epoch = std::array<std::uint8_t, 16>;
[[nodiscard]] Epoch random_epoch(RandomSource& random);

struct Receipt {
    std::string id;           // of the envelope; "" when it was malformed and had none
    crypto::Digest sha256{};  // of the envelope's bytes as they arrived
    ReceiptStatus status = ReceiptStatus::Stored;
    Instant received_at;
    Epoch epoch{};
    std::string kid;  // a receipt key
    crypto::Signature sig{};
    friend bool operator==(const Receipt&, const Receipt&) = default;
};

// Fills kid and sig: type "receipt", over the canonical form without sig.
[[nodiscard]] Receipt sign(Receipt receipt, const crypto::SigningKey& receipt_key);
[[nodiscard]] bool is_signed_by(const Receipt& receipt, const crypto::VerifyKey& receipt_key);

[[nodiscard]] std::string encode(const Receipt& receipt);
[[nodiscard]] Decoded<Receipt> decode_receipt(std::string_view text);

}  // namespace xz::protocol
