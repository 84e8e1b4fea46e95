// A secret that opens a session: 256 random bits that the client keeps and of which the platform keeps a hash.
#pragma once

#include "terminal/core/support/random.hpp"

#include <string>
#include <string_view>

namespace xz::server::api {

struct Token {
    std::string text;  // hex
    std::string hash;
};

[[nodiscard]] Token make_token(RandomSource& random);
// SHA-256 in hex.
[[nodiscard]] std::string token_hash(std::string_view text);

}  // namespace xz::server::api
