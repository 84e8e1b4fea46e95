// What lies where in a terminal's folder; for this room's own files.
#pragma once

#include "terminal/core/sqlite/database.hpp"
#include "terminal/storage/keyring.hpp"

#include <filesystem>

namespace xz::storage::layout {

inline constexpr const char* kInside = "store";             // the store: database and keyring
inline constexpr const char* kBeingMade = "store.new";      // one that nobody has used
inline constexpr const char* kSalvaged = "store.salvaged";  // whole, about to take the place of a damaged one
inline constexpr const char* kAside = "set-aside-";         // and a time: a store that was put away, untouched
inline constexpr const char* kReserve = "reserve";
inline constexpr const char* kDatabase = "store.db";
inline constexpr const char* kNextDatabase = "store.db.next";  // under its next key
inline constexpr const char* kKeyring = "keyring";
inline constexpr const char* kWriteAhead = "-wal";             // behind the database's name

[[nodiscard]] inline sqlite::Key key_of(const StoreKeys& keys) { return sqlite::Key{keys.store.bytes().data(), crypto::Secret<32>::Size}; }

}  // namespace xz::storage::layout
