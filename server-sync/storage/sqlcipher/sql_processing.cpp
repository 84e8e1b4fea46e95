#include "server-sync/storage/sqlcipher/sql_processing.hpp"

#include "server-sync/storage/sqlcipher/record_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/score_text.hpp"
#include "server-sync/storage/sqlcipher/sql_quarantine.hpp"

namespace xz::server::storage {

namespace {

using protocol::QuarantineReason;
using protocol::SubmissionStatus;

constexpr std::string_view kPending =
    "SELECT number, terminal, bytes, received_at FROM envelope_body JOIN envelope USING (number) ORDER BY number LIMIT ?";
constexpr std::string_view kWaiting =
    "SELECT record.id, student_no, kind, academic_year, class_code, revision, base, instrument, record.terminal, status, reason, "
    "proof, submitted_at, record.received_at, current, vouched, sealed, coalesce(header, '') FROM record "
    "JOIN record_content USING (number) LEFT JOIN envelope ON envelope.number = record.envelope WHERE retry = 1 "
    "ORDER BY record.number LIMIT ?";
constexpr std::string_view kFailures =
    "SELECT coalesce(sum(failures), 0), coalesce(sum(CASE WHEN terminal = ? THEN failures END), 0) FROM proof_failure "
    "WHERE student_no = ?";
constexpr std::string_view kFail =
    "INSERT INTO proof_failure (student_no, terminal, failures) VALUES (?, ?, 1) "
    "ON CONFLICT DO UPDATE SET failures = failures + 1";
constexpr std::string_view kForgive = "DELETE FROM proof_failure WHERE student_no = ?";
constexpr std::string_view kProveAgain = "UPDATE record SET retry = 1 WHERE student_no = ? AND status = 'opened'";
constexpr std::string_view kEnvelope =
    "SELECT id, terminal, sha256, received_at, bytes FROM envelope JOIN envelope_body USING (number) WHERE number = ?";
constexpr std::string_view kDestroyBody = "DELETE FROM envelope_body WHERE number = ?";
constexpr std::string_view kRecordNumber = "SELECT number, envelope FROM record WHERE id = ?";
constexpr std::string_view kInsert =
    "INSERT INTO record (id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, envelope, status, "
    "reason, proof, submitted_at, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kInsertContent = "INSERT INTO record_content (number, sealed) VALUES (?, ?)";
constexpr std::string_view kUpdate = "UPDATE record SET status = ?, reason = ?, proof = ?, retry = 0 WHERE number = ?";
// Its student may have disowned it meanwhile: then it is not counted any more, and stays as it is.
constexpr std::string_view kScoredAgain = "UPDATE record SET retry = 0 WHERE number = ? AND status = 'counted'";
constexpr std::string_view kPutResult =
    "INSERT INTO result (record, student_no, academic_year, class_code, department_code, instrument, overall, level, scores, "
    "counted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (record) DO UPDATE SET overall = excluded.overall, "
    "level = excluded.level, scores = excluded.scores, counted_at = excluded.counted_at";
constexpr std::string_view kSealedHash = "SELECT sha256 FROM envelope WHERE number = ?";

struct Body {
    std::string id;
    std::string terminal;
    crypto::Digest sha256{};
    Instant received_at;
    std::string bytes;
};

std::optional<Body> find_body(sqlite::Database& database, std::int64_t number) {
    return first(database.query(kEnvelope, number), [](auto& row) {
        return Body{row.text(0), row.text(1), fixed<32>(row, 2), instant(row, 3), std::string{text_of(row.blob_view(4))}};
    });
}

void refuse(sqlite::Database& database, std::int64_t number, const Body& body, QuarantineReason reason) {
    set_aside(database, {.terminal = body.terminal,
                         .id = body.id,
                         .sha256 = body.sha256,
                         .reason = reason,
                         .received_at = body.received_at,
                         .envelope = number,
                         .record = std::nullopt,
                         .bytes = body.bytes});
    database.run(kDestroyBody, number);
}

void put_result(sqlite::Database& database, std::int64_t record, const sync::ScoredResult& result) {
    const auto overall = result.overall ? std::optional{result.overall->text()} : std::nullopt;
    const auto level = result.level ? std::optional{static_cast<std::int64_t>(*result.level)} : std::nullopt;
    database.run(kPutResult, record, result.student_no, result.academic_year, result.class_code, result.department_code,
                 result.instrument, overall, level, encode_scores(result), column(result.counted_at));
}

std::int64_t insert(sqlite::Database& database, const sync::RecordHead& head, std::int64_t envelope, const Bytes& sealed) {
    const auto reason = head.reason ? std::optional{protocol::to_text(*head.reason)} : std::nullopt;
    database.run(kInsert, head.id, head.student_no, protocol::to_text(head.kind), head.academic_year, head.class_code,
                 static_cast<std::int64_t>(head.revision), head.base, head.instrument, head.terminal, envelope,
                 protocol::to_text(head.status), reason, sync::to_text(head.proof), column(head.submitted_at),
                 column(head.received_at));
    const std::int64_t number = database.last_row_id();
    database.run(kInsertContent, number, sealed);
    return number;
}

void after_status(sqlite::Database& database, const sync::Settled& settled, std::int64_t number, const crypto::Digest& sha256) {
    const sync::RecordHead& head = *settled.record;
    if (settled.wrong_proof) {
        database.run(kFail, head.student_no, head.terminal);
    }
    if (head.status == SubmissionStatus::Quarantined) {
        set_aside(database, {.terminal = head.terminal,
                             .id = head.id,
                             .sha256 = sha256,
                             .reason = head.reason.value_or(QuarantineReason::Record),
                             .received_at = head.received_at,
                             .envelope = std::nullopt,
                             .record = number,
                             .bytes = {}});
    }
    if (head.status == SubmissionStatus::Counted) {
        if (settled.result) {
            put_result(database, number, *settled.result);
        }
        restate(database, head.student_no, protocol::to_text(head.kind), head.academic_year);
    }
}

void settle_envelope(sqlite::Database& database, const sync::Settled& settled) {
    const std::int64_t envelope = *settled.envelope;
    const auto body = find_body(database, envelope);
    if (!body) {
        return;  // settled before
    }
    if (settled.refused || !settled.record) {
        refuse(database, envelope, *body, settled.refused.value_or(QuarantineReason::Record));
        return;
    }
    if (any(database.query(kRecordNumber, settled.record->id))) {
        refuse(database, envelope, *body, QuarantineReason::Conflict);  // another terminal brought a record of this id
        return;
    }
    const std::int64_t number = insert(database, *settled.record, envelope, settled.sealed);
    database.run(kDestroyBody, envelope);
    after_status(database, settled, number, body->sha256);
}

void settle_waiting(sqlite::Database& database, const sync::Settled& settled) {
    if (!settled.record) {
        return;
    }
    const sync::RecordHead& head = *settled.record;
    const auto row = first(database.query(kRecordNumber, head.id),
                           [](auto& found) { return std::pair{found.integer(0), found.integer(1)}; });
    if (!row) {
        return;
    }
    if (settled.counted_before) {
        if (database.run(kScoredAgain, row->first) == 1 && settled.result) {
            put_result(database, row->first, *settled.result);
        }
        return;
    }
    const auto reason = head.reason ? std::optional{protocol::to_text(*head.reason)} : std::nullopt;
    database.run(kUpdate, protocol::to_text(head.status), reason, sync::to_text(head.proof), row->first);
    const auto sha256 = first(database.query(kSealedHash, row->second), [](auto& found) { return fixed<32>(found, 0); });
    after_status(database, settled, row->first, sha256.value_or(crypto::Digest{}));
}

}  // namespace

std::vector<sync::PendingEnvelope> SqlProcessing::pending(std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kPending, limit), [](auto& row) {
            return sync::PendingEnvelope{row.integer(0), row.text(1), std::string{text_of(row.blob_view(2))}, instant(row, 3)};
        });
    });
}

std::vector<sync::WaitingRecord> SqlProcessing::waiting(std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kWaiting, limit), [](auto& row) {
            return sync::WaitingRecord{.head = read_head(row, 0),
                                       .sealed = row.blob(16),
                                       .vouched = static_cast<sync::Vouched>(row.integer(15)),
                                       .header = row.text(17)};
        });
    });
}

sync::ProofFailures SqlProcessing::proof_failures(std::string_view student_no, std::string_view terminal) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kFailures, terminal, student_no),
                     [](auto& row) {
                         return sync::ProofFailures{.from_terminal = static_cast<std::uint64_t>(row.integer(1)),
                                                    .in_all = static_cast<std::uint64_t>(row.integer(0))};
                     })
            .value_or(sync::ProofFailures{});
    });
}

void SqlProcessing::forgive_proofs(std::string student_no, sync::Completion<sync::Done> done) {
    const auto work = [student_no = std::move(student_no)](sqlite::Database& database) {
        database.run(kForgive, student_no);
        database.run(kProveAgain, student_no);
    };
    writer_.write(work, std::move(done));
}

void SqlProcessing::settle(std::vector<sync::Settled> settled, sync::Completion<sync::Done> done) {
    auto work = [settled = std::move(settled)](sqlite::Database& database) {
        for (const sync::Settled& one : settled) {
            if (one.envelope) {
                settle_envelope(database, one);
            } else {
                settle_waiting(database, one);
            }
        }
    };
    writer_.write(std::move(work), std::move(done));
}

}  // namespace xz::server::storage
