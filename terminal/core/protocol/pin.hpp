// POST /sync/v1/pin: a student's new public key, for an activation code or in place of an old key (DESIGN 4).
#pragma once

#include "terminal/core/protocol/login.hpp"
#include "terminal/core/protocol/pin_rules.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace xz::protocol {

// 10 digits that a number pad can type, shown as "12345 67890"; given out once on paper.
[[nodiscard]] std::string make_activation_code(RandomSource& random);
[[nodiscard]] std::string shown_activation_code(std::string_view code);
// As typed, spaces and dashes forgiven; nothing unless 10 digits remain.
[[nodiscard]] std::optional<std::string> parse_activation_code(std::string_view typed);

// The first PIN: {"student_no"|"card","activation","key","sig"}, signed by the new key.
struct PinFirst {
    Identity who;
    std::string activation;  // as it was typed and signed; parse_activation_code reads it
    crypto::VerifyKey key;
    crypto::Signature sig{};
};
// Another PIN: {"challenge","key","old_sig","sig"} with a login's challenge, signed by the old key and by the new one.
struct PinChange {
    Challenge challenge{};
    crypto::VerifyKey key;
    crypto::Signature old_sig{};
    crypto::Signature sig{};
};
// Answered with 204 and nothing.
using PinRequest = std::variant<PinFirst, PinChange>;

// Type "pin", over the canonical form without sig and old_sig.
[[nodiscard]] PinFirst make_first_pin(Identity who, std::string activation, const crypto::SigningKey& new_key);
[[nodiscard]] PinChange make_pin_change(const Challenge& challenge, const crypto::SigningKey& old_key,
                                        const crypto::SigningKey& new_key);
[[nodiscard]] bool is_self_signed(const PinFirst& request);
[[nodiscard]] bool is_self_signed(const PinChange& request);
[[nodiscard]] bool is_signed_by_old_key(const PinChange& request, const crypto::VerifyKey& old_key);

[[nodiscard]] std::string encode(const PinFirst& request);
[[nodiscard]] std::string encode(const PinChange& request);
[[nodiscard]] Decoded<PinRequest> decode_pin_request(std::string_view text);

}  // namespace xz::protocol
