#include "server-sync/storage/sqlcipher/sql_records.hpp"

#include "server-sync/storage/sqlcipher/feedback_rows.hpp"
#include "server-sync/storage/sqlcipher/proceeding_rows.hpp"
#include "server-sync/storage/sqlcipher/record_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/score_text.hpp"
#include "server-sync/storage/sqlcipher/sql_actions.hpp"
#include "server-sync/storage/sqlcipher/sql_quarantine.hpp"
#include "server-sync/sync/submission.hpp"

namespace xz::server::storage {

namespace {

// Of several terminals' records of one id at most one is proven: that one, else the first to arrive.
constexpr std::string_view kFind =
    "SELECT id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, status, reason, proof, "
    "submitted_at, received_at, current, withdrawn FROM record WHERE id = ? AND student_no = ? "
    "ORDER BY status IN ('proven', 'counted') DESC, number LIMIT 1";
constexpr std::string_view kOfStudent =
    "SELECT id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, status, reason, proof, "
    "submitted_at, received_at, current, withdrawn FROM record WHERE student_no = ? ORDER BY number DESC LIMIT ?";
constexpr std::string_view kCountOfStudent = "SELECT count(*) FROM record WHERE student_no = ?";
constexpr std::string_view kStanding =
    "SELECT id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, status, reason, proof, "
    "submitted_at, received_at, current, withdrawn FROM record WHERE student_no = ? AND current = 1 ORDER BY academic_year, kind";
constexpr std::string_view kSealed =
    "SELECT sealed FROM record_content JOIN record USING (number) WHERE id = ? AND student_no = ? "
    "ORDER BY status IN ('proven', 'counted') DESC, number LIMIT 1";
// One of them: with another of this id that is proven there is nothing left to claim.
constexpr std::string_view kToClaim =
    "SELECT number FROM record WHERE id = ?1 AND student_no = ?2 "
    "AND (status = 'opened' OR (status = 'quarantined' AND reason IN ('proof', 'disowned'))) AND NOT EXISTS "
    "(SELECT 1 FROM record WHERE id = ?1 AND student_no = ?2 AND status IN ('proven', 'counted')) ORDER BY number LIMIT 1";
constexpr std::string_view kClaim = "UPDATE record SET vouched = 1, retry = 1 WHERE number = ?";
constexpr std::string_view kToDisown =
    "SELECT record.number, kind, academic_year, record.terminal, envelope.sha256 FROM record JOIN envelope "
    "ON envelope.number = record.envelope WHERE record.id = ? AND student_no = ? AND status <> 'quarantined' "
    "ORDER BY status IN ('proven', 'counted') DESC, record.number LIMIT 1";
constexpr std::string_view kDisown =
    "UPDATE record SET status = 'quarantined', reason = 'disowned', current = 0, retry = 0, vouched = 0, waits_for = '' "
    "WHERE number = ?";
constexpr std::string_view kDropResult = "DELETE FROM result WHERE record = ?";
constexpr std::string_view kResult =
    "SELECT result.student_no, result.academic_year, record.id, result.class_code, department_code, result.instrument, overall, "
    "level, scores, counted_at FROM result JOIN record ON record.number = result.record "
    "WHERE result.student_no = ? AND result.academic_year = ? AND result.current = 1";
constexpr std::string_view kOfClass =
    "SELECT result.student_no, result.academic_year, record.id, result.class_code, department_code, result.instrument, overall, "
    "level, scores, counted_at FROM result JOIN record ON record.number = result.record "
    "WHERE result.academic_year = ? AND result.class_code = ? AND result.current = 1 ORDER BY result.student_no";
// Steps from year to year through the index instead of over all results.
constexpr std::string_view kYears =
    "WITH RECURSIVE year (name) AS (SELECT max(academic_year) FROM result WHERE current = 1 UNION ALL "
    "SELECT (SELECT max(academic_year) FROM result WHERE current = 1 AND academic_year < year.name) FROM year "
    "WHERE year.name IS NOT NULL) SELECT name FROM year WHERE name IS NOT NULL";
constexpr std::string_view kCount =
    "SELECT count(DISTINCT student_no), count(DISTINCT CASE WHEN status = 'counted' THEN student_no END) FROM record "
    "WHERE academic_year = ? AND class_code = ? AND kind = 'diagnosis' AND status <> 'quarantined'";

sync::ScoredResult read_result(const sqlite::Statement& row) {
    sync::ScoredResult result{.student_no = row.text(0),
                              .academic_year = row.text(1),
                              .record_id = row.text(2),
                              .instrument = row.text(5),
                              .class_code = row.text(3),
                              .department_code = row.text(4),
                              .overall = row.is_null(6) ? std::nullopt : domain::Ratio::parse(row.text_view(6)),
                              .level = row.is_null(7) ? std::nullopt : domain::level_from(static_cast<int>(row.integer(7))),
                              .dimensions = {},
                              .indicators = {},
                              .counted_at = instant(row, 9)};
    decode_scores(row.text_view(8), result);
    return result;
}

}  // namespace

std::optional<sync::RecordHead> SqlRecords::find(std::string_view student_no, std::string_view id) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kFind, id, student_no), [](auto& row) { return read_head(row, 0); });
    });
}

std::vector<sync::RecordHead> SqlRecords::of_student(std::string_view student_no, std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kOfStudent, student_no, limit), [](auto& row) { return read_head(row, 0); });
    });
}

std::uint64_t SqlRecords::count_of_student(std::string_view student_no) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kCountOfStudent, student_no), [](auto& row) { return static_cast<std::uint64_t>(row.integer(0)); })
            .value_or(0);
    });
}

std::vector<sync::RecordHead> SqlRecords::standing(std::string_view student_no) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kStanding, student_no), [](auto& row) { return read_head(row, 0); });
    });
}

std::optional<Bytes> SqlRecords::sealed_content(std::string_view student_no, std::string_view id) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kSealed, id, student_no), [](auto& row) { return row.blob(0); });
    });
}

void SqlRecords::claim(std::string student_no, std::string id, sync::ActionMark action, Instant at, sync::Completion<bool> done) {
    const auto work = [=](sqlite::Database& database) {
        const auto number = first(database.query(kToClaim, id, student_no), [](auto& row) { return row.integer(0); });
        if (!number || database.run(kClaim, *number) != 1) {
            return false;
        }
        leave_trace(database, student_no, {.audit = std::nullopt, .action = action}, at);
        return true;
    };
    writer_.write(work, std::move(done));
}

void SqlRecords::disown(std::string student_no, std::string id, sync::ActionMark action, Instant at, sync::Completion<sync::Verdict> done) {
    const auto work = [=](sqlite::Database& database) {
        struct Found {
            std::int64_t number;
            protocol::RecordKind kind;
            std::string academic_year;
            std::string terminal;
            crypto::Digest sha256;
        };
        const auto found = first(database.query(kToDisown, id, student_no), [](auto& row) {
            const auto kind = protocol::from_text<protocol::RecordKind>(row.text_view(1));
            return Found{row.integer(0), kind.value_or(protocol::RecordKind::Feedback), row.text(2), row.text(3), fixed<32>(row, 4)};
        });
        if (!found) {
            return sync::Verdict::NotFound;
        }
        const bool has_proceeding = found->kind == protocol::RecordKind::Plan || found->kind == protocol::RecordKind::Diagnosis;
        if (has_proceeding && sync::is_with_staff(find_proceeding(database, {student_no, found->kind, found->academic_year}), id)) {
            return sync::Verdict::WrongState;
        }
        database.run(kDisown, found->number);
        database.run(kDropResult, found->number);
        set_aside(database, {.terminal = found->terminal,
                             .id = id,
                             .sha256 = found->sha256,
                             .reason = protocol::QuarantineReason::Disowned,
                             .received_at = at,
                             .envelope = std::nullopt,
                             .record = found->number,
                             .bytes = {}});
        restate(database, student_no, found->kind, found->academic_year, {.at = at, .without_plan = std::nullopt});
        leave_trace(database, student_no, {.audit = std::nullopt, .action = action}, at);
        return sync::Verdict::Done;
    };
    writer_.write(work, std::move(done));
}

std::optional<sync::ScoredResult> SqlResults::find(std::string_view student_no, std::string_view academic_year) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kResult, student_no, academic_year), read_result);
    });
}

std::vector<sync::ScoredResult> SqlResults::of_class(std::string_view class_code, std::string_view academic_year) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kOfClass, academic_year, class_code), read_result);
    });
}

std::vector<std::string> SqlResults::academic_years() const {
    return readers_.read([](sqlite::Database& database) {
        return every(database.query(kYears), [](auto& row) { return row.text(0); });
    });
}

sync::ResultStore::ClassCount SqlResults::count(std::string_view class_code, std::string_view academic_year) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kCount, academic_year, class_code),
                     [](auto& row) {
                         return ClassCount{.submitted = static_cast<std::uint64_t>(row.integer(0)),
                                           .counted = static_cast<std::uint64_t>(row.integer(1))};
                     })
            .value_or(ClassCount{});
    });
}

}  // namespace xz::server::storage
