// The values that the platform has one of.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/platform_state.hpp"

namespace xz::server::storage {

// Inside a transaction, when the store is made.
void put_epoch(sqlite::Database& database, const protocol::Epoch& epoch);

class SqlState final : public sync::PlatformState {
public:
    SqlState(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] protocol::Epoch epoch() const override;
    void set_epoch(protocol::Epoch epoch, sync::Completion<sync::Done> done) override;
    [[nodiscard]] std::optional<std::string> value(std::string_view name) const override;
    void set_value(std::string name, std::string value, sync::Completion<sync::Done> done) override;
    void check_integrity(sync::Completion<std::vector<std::string>> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
