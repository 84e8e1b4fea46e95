// Status data on their way into the store: in parts between which other writes get their turn, and seen by nobody before the last is in.
#pragma once

#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/student_directory.hpp"

#include <atomic>

namespace xz::server::storage {

// Rows of an import by student and year, so that what stands of each is looked up once and new rows lie together.
[[nodiscard]] std::vector<const sync::Observation*> by_student_and_year(const std::vector<sync::Observation>& observations);
// The end of the run of rows of the student and year that `row` begins.
using ObservationRow = std::vector<const sync::Observation*>::const_iterator;
[[nodiscard]] ObservationRow end_of_year(ObservationRow row, ObservationRow end);

// Set while an import is on its way: there is one at a time.
using Importing = std::atomic<bool>;

// `writer` and `importing` live until the writer has finished. Fails when another one is on its way.
void take_in(Writer& writer, Importing& importing, sync::StatusImport import, sync::Completion<sync::StatusOutcome> done);

// Inside a transaction: clears away what an import that came to no end has left, at most `rows` of them. What it had superseded stands again.
enum class Cleared { Some, All };
Cleared clear_unfinished(sqlite::Database& database, std::size_t rows);

}  // namespace xz::server::storage
