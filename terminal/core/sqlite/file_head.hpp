// The first bytes of a database file: SQLCipher's salt, or the sign of a plain SQLite file; for this room's own files.
#pragma once

#include "terminal/core/sqlite/database.hpp"

#include <array>
#include <cstdint>
#include <filesystem>

namespace xz::sqlite {

using FileHead = std::array<std::uint8_t, 16>;

// The file's salt follows from its key, so that a wrong key and a damaged first page are told apart without trying.
[[nodiscard]] FileHead salt_of(Key key);

// NotEncrypted, Damaged (shorter than a head), Io. Reads through the connection's own descriptor: a second one, when closed, would
// drop every POSIX lock that this process holds on the file.
[[nodiscard]] Result<FileHead, OpenFailure> read_head(sqlite3* connection);

[[nodiscard]] bool is_plain(const FileHead& head);

// An empty file, readable by its owner only, whose name is durable. AlreadyExists, AccessDenied, NotFound (its folder), DiskFull, Io.
[[nodiscard]] Result<void, OpenFailure> create_empty(const std::filesystem::path& file);

}  // namespace xz::sqlite
