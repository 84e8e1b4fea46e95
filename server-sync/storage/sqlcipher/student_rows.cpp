#include "server-sync/storage/sqlcipher/student_rows.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kFind =
    "SELECT student_no, name, sex, class_code, entered, status, card_no, grade_override, graduates_on, internship_from, adult_on, "
    "returned_on FROM student WHERE student_no = ?";

}  // namespace

sync::Student read_student(const sqlite::Statement& row) {
    return {.student_no = row.text(0),
            .name = row.text(1),
            .sex = row.text(2),
            .class_code = row.text(3),
            .entered = row.text(4),
            .status = row.text(5),
            .card_no = row.text(6),
            .grade_override = row.is_null(7) ? std::nullopt : std::optional{static_cast<int>(row.integer(7))},
            .graduates_on = optional_day(row, 8),
            .internship_from = optional_day(row, 9),
            .adult_on = optional_day(row, 10),
            .returned_on = optional_day(row, 11)};
}

std::optional<sync::Student> find_student(sqlite::Database& database, std::string_view student_no) {
    return first(database.query(kFind, student_no), read_student);
}

}  // namespace xz::server::storage
