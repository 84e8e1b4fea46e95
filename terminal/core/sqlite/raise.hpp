// How a result code of SQLite becomes an Error; for this room's own files.
#pragma once

#include "terminal/core/sqlite/error.hpp"

#include <string_view>

struct sqlite3;

namespace xz::sqlite {

[[nodiscard]] Fault fault_of(int extended_code, int system_error);

// errno of the connection's last call, as far as SQLite has kept it; ENOSPC where it has not and there is no room.
[[nodiscard]] int system_error_of(sqlite3* connection, int code);

// `doing` names the step for the log: never a value. Reads the connection's message and errno of its last call.
[[nodiscard]] Error error_of(sqlite3* connection, int code, std::string_view doing);

}  // namespace xz::sqlite
