// Brings a database's schema up to this program's: numbered SQL files, embedded when built, each applied once.
//
// In a room with a store: folder migrations/ with NNNN_verb_noun.sql from 0001 without a gap, in its CMakeLists.txt
// `xz_embed_migrations(TARGET NAMESPACE xz::room)` after xz_library, and in a header of the room
// `[[nodiscard]] std::span<const sqlite::Migration> migrations();`, which that call defines.
#pragma once

#include "terminal/core/sqlite/database.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace xz::sqlite {

struct Migration {
    int version;            // 1, 2, 3, … in order
    std::string_view name;  // "0001_create_drafts"
    std::string_view sql;
};

enum class Migrated : std::uint8_t {
    Success,
    DatabaseTooNew,  // made by a newer program; nothing was touched
};

// The version a database is at: 0 when empty.
[[nodiscard]] int schema_version(Database& database);

// Applies what is missing, each step with its version number in one transaction. Throws Error.
[[nodiscard]] Migrated migrate(Database& database, std::span<const Migration> migrations);

// Opens and migrates. Readers are not migrated, only compared: the writer goes first. Throws Error only for Fault::Misuse
// and Fault::OutOfMemory (a wrong migration is our mistake).
[[nodiscard]] Result<Database, OpenFailure> open_migrated(const std::filesystem::path& file, Key key,
                                                          std::span<const Migration> migrations,
                                                          const OpenOptions& options = {});

// Every table, index and trigger as SQL text in a stable order, for golden tests.
[[nodiscard]] std::string dump_schema(Database& database);

}  // namespace xz::sqlite
