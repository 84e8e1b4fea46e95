// Marks of students whose warnings are to be evaluated again: written wherever their data change, in the same transaction.
#pragma once

#include "terminal/core/sqlite/database.hpp"

#include <string_view>

namespace xz::server::storage {

void mark_for_evaluation(sqlite::Database& database, std::string_view student_no, std::string_view academic_year);

}  // namespace xz::server::storage
