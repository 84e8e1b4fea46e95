#include "server-sync/api/token.hpp"

#include "terminal/core/crypto/hash.hpp"

#include <array>

namespace xz::server::api {

Token make_token(RandomSource& random) {
    std::array<std::uint8_t, 32> bytes;
    random.fill(bytes);
    Token token{.text = to_hex(bytes), .hash = {}};
    token.hash = token_hash(token.text);
    return token;
}

std::string token_hash(std::string_view text) { return to_hex(crypto::sha256(text)); }

}  // namespace xz::server::api
