// POST /sync/v1/enrol: a new terminal gets its name and certificate for a code that IT read out to it (DESIGN 4).
#pragma once

#include "terminal/core/crypto/certificate.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/protocol/key_set.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace xz::protocol {

// "XZ1-<base32 of 128 bits>-<base32 of the first 128 bits of the CA certificate's SHA-256>" (RFC 4648, no padding).
struct EnrolCode {
    std::array<std::uint8_t, 16> token{};  // what the platform knows the code by; keep only its hash
    std::array<std::uint8_t, 16> ca{};     // lets the terminal recognise the platform before it has pinned anything
    friend bool operator==(const EnrolCode&, const EnrolCode&) = default;

    [[nodiscard]] static EnrolCode make(const crypto::Certificate& ca, RandomSource& random);
    [[nodiscard]] bool names(const crypto::Certificate& ca) const;
};
[[nodiscard]] std::string to_text(const EnrolCode& code);
// As typed: lower case, spaces anywhere, dashes anywhere or missing, 0 for O, 1 for I and 8 for B are forgiven.
[[nodiscard]] std::optional<EnrolCode> parse_enrol_code(std::string_view typed);

// Signed by the new key itself: type "enrol", over the canonical form without sig.
struct EnrolRequest {
    EnrolCode code;
    std::string csr;  // PEM, P-256
    crypto::VerifyKey sign_key;
    crypto::Signature sig{};
    friend bool operator==(const EnrolRequest&, const EnrolRequest&) = default;
};
[[nodiscard]] EnrolRequest make_enrol_request(const EnrolCode& code, std::string csr, const crypto::SigningKey& key);
[[nodiscard]] bool is_self_signed(const EnrolRequest& request);
[[nodiscard]] std::string encode(const EnrolRequest& request);
[[nodiscard]] Decoded<EnrolRequest> decode_enrol_request(std::string_view text);

struct EnrolAnswer {
    std::string terminal;
    std::string cert;  // PEM
    std::string ca;    // PEM; check that the code names it
    KeySet keys;       // check that it is signed by its own root, then pin that root
    friend bool operator==(const EnrolAnswer&, const EnrolAnswer&) = default;
};
[[nodiscard]] std::string encode(const EnrolAnswer& answer);
[[nodiscard]] Decoded<EnrolAnswer> decode_enrol_answer(std::string_view text);

}  // namespace xz::protocol
