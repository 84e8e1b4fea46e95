#include "server-sync/storage/sqlcipher/batch_rows.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kLatest = "SELECT hash FROM import_batch WHERE kind = ? ORDER BY number DESC LIMIT 1";
constexpr std::string_view kInsert = "INSERT INTO import_batch (hash, kind, actor, at, accepted) VALUES (?, ?, ?, ?, ?)";

}  // namespace

bool begin_batch(sqlite::Database& database, const sync::ImportBatch& batch) {
    const auto latest = first(database.query(kLatest, batch.kind), [](auto& row) { return row.text(0); });
    if (latest == batch.hash) {
        return false;
    }
    database.run(kInsert, batch.hash, batch.kind, batch.actor, column(batch.at), static_cast<std::int64_t>(batch.accepted));
    return true;
}

}  // namespace xz::server::storage
