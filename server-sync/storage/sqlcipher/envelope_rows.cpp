#include "server-sync/storage/sqlcipher/envelope_rows.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kInsert =
    "INSERT INTO envelope (id, terminal, sha256, header, received_at, epoch, receipt_kid, receipt_sig) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kInsertBody = "INSERT INTO envelope_body (number, bytes) VALUES (?, ?)";

}  // namespace

std::int64_t insert_envelope(sqlite::Database& database, const EnvelopeRow& row) {
    static const protocol::Receipt none{};
    const protocol::Receipt& receipt = row.receipt == nullptr ? none : *row.receipt;
    database.run(kInsert, row.id, row.terminal, row.sha256, row.header, column(row.received_at), receipt.epoch, receipt.kid,
                 receipt.sig);
    const std::int64_t number = database.last_row_id();
    insert_body(database, number, row.bytes);
    return number;
}

void insert_body(sqlite::Database& database, std::int64_t number, std::string_view bytes) {
    database.run(kInsertBody, number, bytes_of(bytes));
}

}  // namespace xz::server::storage
