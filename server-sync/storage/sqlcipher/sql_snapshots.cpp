#include "server-sync/storage/sqlcipher/sql_snapshots.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kNewest =
    "SELECT group_kind, group_code, academic_year, number, made_at, students, sums, shown FROM snapshot "
    "WHERE group_kind = ? AND group_code = ? AND academic_year = ? ORDER BY number DESC LIMIT 1";
constexpr std::string_view kPut =
    "INSERT INTO snapshot (group_kind, group_code, academic_year, number, made_at, students, sums, shown) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

}  // namespace

std::optional<sync::StoredSnapshot> SqlSnapshots::newest(std::string_view group_kind, std::string_view group_code,
                                                         std::string_view academic_year) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kNewest, group_kind, group_code, academic_year), [](auto& row) {
            return sync::StoredSnapshot{.group_kind = row.text(0),
                                        .group_code = row.text(1),
                                        .academic_year = row.text(2),
                                        .number = static_cast<std::uint64_t>(row.integer(3)),
                                        .made_at = instant(row, 4),
                                        .students = static_cast<std::uint64_t>(row.integer(5)),
                                        .sums = row.text(6),
                                        .shown = row.text(7)};
        });
    });
}

void SqlSnapshots::put(std::vector<sync::StoredSnapshot> snapshots, sync::Completion<sync::Done> done) {
    auto work = [snapshots = std::move(snapshots)](sqlite::Database& database) {
        for (const sync::StoredSnapshot& snapshot : snapshots) {
            database.run(kPut, snapshot.group_kind, snapshot.group_code, snapshot.academic_year,
                         static_cast<std::int64_t>(snapshot.number), column(snapshot.made_at),
                         static_cast<std::int64_t>(snapshot.students), snapshot.sums, snapshot.shown);
        }
    };
    writer_.write(std::move(work), std::move(done));
}

}  // namespace xz::server::storage
