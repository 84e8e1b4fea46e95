// The offline root key as a file that is carried away, of no use without the code on paper that belongs to it.
#pragma once

#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/core/support/result.hpp"

#include <string>
#include <string_view>

namespace xz::server::admin {

struct RootKeyFile {
    std::string text;  // {"v":1,"type":"root-key","key":b64 of the public half,"sealed":b64}
    std::string code;  // eight groups of four letters; see crypto/paper.hpp. The caller wipes it
};

// A new code each time.
[[nodiscard]] RootKeyFile lock_root_key(const crypto::SigningKey& root, RandomSource& random);
// One line for people in case of failure.
[[nodiscard]] Result<crypto::SigningKey, std::string> unlock_root_key(std::string_view text, std::string_view code);
// The public half, which needs no code: to announce it as the next root.
[[nodiscard]] Result<crypto::VerifyKey, std::string> public_root_key(std::string_view text);

}  // namespace xz::server::admin
