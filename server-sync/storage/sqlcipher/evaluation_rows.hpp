// Marks of students whose warnings are to be evaluated again: written wherever their data change, in the same transaction.
#pragma once

#include "terminal/core/sqlite/database.hpp"

#include <cstdint>
#include <string_view>

namespace xz::server::storage {

// `awaits`: the observation that must be seen before the mark is due; 0: none.
void mark_for_evaluation(sqlite::Database& database, std::string_view student_no, std::string_view academic_year, std::int64_t awaits);
// Marks that await what came to no end are due.
void release_marks(sqlite::Database& database);
// The student is another (on leave, back, another grade): warnings of every year with data; what was scored stands.
void mark_all_years(sqlite::Database& database, std::string_view student_no);

}  // namespace xz::server::storage
