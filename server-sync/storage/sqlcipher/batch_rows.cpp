#include "server-sync/storage/sqlcipher/batch_rows.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/sql_audit.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kLatest = "SELECT hash, rejected FROM import_batch WHERE kind = ? AND taken = 1 ORDER BY number DESC LIMIT 1";
constexpr std::string_view kKnown = "SELECT min(rejected) FROM import_batch WHERE kind = ? AND hash = ? AND taken = 1";
constexpr std::string_view kInsert =
    "INSERT INTO import_batch (hash, kind, actor, at, accepted, rejected, taken) VALUES (?, ?, ?, ?, ?, ?, 0)";
constexpr std::string_view kFinish = "UPDATE import_batch SET taken = 1 WHERE number = ?";
constexpr std::string_view kDrop = "DELETE FROM import_batch WHERE number = ? AND taken = 0";
constexpr std::string_view kDropUnfinished = "DELETE FROM import_batch WHERE taken = 0";
constexpr std::string_view kAddLine = "INSERT INTO import_line (batch, number, line, header, expected) VALUES (?, ?, ?, ?, ?)";

}  // namespace

bool is_in_force(sqlite::Database& database, const sync::ImportBatch& batch) {
    return first(database.query(kLatest, batch.kind), [&](auto& row) { return row.text_view(0) == batch.hash && row.integer(1) == 0; })
        .value_or(false);
}

Known known(sqlite::Database& database, const sync::ImportBatch& batch) {
    const auto rejected = first(database.query(kKnown, batch.kind, batch.hash), [](auto& row) { return row.optional_integer(0); });
    if (!rejected || !*rejected) {
        return Known::No;
    }
    return **rejected == 0 ? Known::Whole : Known::InPart;
}

std::int64_t begin_batch(sqlite::Database& database, const sync::ImportBatch& batch) {
    database.run(kInsert, batch.hash, batch.kind, batch.actor, column(batch.at), static_cast<std::int64_t>(batch.accepted),
                 static_cast<std::int64_t>(batch.rejected));
    return database.last_row_id();
}

void finish_batch(sqlite::Database& database, std::int64_t number, const sync::ImportBatch& batch) {
    database.run(kFinish, number);
    std::int64_t place = 0;
    for (const sync::RowProblem& problem : batch.problems) {
        database.run(kAddLine, number, ++place, static_cast<std::int64_t>(problem.line), problem.column, problem.expected);
    }
    if (batch.audit) {
        append_audit(database, *batch.audit);
    }
}

void drop_batch(sqlite::Database& database, std::int64_t number) {
    database.run(kDrop, number);
}

void drop_unfinished_batches(sqlite::Database& database) {
    database.run(kDropUnfinished);
}

std::int64_t add_batch(sqlite::Database& database, const sync::ImportBatch& batch) {
    const std::int64_t number = begin_batch(database, batch);
    finish_batch(database, number, batch);
    return number;
}

}  // namespace xz::server::storage
