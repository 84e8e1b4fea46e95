#include "terminal/core/crypto/key_shares.hpp"

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/crypto/paper.hpp"

#include <algorithm>

namespace xz::crypto {

namespace {

constexpr std::string_view Kind = "recovery-share";
constexpr std::size_t NameBytes = 8;
constexpr std::size_t PaperBytes = 1 + NameBytes + 32;

std::array<std::uint8_t, NameBytes> name_of(const BoxPublicKey& key) {
    std::array<std::uint8_t, NameBytes> name{};
    std::copy_n(sha256(key.bytes()).begin(), NameBytes, name.begin());
    return name;
}

Secret<32> either_without(const Secret<32>& one, const Secret<32>& other) {
    Secret<32> joined;
    std::ranges::transform(one.bytes(), other.bytes(), joined.bytes().begin(), [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a ^ b); });
    return joined;
}

}  // namespace

std::string_view to_text(Custodian custodian) { return custodian == Custodian::A ? "A" : "B"; }

KeyShares split(const BoxKey& key, RandomSource& random) {
    const auto name = name_of(key.public_key());
    auto mask = Secret<32>::random(random);
    auto rest = either_without(key.scalar(), mask);
    return {.a = {Custodian::A, name, std::move(mask)}, .b = {Custodian::B, name, std::move(rest)}};
}

std::optional<BoxKey> join(const KeyShare& one, const KeyShare& other) {
    if (one.custodian == other.custodian || one.key != other.key) return std::nullopt;
    BoxKey key{either_without(one.bytes, other.bytes)};
    if (name_of(key.public_key()) != one.key) return std::nullopt;
    return key;
}

std::string to_paper(const KeyShare& share) {
    SecureBytes bytes{PaperBytes};
    bytes.bytes()[0] = static_cast<std::uint8_t>(share.custodian);
    std::ranges::copy(share.key, bytes.bytes().begin() + 1);
    std::ranges::copy(share.bytes.bytes(), bytes.bytes().last(32).begin());
    return to_paper(Kind, bytes.bytes());
}

std::optional<KeyShare> share_from_paper(std::string_view text) {
    const auto bytes = from_paper(Kind, text);
    if (!bytes || bytes->size() != PaperBytes || bytes->bytes()[0] > static_cast<std::uint8_t>(Custodian::B)) return std::nullopt;
    KeyShare share;
    share.custodian = static_cast<Custodian>(bytes->bytes()[0]);
    std::ranges::copy(bytes->bytes().subspan(1, NameBytes), share.key.begin());
    share.bytes = *Secret<32>::from(bytes->bytes().last(32));
    return share;
}

}  // namespace xz::crypto
