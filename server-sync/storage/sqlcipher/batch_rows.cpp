#include "server-sync/storage/sqlcipher/batch_rows.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kKnown = "SELECT 1 FROM import_batch WHERE hash = ?";
constexpr std::string_view kInsert = "INSERT INTO import_batch (hash, kind, actor, at, accepted) VALUES (?, ?, ?, ?, ?)";

}  // namespace

bool knows_batch(sqlite::Database& database, std::string_view hash) {
    return any(database.query(kKnown, hash));
}

bool begin_batch(sqlite::Database& database, const sync::ImportBatch& batch) {
    if (knows_batch(database, batch.hash)) {
        return false;
    }
    database.run(kInsert, batch.hash, batch.kind, batch.actor, column(batch.at), static_cast<std::int64_t>(batch.accepted));
    return true;
}

}  // namespace xz::server::storage
