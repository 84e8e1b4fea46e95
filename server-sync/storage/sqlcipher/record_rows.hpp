// A record's row as the processor, the student's list and the merge read it.
#pragma once

#include "server-sync/sync/record_store.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <cstdint>
#include <string_view>

namespace xz::server::storage {

// Reads id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, status, reason, proof,
// submitted_at, received_at, current from column `from` on.
[[nodiscard]] sync::RecordHead read_head(const sqlite::Statement& row, int from);

// Inside a transaction: which of the student's counted records of that kind and year stands, after one came or went.
void restate(sqlite::Database& database, std::string_view student_no, std::string_view kind, std::string_view academic_year);

}  // namespace xz::server::storage
