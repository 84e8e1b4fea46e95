#include "server-sync/storage/sqlcipher/sql_state.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kEpoch = "epoch";
constexpr std::string_view kFind = "SELECT value FROM platform WHERE name = ?";
constexpr std::string_view kPut =
    "INSERT INTO platform (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value";

}  // namespace

void put_epoch(sqlite::Database& database, const protocol::Epoch& epoch) {
    database.run(kPut, kEpoch, to_hex(epoch));
}

protocol::Epoch SqlState::epoch() const {
    const auto bytes = from_hex(value(kEpoch).value_or(""));
    protocol::Epoch epoch{};
    if (!bytes || bytes->size() != epoch.size()) {
        throw sync::StoreUnavailable{"the store has no epoch"};
    }
    std::copy(bytes->begin(), bytes->end(), epoch.begin());
    return epoch;
}

void SqlState::set_epoch(protocol::Epoch epoch, sync::Completion<sync::Done> done) {
    writer_.write([=](sqlite::Database& database) { put_epoch(database, epoch); }, std::move(done));
}

std::optional<std::string> SqlState::value(std::string_view name) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kFind, name), [](auto& row) { return row.text(0); });
    });
}

void SqlState::set_value(std::string name, std::string value, sync::Completion<sync::Done> done) {
    writer_.write([=](sqlite::Database& database) { database.run(kPut, name, value); }, std::move(done));
}

void SqlState::check_integrity(sync::Completion<std::vector<std::string>> done) {
    writer_.write([](sqlite::Database& database) { return database.check_integrity(); }, std::move(done));
}

}  // namespace xz::server::storage
