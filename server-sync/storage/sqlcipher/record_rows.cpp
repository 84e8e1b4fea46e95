#include "server-sync/storage/sqlcipher/record_rows.hpp"

#include "server-sync/storage/sqlcipher/proceeding_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/sync/submission.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kCounted =
    "SELECT number, id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, status, reason, "
    "proof, submitted_at, received_at, current, withdrawn FROM record "
    "WHERE student_no = ? AND kind = ? AND academic_year = ? AND status = 'counted'";
constexpr std::string_view kStandDown =
    "UPDATE record SET current = 0 WHERE student_no = ? AND kind = ? AND academic_year = ? AND current = 1";
constexpr std::string_view kStandDownResult =
    "UPDATE result SET current = 0 WHERE student_no = ? AND academic_year = ? AND current = 1";
constexpr std::string_view kStand = "UPDATE record SET current = 1 WHERE number = ?";
constexpr std::string_view kStandResult = "UPDATE result SET current = 1 WHERE record = ?";

}  // namespace

sync::RecordHead read_head(const sqlite::Statement& row, int from) {
    sync::RecordHead head;
    head.id = row.text(from);
    head.student_no = row.text(from + 1);
    head.kind = protocol::from_text<protocol::RecordKind>(row.text_view(from + 2)).value_or(protocol::RecordKind::Feedback);
    head.academic_year = row.text(from + 3);
    head.class_code = row.text(from + 4);
    head.revision = static_cast<std::uint64_t>(row.integer(from + 5));
    head.base = row.text(from + 6);
    head.instrument = row.text(from + 7);
    head.terminal = row.text(from + 8);
    head.status = protocol::from_text<protocol::SubmissionStatus>(row.text_view(from + 9))
                      .value_or(protocol::SubmissionStatus::Opened);
    head.reason = protocol::from_text<protocol::QuarantineReason>(row.text_view(from + 10));
    head.proof = sync::proof_kind(row.text_view(from + 11)).value_or(sync::ProofKind::None);
    head.submitted_at = instant(row, from + 12);
    head.received_at = instant(row, from + 13);
    head.superseded = head.status == protocol::SubmissionStatus::Counted && row.integer(from + 14) == 0;
    head.withdrawn = row.integer(from + 15) != 0;
    return head;
}

void restate(sqlite::Database& database, std::string_view student_no, protocol::RecordKind kind, std::string_view academic_year,
             const Restated& how) {
    std::vector<std::int64_t> numbers;
    const std::string_view spelled = protocol::to_text(kind);
    const auto heads = every(database.query(kCounted, student_no, spelled, academic_year), [&](auto& row) {
        numbers.push_back(row.integer(0));
        return read_head(row, 1);
    });
    const bool is_diagnosis = kind == protocol::RecordKind::Diagnosis;
    const bool has_proceeding = is_diagnosis || kind == protocol::RecordKind::Plan;
    sync::Proceeding now;
    now.key = {std::string{student_no}, kind, std::string{academic_year}};
    if (has_proceeding) {
        now = find_proceeding(database, now.key);
    }
    const auto stands = sync::standing_record(now, heads);
    database.run(kStandDown, student_no, spelled, academic_year);
    if (is_diagnosis) {
        database.run(kStandDownResult, student_no, academic_year);
    }
    if (stands) {
        database.run(kStand, numbers[*stands]);
    }
    if (stands && is_diagnosis) {
        database.run(kStandResult, numbers[*stands]);
    }
    if (!has_proceeding) {
        return;
    }
    for (const auto& change : sync::steps_to(now, stands ? &heads[*stands] : nullptr, heads, how.without_plan, how.at)) {
        take_step(database, now, change);
        now = change.next;
        ++now.steps;
    }
}

}  // namespace xz::server::storage
