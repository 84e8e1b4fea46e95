#include "server-sync/storage/sqlcipher/evaluation_rows.hpp"

namespace xz::server::storage {

namespace {

// A mark that awaits an import on its way goes on to do so.
constexpr std::string_view kMark =
    "INSERT OR REPLACE INTO evaluation (student_no, academic_year, awaits) SELECT ?1, ?2, max(?3, coalesce((SELECT awaits FROM evaluation "
    "WHERE student_no = ?1 AND academic_year = ?2), 0))";
constexpr std::string_view kMarkYears =
    "INSERT OR REPLACE INTO evaluation (student_no, academic_year, awaits) SELECT seen.student_no, seen.academic_year, coalesce(awaits, 0) "
    "FROM (SELECT DISTINCT student_no, academic_year FROM observation WHERE student_no = ?) AS seen "
    "LEFT JOIN evaluation USING (student_no, academic_year)";
constexpr std::string_view kRelease =
    "UPDATE evaluation SET awaits = 0 WHERE awaits > (SELECT number FROM observation_horizon)";
// What was scored with the former value is scored again.
constexpr std::string_view kScoreAgain =
    "UPDATE record SET retry = 1 WHERE student_no = ? AND kind = 'diagnosis' AND academic_year = ? AND status = 'counted'";

}  // namespace

void mark_for_evaluation(sqlite::Database& database, std::string_view student_no, std::string_view academic_year, std::int64_t awaits) {
    database.run(kMark, student_no, academic_year, awaits);
    database.run(kScoreAgain, student_no, academic_year);
}

void release_marks(sqlite::Database& database) {
    database.run(kRelease);
}

void mark_all_years(sqlite::Database& database, std::string_view student_no) {
    database.run(kMarkYears, student_no);
}

}  // namespace xz::server::storage
