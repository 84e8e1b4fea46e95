// The recovery key in two shares for two custodians: both open everything, one alone says nothing (XOR with random bytes).
#pragma once

#include "terminal/core/crypto/box.hpp"
#include "terminal/core/crypto/secret.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace xz::crypto {

enum class Custodian : std::uint8_t { A, B };
[[nodiscard]] std::string_view to_text(Custodian custodian);  // "A", "B"

struct KeyShare {
    Custodian custodian = Custodian::A;
    std::array<std::uint8_t, 8> key{};  // the first bytes of the public key's SHA-256, as BoxPublicKey::id() writes them
    Secret<32> bytes;
};

struct KeyShares {
    KeyShare a;
    KeyShare b;
};
[[nodiscard]] KeyShares split(const BoxKey& key, RandomSource& random);
// In any order. Nothing: they are not the two shares of one key.
[[nodiscard]] std::optional<BoxKey> join(const KeyShare& one, const KeyShare& other);

// One line of groups, see paper.hpp. The caller wipes it.
[[nodiscard]] std::string to_paper(const KeyShare& share);
[[nodiscard]] std::optional<KeyShare> share_from_paper(std::string_view text);

}  // namespace xz::crypto
