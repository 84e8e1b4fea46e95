// A proceeding's row and its steps, as the store's own transactions read and write them.
#pragma once

#include "server-sync/sync/proceedings_store.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <string_view>

namespace xz::server::storage {

// Reads state, active, record, revision, words, comment, without_plan, since, steps from column `from` on; a row of NULLs is one that
// nothing was handed in for.
[[nodiscard]] sync::Proceeding read_proceeding(sync::ProceedingKey key, const sqlite::Statement& row, int from);

// Inside a transaction.
[[nodiscard]] sync::Proceeding find_proceeding(sqlite::Database& database, const sync::ProceedingKey& key);
// Writes a change that is Done, and its step after `now.steps`.
void take_step(sqlite::Database& database, const sync::Proceeding& now, const sync::ProceedingChange& change);
// Every counted record of the proceeding that had come by then stands back, but these two.
void stand_back(sqlite::Database& database, const sync::ProceedingKey& key, Instant until, std::string_view active,
                std::string_view newest);

}  // namespace xz::server::storage
