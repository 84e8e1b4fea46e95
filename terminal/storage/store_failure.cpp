#include "terminal/storage/store_failure.hpp"

namespace xz::storage {

std::string_view to_text(StoreFailure failure) {
    switch (failure) {
        case StoreFailure::NotFound: return "there is no store here: this terminal is not enrolled";
        case StoreFailure::AlreadyExists: return "there is a store here already, whole or in parts";
        case StoreFailure::KeyMissing: return "the key provider has no key";
        case StoreFailure::KeyUnreadable: return "the key provider's key cannot be used: not readable, open to others, or malformed";
        case StoreFailure::KeyLevelDropped: return "the key comes from a weaker place than the one that wrapped the store's key";
        case StoreFailure::KeyringMissing: return "the store is there but its keyring is not";
        case StoreFailure::KeyringDamaged: return "the keyring is half-written or damaged";
        case StoreFailure::StoreMissing: return "the keyring is there but its store is not";
        case StoreFailure::WrongKey: return "the key does not open this store";
        case StoreFailure::NotEncrypted: return "the file in the store's place is a plain SQLite file";
        case StoreFailure::NotAFile: return "what stands in the store's place is no file";
        case StoreFailure::Empty: return "the file in the store's place is empty";
        case StoreFailure::Damaged: return "the store is damaged";
        case StoreFailure::TooNew: return "the store was made by a newer version of this program";
        case StoreFailure::InUse: return "another process holds the store";
        case StoreFailure::AccessDenied: return "this user may not write the store";
        case StoreFailure::DiskFull: return "the disk is full";
        case StoreFailure::Io: return "the disk failed";
        case StoreFailure::NoRecoveryKey: return "the store's key set names no recovery key, and without one the store's key is not replaced";
        case StoreFailure::Whole: return "the store is whole: there is nothing to salvage";
        case StoreFailure::CipherMissing: break;
    }
    return "SQLCipher 4.6 or newer is missing";
}

StoreFailure store_failure_of(sqlite::OpenFailure failure) {
    switch (failure) {
        case sqlite::OpenFailure::NotFound: return StoreFailure::StoreMissing;
        case sqlite::OpenFailure::AlreadyExists: return StoreFailure::AlreadyExists;
        case sqlite::OpenFailure::AccessDenied: return StoreFailure::AccessDenied;
        case sqlite::OpenFailure::WrongKey: return StoreFailure::WrongKey;
        case sqlite::OpenFailure::NotEncrypted: return StoreFailure::NotEncrypted;
        case sqlite::OpenFailure::Damaged: return StoreFailure::Damaged;
        case sqlite::OpenFailure::TooNew: return StoreFailure::TooNew;
        case sqlite::OpenFailure::InUse: return StoreFailure::InUse;
        case sqlite::OpenFailure::DiskFull: return StoreFailure::DiskFull;
        case sqlite::OpenFailure::Io: return StoreFailure::Io;
        case sqlite::OpenFailure::CipherMissing: break;
    }
    return StoreFailure::CipherMissing;
}

StoreFailure store_failure_of(KeyFailure failure) {
    return failure == KeyFailure::Missing ? StoreFailure::KeyMissing : StoreFailure::KeyUnreadable;
}

StoreFailure store_failure_of(const std::error_code& error) {
    if (error == std::errc::no_space_on_device) {
        return StoreFailure::DiskFull;
    }
    if (error == std::errc::permission_denied || error == std::errc::read_only_file_system ||
        error == std::errc::operation_not_permitted) {
        return StoreFailure::AccessDenied;
    }
    return StoreFailure::Io;
}

StoreFailure store_failure_of(const FileError& error) {
    switch (error.kind) {
        case FileError::Kind::not_found: return StoreFailure::KeyringMissing;
        case FileError::Kind::not_permitted: return StoreFailure::AccessDenied;
        case FileError::Kind::too_large: return StoreFailure::KeyringDamaged;
        case FileError::Kind::no_space: return StoreFailure::DiskFull;
        case FileError::Kind::input_output: break;
    }
    return StoreFailure::Io;
}

}  // namespace xz::storage
