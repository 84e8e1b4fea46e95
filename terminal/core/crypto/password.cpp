#include "terminal/core/crypto/password.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <new>

namespace xz::crypto {
namespace {

// PHC strings write base64 without padding.
std::string unpadded_base64(ByteView bytes) {
    std::string text = to_base64(bytes);
    text.erase(text.find_last_not_of('=') + 1);
    return text;
}

std::string phc_string(const Argon2Salt& salt, const Secret<32>& hash, Argon2Cost cost) {
    return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", cost.memory_bytes / 1024, cost.passes, unpadded_base64(salt),
                       unpadded_base64(hash.bytes()));
}

}  // namespace

Secret<32> argon2id(std::string_view password, const Argon2Salt& salt, Argon2Cost cost) {
    Secret<32> hash;
    if (crypto_pwhash_argon2id(hash.bytes().data(), Secret<32>::Size, password.data(), password.size(), salt.data(),
                               cost.passes, cost.memory_bytes, crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc{};
    return hash;
}

std::string hash_password(std::string_view password, RandomSource& random, Argon2Cost cost) {
    Argon2Salt salt;
    random.fill(salt);
    return phc_string(salt, argon2id(password, salt, cost), cost);
}

bool is_password_hash(std::string_view text) {
    const std::string ended{text};
    return text.starts_with("$argon2id$") && crypto_pwhash_argon2id_str_needs_rehash(ended.c_str(), PasswordCost.passes, PasswordCost.memory_bytes) >= 0;
}

PasswordVerdict check_password(std::string_view hash, std::string_view password, Argon2Cost cost) {
    const std::string stored{hash};  // the library wants it ended by a zero
    if (stored.size() >= crypto_pwhash_argon2id_STRBYTES ||
        crypto_pwhash_argon2id_str_verify(stored.c_str(), password.data(), password.size()) != 0)
        return PasswordVerdict::Wrong;
    return crypto_pwhash_argon2id_str_needs_rehash(stored.c_str(), cost.passes, cost.memory_bytes) == 0
               ? PasswordVerdict::Right
               : PasswordVerdict::RightButOutdated;
}

}  // namespace xz::crypto
