#include "terminal/core/protocol/sealed_store_key.hpp"

#include <boost/json.hpp>

#include <array>

namespace xz::protocol {
namespace {

constexpr std::size_t kKeySize = 32;
constexpr std::size_t kMaxKeyring = std::size_t{16} << 10;  // bytes
constexpr std::array<std::string_view, 2> kMembers{"recovery", "recovery_before"};

}  // namespace

SealedStoreKey seal_store_key(const crypto::Secret<32>& store_key, const crypto::BoxPublicKey& recovery, RandomSource& random) {
    return {recovery.id(), recovery.seal(store_key.bytes(), random)};
}

std::optional<crypto::Secret<32>> open(const SealedStoreKey& sealed, const crypto::BoxKey& recovery) {
    const auto opened = recovery.open(sealed.sealed);
    return opened ? crypto::Secret<32>::from(opened->bytes()) : std::nullopt;
}

void write_sealed(json::Object& keyring, const std::vector<SealedStoreKey>& keys) {
    for (std::size_t i = 0; i < keys.size() && i < kMembers.size(); ++i) {
        keyring[kMembers[i]] = json::Object{{"rkid", keys[i].rkid}, {"sealed", to_base64(keys[i].sealed)}};
    }
}

std::vector<SealedStoreKey> read_sealed(json::ObjectReader& keyring) {
    std::vector<SealedStoreKey> keys;
    for (const std::string_view member : kMembers) {
        if (keyring.has(member)) {
            json::ObjectReader reader = keyring.object(member);
            SealedStoreKey key;
            key.rkid = reader.text("rkid", 1, 64);
            key.sealed = reader.base64("sealed", kKeySize + crypto::BoxOverhead, kKeySize + crypto::BoxOverhead);
            reader.refuse_unknown();
            keys.push_back(std::move(key));
        }
    }
    return keys;
}

std::vector<SealedStoreKey> sealed_store_keys(std::string_view keyring) {
    const auto value = json::parse(keyring, {.bytes = kMaxKeyring, .depth = 4});
    if (!value) {
        return {};
    }
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*value, "$", problems};
    auto keys = read_sealed(reader);
    return problems.empty() ? std::move(keys) : std::vector<SealedStoreKey>{};
}

}  // namespace xz::protocol
