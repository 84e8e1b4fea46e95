#include "server-sync/storage/sqlcipher/unit_rows.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kUnit = "SELECT code, kind, name, parent FROM unit WHERE code = ?";
constexpr int kDeepest = 6;  // college, department, major, class, and room for a mistake in the data that makes a ring

}  // namespace

sync::OrgUnit read_unit(const sqlite::Statement& row) {
    return {.code = row.text(0),
            .kind = sync::unit_kind(row.text_view(1)).value_or(sync::UnitKind::Class),
            .name = row.text(2),
            .parent = row.text(3)};
}

std::optional<sync::OrgUnit> find_unit(sqlite::Database& database, std::string_view code) {
    return first(database.query(kUnit, code), read_unit);
}

sync::OrgUnit above(sqlite::Database& database, std::string_view code, sync::UnitKind kind) {
    std::string next{code};
    for (int step = 0; step < kDeepest && !next.empty(); ++step) {
        auto unit = find_unit(database, next);
        if (!unit) {
            break;
        }
        if (unit->kind == kind) {
            return *unit;
        }
        next = unit->parent;
    }
    return {.code = "", .kind = kind, .name = "", .parent = ""};
}

}  // namespace xz::server::storage
