// Import batches by the hash of their file, so that the same file twice changes nothing.
#pragma once

#include "server-sync/sync/student_directory.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <string_view>

namespace xz::server::storage {

[[nodiscard]] bool knows_batch(sqlite::Database& database, std::string_view hash);
// False: taken before.
[[nodiscard]] bool begin_batch(sqlite::Database& database, const sync::ImportBatch& batch);

}  // namespace xz::server::storage
