// Slow hashing of what people remember: Argon2id (RFC 9106), one lane.
#pragma once

#include "terminal/core/crypto/secret.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace xz::crypto {

struct Argon2Cost {
    std::size_t memory_bytes;
    std::uint32_t passes;
};

inline constexpr Argon2Cost PinCost{64u << 20, 3};       // DESIGN 4; other programs derive the same keys from it
inline constexpr Argon2Cost PasswordCost{19u << 20, 2};  // staff; OWASP's first recommendation for servers

using Argon2Salt = std::array<std::uint8_t, 16>;

// 32 bytes. Throws std::bad_alloc when the memory is not to be had.
[[nodiscard]] Secret<32> argon2id(std::string_view password, const Argon2Salt& salt, Argon2Cost cost);

// "$argon2id$v=19$m=…,t=…,p=1$salt$hash", checkable without anything else.
[[nodiscard]] std::string hash_password(std::string_view password, RandomSource& random, Argon2Cost cost = PasswordCost);

// Whether it is a whole line as hash_password writes it, of whatever cost.
[[nodiscard]] bool is_password_hash(std::string_view text);

enum class PasswordVerdict { Right, RightButOutdated, Wrong };
// RightButOutdated: made with another cost than `cost`; hash it again. An unreadable hash is Wrong.
[[nodiscard]] PasswordVerdict check_password(std::string_view hash, std::string_view password,
                                             Argon2Cost cost = PasswordCost);

}  // namespace xz::crypto
