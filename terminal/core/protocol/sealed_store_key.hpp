// A terminal's store key, sealed to the offline recovery key: what of a terminal's keyring another machine than the terminal may open.
#pragma once

#include "terminal/core/crypto/box.hpp"
#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/support/json.hpp"
#include "terminal/core/support/random.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::protocol {

struct SealedStoreKey {
    std::string rkid;  // the recovery key's, as the key set names it
    Bytes sealed;
};

[[nodiscard]] SealedStoreKey seal_store_key(const crypto::Secret<32>& store_key, const crypto::BoxPublicKey& recovery, RandomSource& random);
// Nothing: sealed to another key, or changed.
[[nodiscard]] std::optional<crypto::Secret<32>> open(const SealedStoreKey& sealed, const crypto::BoxKey& recovery);

// The members of a keyring that hold them, newest first; none to two: while a store's key is replaced, its file may be under either.
void write_sealed(json::Object& keyring, const std::vector<SealedStoreKey>& keys);
[[nodiscard]] std::vector<SealedStoreKey> read_sealed(json::ObjectReader& keyring);

// Of a keyring's whole text. Empty: it holds none, or is no keyring.
[[nodiscard]] std::vector<SealedStoreKey> sealed_store_keys(std::string_view keyring);

}  // namespace xz::protocol
