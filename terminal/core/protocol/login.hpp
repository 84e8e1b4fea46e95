// POST /sync/v1/login: a student proves to know the PIN without the PIN leaving the terminal, in two steps (DESIGN 4).
#pragma once

#include "terminal/core/crypto/pin_key.hpp"
#include "terminal/core/protocol/renew.hpp"
#include "terminal/core/protocol/statement.hpp"
#include "terminal/core/protocol/student_context.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace xz::protocol {

struct StudentNumber {
    std::string text;
    friend bool operator==(const StudentNumber&, const StudentNumber&) = default;
};
struct CardNumber {
    std::string text;  // 1–32 ASCII letters and digits
    friend bool operator==(const CardNumber&, const CardNumber&) = default;
};
// Who stands there: {"student_no"} or {"card"}.
using Identity = std::variant<StudentNumber, CardNumber>;

struct LoginBegin {
    Identity who;
};
struct LoginFinish {
    Challenge challenge{};
    crypto::Signature sig{};
};
using LoginRequest = std::variant<LoginBegin, LoginFinish>;

// Type "login", over the raw challenge.
[[nodiscard]] LoginFinish answer_challenge(const Challenge& challenge, const crypto::SigningKey& proof_key);
[[nodiscard]] bool is_signed_by(const LoginFinish& answer, const crypto::VerifyKey& proof_key);

[[nodiscard]] std::string encode(const LoginBegin& request);
[[nodiscard]] std::string encode(const LoginFinish& request);
[[nodiscard]] Decoded<LoginRequest> decode_login_request(std::string_view text);

struct LoginChallenge {
    Challenge challenge{};
    crypto::PinSalt salt{};
};
[[nodiscard]] std::string encode(const LoginChallenge& answer);
[[nodiscard]] Decoded<LoginChallenge> decode_login_challenge(std::string_view text);

struct LoginAnswer {
    std::string token;  // goes into X-Session
    Statement statement;
    Instant expires_at;
    StudentContext context;
};
[[nodiscard]] std::string encode(const LoginAnswer& answer);
[[nodiscard]] Decoded<LoginAnswer> decode_login_answer(std::string_view text);

}  // namespace xz::protocol
