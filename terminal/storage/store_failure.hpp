// Why a store did not open, each with its own words for IT; the student's screen says 暂停服务 for all but NotFound.
#pragma once

#include "terminal/core/sqlite/database.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/storage/key_provider.hpp"

#include <cstdint>
#include <string_view>
#include <system_error>

namespace xz::storage {

enum class StoreFailure : std::uint8_t {
    NotFound,        // no keyring and no store here: this terminal was never enrolled
    AlreadyExists,   // create() found one, whole or in parts
    KeyMissing,      // the key provider has none
    KeyUnreadable,   // the key provider's key may not be read, is open to others, or is no key
    KeyLevelDropped, // the key now comes from a weaker place than the one that wrapped the store's key
    KeyringMissing,  // a store without its keyring
    KeyringDamaged,  // half-written or changed
    StoreMissing,    // a keyring without its store
    WrongKey,        // the key does not open the keyring, or the keyring's keys are not this store's
    NotEncrypted,    // a plain SQLite file in the store's place
    NotAFile,        // a folder or something else in the store's place
    Empty,           // a file of no bytes in the store's place
    Damaged,
    TooNew,          // made by a newer program
    InUse,           // another process holds it
    AccessDenied,
    DiskFull,
    Io,
    NoRecoveryKey,   // a new key could not be sealed for recovery, as the present one is: the key set in the store does not name whom for
    Whole,           // salvage was asked for, and nothing is damaged
    CipherMissing,   // this machine's SQLCipher is older than 4.6
};

// For the log and for IT, in English: what happened.
[[nodiscard]] std::string_view to_text(StoreFailure failure);

[[nodiscard]] StoreFailure store_failure_of(sqlite::OpenFailure failure);
[[nodiscard]] StoreFailure store_failure_of(KeyFailure failure);
// Of the keyring's file.
[[nodiscard]] StoreFailure store_failure_of(const FileError& error);
[[nodiscard]] StoreFailure store_failure_of(const std::error_code& error);

}  // namespace xz::storage
