// A record's row as the processor, the student's list and the merge read it.
#pragma once

#include "server-sync/sync/proceedings_store.hpp"
#include "server-sync/sync/record_store.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace xz::server::storage {

// Reads id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, status, reason, proof,
// submitted_at, received_at, current, withdrawn from column `from` on.
[[nodiscard]] sync::RecordHead read_head(const sqlite::Statement& row, int from);

struct Restated {
    Instant at;
    std::optional<sync::WithoutPlan> without_plan;  // of a diagnosis that was counted now
};
// Inside a transaction, after one of the student's counted records of that kind and year came or went: which one stands, and what its
// proceeding makes of it.
void restate(sqlite::Database& database, std::string_view student_no, protocol::RecordKind kind, std::string_view academic_year,
             const Restated& how);

}  // namespace xz::server::storage
