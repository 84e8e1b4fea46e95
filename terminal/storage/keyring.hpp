// The store's random key and the device's pepper, wrapped by the provider's key, in a small file of two slots.
//
// Two slots, so that neither a new provider key nor a new store key has a moment without a way back: the new one is written
// beside the old, and the old is dropped once the new has opened the store. The store's key is also sealed to a recovery key;
// the pepper is not, so that a recovery opens the queue of sealed envelopes and no draft.
#pragma once

#include "terminal/core/crypto/box.hpp"
#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/core/support/result.hpp"
#include "terminal/storage/key_provider.hpp"
#include "terminal/storage/store_failure.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::storage {

struct StoreKeys {
    crypto::Secret<32> store;
    crypto::Secret<32> pepper;
};

class Keyring {
public:
    // One slot with new keys; not yet written.
    [[nodiscard]] static Keyring make(const ProvidedKey& provided, RandomSource& random);
    // KeyringMissing, KeyringDamaged, AccessDenied, Io.
    [[nodiscard]] static Result<Keyring, StoreFailure> read(const std::filesystem::path& file);
    [[nodiscard]] static Result<Keyring, StoreFailure> decode(std::string_view text);
    [[nodiscard]] std::string encode() const;
    // Durable when it returns: temporary file, fsync, rename, fsync of the folder. DiskFull, AccessDenied, Io.
    [[nodiscard]] Result<void, StoreFailure> write(const std::filesystem::path& file) const;

    // What the slots hold that this key opens, newest slot first. WrongKey: none; KeyLevelDropped.
    [[nodiscard]] Result<std::vector<StoreKeys>, StoreFailure> open(const ProvidedKey& provided) const;

    // Adds a slot before the others; of more than two the oldest goes.
    void add(const ProvidedKey& provided, const StoreKeys& keys, RandomSource& random);
    void keep_newest();
    // Replaces what is sealed for recovery.
    void seal(const crypto::Secret<32>& store_key, const crypto::BoxPublicKey& recovery, RandomSource& random);
    [[nodiscard]] bool has_recovery(std::string_view recovery_key_id) const;
    // The store's key, with the offline recovery key. Nothing: sealed to another, or not at all.
    [[nodiscard]] std::optional<crypto::Secret<32>> recover(const crypto::BoxKey& recovery) const;

private:
    struct Slot {
        KeyLevel level = KeyLevel::File;
        Bytes wrapped;  // store key ‖ pepper under the provider's key
    };
    struct Recovery {
        std::string rkid;
        Bytes sealed;
    };
    std::vector<Slot> slots_;  // one or two, newest first
    std::optional<Recovery> recovery_;
};

}  // namespace xz::storage
