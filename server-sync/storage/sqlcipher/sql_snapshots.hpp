// Published aggregates; every one that ever was stays.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/snapshot_store.hpp"

namespace xz::server::storage {

class SqlSnapshots final : public sync::SnapshotStore {
public:
    SqlSnapshots(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::optional<sync::StoredSnapshot> newest(std::string_view group_kind, std::string_view group_code,
                                                             std::string_view academic_year) const override;
    void put(std::vector<sync::StoredSnapshot> snapshots, sync::Completion<sync::Done> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
