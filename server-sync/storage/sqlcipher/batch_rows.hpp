// Import batches by the hash of their file, so that the same file twice in a row changes nothing.
#pragma once

#include "server-sync/sync/student_directory.hpp"
#include "terminal/core/sqlite/database.hpp"

namespace xz::server::storage {

// False: it is the latest one of its kind, so what it says is in force already.
[[nodiscard]] bool begin_batch(sqlite::Database& database, const sync::ImportBatch& batch);

}  // namespace xz::server::storage
