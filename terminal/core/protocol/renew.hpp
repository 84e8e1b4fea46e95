// POST /sync/v1/renew: a terminal exchanges its certificate for a younger one, in two steps (DESIGN 4).
#pragma once

#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/decoded.hpp"

#include <array>
#include <string>
#include <string_view>
#include <variant>

namespace xz::protocol {

using Challenge = std::array<std::uint8_t, 32>;

struct RenewBegin {
    std::string terminal;
};
// Signed by the terminal's signing key: type "renew", over the canonical form without sig.
struct RenewFinish {
    std::string terminal;
    std::string csr;  // PEM
    Challenge challenge{};
    crypto::Signature sig{};
};
using RenewRequest = std::variant<RenewBegin, RenewFinish>;

[[nodiscard]] RenewFinish make_renew(std::string terminal, std::string csr, const Challenge& challenge,
                                     const crypto::SigningKey& terminal_key);
[[nodiscard]] bool is_signed_by(const RenewFinish& request, const crypto::VerifyKey& terminal_key);
[[nodiscard]] std::string encode(const RenewBegin& request);
[[nodiscard]] std::string encode(const RenewFinish& request);
[[nodiscard]] Decoded<RenewRequest> decode_renew_request(std::string_view text);

struct RenewChallenge {
    Challenge challenge{};
};
struct RenewAnswer {
    std::string cert;  // PEM
};
[[nodiscard]] std::string encode(const RenewChallenge& answer);
[[nodiscard]] std::string encode(const RenewAnswer& answer);
[[nodiscard]] Decoded<RenewChallenge> decode_renew_challenge(std::string_view text);
[[nodiscard]] Decoded<RenewAnswer> decode_renew_answer(std::string_view text);

}  // namespace xz::protocol
