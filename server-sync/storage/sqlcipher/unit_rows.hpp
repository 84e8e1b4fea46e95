// Organisational units by their code, for whoever needs the way from a class up to its department.
#pragma once

#include "server-sync/sync/student_directory.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <optional>
#include <string_view>

namespace xz::server::storage {

[[nodiscard]] sync::OrgUnit read_unit(const sqlite::Statement& row);  // code, kind, name, parent from column 0
[[nodiscard]] std::optional<sync::OrgUnit> find_unit(sqlite::Database& database, std::string_view code);
// The unit of that kind at or above `code`; an empty one when there is none.
[[nodiscard]] sync::OrgUnit above(sqlite::Database& database, std::string_view code, sync::UnitKind kind);

}  // namespace xz::server::storage
