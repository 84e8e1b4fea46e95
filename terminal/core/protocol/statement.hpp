// The platform's word that a student has logged in at a terminal, checkable without asking anyone (DESIGN 4).
#pragma once

#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/support/clock.hpp"

#include <string>
#include <string_view>

namespace xz::protocol {

struct Statement {
    std::string student_no;
    std::string terminal;
    Instant issued;
    Instant expires;
    std::string kid;  // a receipt key
    crypto::Signature sig{};
    friend bool operator==(const Statement&, const Statement&) = default;
};

// Fills kid and sig: Ed25519 of type "statement" over the canonical form without sig.
[[nodiscard]] Statement sign(Statement statement, const crypto::SigningKey& receipt_key);
[[nodiscard]] bool is_signed_by(const Statement& statement, const crypto::VerifyKey& receipt_key);

// {"expires","issued","kid","sig","student_no","terminal"}
[[nodiscard]] std::string encode(const Statement& statement);
[[nodiscard]] Decoded<Statement> decode_statement(std::string_view text);

}  // namespace xz::protocol
