// A student's row, read the same way wherever one is joined.
#pragma once

#include "server-sync/sync/student_directory.hpp"
#include "terminal/core/sqlite/statement.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <optional>
#include <string_view>

namespace xz::server::storage {

// Columns: student_no, name, sex, class_code, entered, status, card_no, grade_override, graduates_on, internship_from, adult_on,
// returned_on.
[[nodiscard]] sync::Student read_student(const sqlite::Statement& row);
[[nodiscard]] std::optional<sync::Student> find_student(sqlite::Database& database, std::string_view student_no);

}  // namespace xz::server::storage
