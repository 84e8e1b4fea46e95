#include "server-sync/storage/sqlcipher/evaluation_rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kMark = "INSERT OR REPLACE INTO evaluation (student_no, academic_year) VALUES (?, ?)";
constexpr std::string_view kMarkYears =
    "INSERT OR REPLACE INTO evaluation (student_no, academic_year) SELECT DISTINCT student_no, academic_year FROM observation "
    "WHERE student_no = ?";
// What was scored with the former value is scored again.
constexpr std::string_view kScoreAgain =
    "UPDATE record SET retry = 1 WHERE student_no = ? AND kind = 'diagnosis' AND academic_year = ? AND status = 'counted'";

}  // namespace

void mark_for_evaluation(sqlite::Database& database, std::string_view student_no, std::string_view academic_year) {
    database.run(kMark, student_no, academic_year);
    database.run(kScoreAgain, student_no, academic_year);
}

void mark_all_years(sqlite::Database& database, std::string_view student_no) {
    database.run(kMarkYears, student_no);
}

}  // namespace xz::server::storage
