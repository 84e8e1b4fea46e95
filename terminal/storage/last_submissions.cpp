#include "terminal/storage/last_submissions.hpp"

namespace xz::storage {

namespace {

constexpr std::string_view kSelect =
    "SELECT id, revision FROM last_submissions WHERE student = ? AND kind = ? AND academic_year = ?";
constexpr std::string_view kKeep =
    "INSERT OR REPLACE INTO last_submissions (student, kind, academic_year, id, revision) VALUES (?, ?, ?, ?, ?)";

}  // namespace

std::optional<LastSubmission> LastSubmissions::find(std::string_view student_no, protocol::RecordKind kind,
                                                    std::string_view academic_year) {
    std::optional<LastSubmission> found;
    for (sqlite::Statement& row = database_.query(kSelect, pseudonyms_.of(student_no), to_text(kind), academic_year); row.next();) {
        found = LastSubmission{row.text(0), static_cast<std::uint32_t>(row.integer(1))};
    }
    return found;
}

void LastSubmissions::keep(std::string_view student_no, protocol::RecordKind kind, std::string_view academic_year,
                           const LastSubmission& submission) {
    database_.run(kKeep, pseudonyms_.of(student_no), to_text(kind), academic_year, submission.id, submission.revision);
}

}  // namespace xz::storage
