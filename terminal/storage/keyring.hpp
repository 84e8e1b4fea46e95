// The store's random key and the device's pepper, wrapped by the provider's key, in a small file of two slots.
//
// Two slots, so that neither a new provider key nor a new store key has a moment without a way back: the new one is written
// beside the old, and the old is dropped once the new has opened the store. The store's key is also sealed to a recovery key;
// the pepper is not, so that a recovery opens the queue of sealed envelopes and no draft.
#pragma once

#include "terminal/core/crypto/box.hpp"
#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/protocol/sealed_store_key.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/core/support/result.hpp"
#include "terminal/storage/key_provider.hpp"
#include "terminal/storage/store_failure.hpp"
#include "terminal/storage/store_files.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::storage {

enum class SlotAge : std::uint8_t { Newest, Older };

struct StoreKeys {
    crypto::Secret<32> store;
    crypto::Secret<32> pepper;
    SlotAge slot = SlotAge::Newest;  // that held them
};

class Keyring {
public:
    // One slot with new keys; not yet written.
    [[nodiscard]] static Keyring make(const ProvidedKey& provided, RandomSource& random);
    // One slot with these.
    [[nodiscard]] static Keyring of(const ProvidedKey& provided, const StoreKeys& keys, RandomSource& random);
    // KeyringMissing, KeyringDamaged, AccessDenied, Io.
    [[nodiscard]] static Result<Keyring, StoreFailure> read(const std::filesystem::path& file, const StoreFiles& files = system_files());
    [[nodiscard]] static Result<Keyring, StoreFailure> decode(std::string_view text);
    [[nodiscard]] std::string encode() const;
    // Durable when it returns: temporary file, fsync, rename, fsync of the folder. DiskFull, AccessDenied, Io.
    [[nodiscard]] Result<void, StoreFailure> write(const std::filesystem::path& file, const StoreFiles& files = system_files()) const;

    // What the slots hold that this key opens, newest slot first. WrongKey: none; KeyLevelDropped.
    [[nodiscard]] Result<std::vector<StoreKeys>, StoreFailure> open(const ProvidedKey& provided) const;

    // Adds a slot before the others; of more than two the oldest goes.
    void add(const ProvidedKey& provided, const StoreKeys& keys, RandomSource& random);
    // The newest slot has opened the store: the others go, and what is sealed of an older key.
    void keep_newest();
    [[nodiscard]] bool has_older() const { return slots_.size() > 1 || recoveries_.size() > 1; }

    // Replaces what is sealed for recovery.
    void seal(const crypto::Secret<32>& store_key, const crypto::BoxPublicKey& recovery, RandomSource& random);
    // While the store's key is replaced: both the next and the present one are sealed.
    void seal_both(const crypto::Secret<32>& next, const crypto::Secret<32>& present, const crypto::BoxPublicKey& recovery, RandomSource& random);
    // As `other` has it.
    void take_recovery_of(const Keyring& other) { recoveries_ = other.recoveries_; }
    [[nodiscard]] bool is_recoverable() const { return !recoveries_.empty(); }
    [[nodiscard]] bool has_recovery(std::string_view recovery_key_id) const;

private:
    struct Slot {
        KeyLevel level = KeyLevel::File;
        Bytes wrapped;  // store key ‖ pepper under the provider's key
    };
    std::vector<Slot> slots_;                           // one or two, newest first
    std::vector<protocol::SealedStoreKey> recoveries_;  // none to two, newest first
};

}  // namespace xz::storage
