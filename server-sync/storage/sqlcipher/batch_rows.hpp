// Import batches by the hash of their file, with what a partial one left out.
#pragma once

#include "server-sync/sync/import_batch.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <cstdint>

namespace xz::server::storage {

// The latest batch of the kind was this very file, taken whole: what it says is in force already.
[[nodiscard]] bool is_in_force(sqlite::Database& database, const sync::ImportBatch& batch);
// Some batch of the kind was this very file, taken whole or in part.
enum class Known { No, InPart, Whole };
[[nodiscard]] Known known(sqlite::Database& database, const sync::ImportBatch& batch);

// Its number.
std::int64_t add_batch(sqlite::Database& database, const sync::ImportBatch& batch);

// One that is taken in parts, which is none before it is finished.
std::int64_t begin_batch(sqlite::Database& database, const sync::ImportBatch& batch);
void finish_batch(sqlite::Database& database, std::int64_t number, const sync::ImportBatch& batch);
void drop_batch(sqlite::Database& database, std::int64_t number);
void drop_unfinished_batches(sqlite::Database& database);

}  // namespace xz::server::storage
