#include "server-sync/storage/sqlcipher/sql_processing.hpp"

#include "server-sync/storage/sqlcipher/feedback_rows.hpp"
#include "server-sync/storage/sqlcipher/proceeding_rows.hpp"
#include "server-sync/storage/sqlcipher/record_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/score_text.hpp"
#include "server-sync/storage/sqlcipher/sql_contacts.hpp"
#include "server-sync/storage/sqlcipher/sql_quarantine.hpp"
#include "server-sync/sync/submission.hpp"

namespace xz::server::storage {

namespace {

using protocol::QuarantineReason;
using protocol::SubmissionStatus;

constexpr std::string_view kPending =
    "SELECT number, terminal, bytes, received_at FROM envelope_body JOIN envelope USING (number) ORDER BY number LIMIT ?";
constexpr std::string_view kWaiting =
    "SELECT record.id, student_no, kind, academic_year, class_code, revision, base, instrument, record.terminal, status, reason, "
    "proof, submitted_at, record.received_at, current, withdrawn, vouched, sealed, coalesce(header, ''), record.number FROM record "
    "JOIN record_content USING (number) LEFT JOIN envelope ON envelope.number = record.envelope WHERE retry = 1 "
    "AND NOT EXISTS (SELECT 1 FROM evaluation WHERE evaluation.student_no = record.student_no "
    "AND evaluation.academic_year = record.academic_year AND awaits > (SELECT number FROM observation_horizon)) "
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
// Two terminals may bring one id; of one student's only one may be proven, and a terminal has it once.
constexpr std::string_view kTaken =
    "SELECT 1 FROM record WHERE id = ?1 AND number <> ?2 AND (terminal = ?3 OR (student_no = ?4 AND ?5 "
    "AND status IN ('proven', 'counted')))";
constexpr std::string_view kThere = "SELECT envelope, waits_for FROM record WHERE number = ?";
constexpr std::string_view kInsert =
    "INSERT INTO record (id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, envelope, status, "
    "reason, proof, submitted_at, received_at, waits_for, retry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kInsertContent = "INSERT INTO record_content (number, sealed) VALUES (?, ?)";
constexpr std::string_view kUpdate = "UPDATE record SET status = ?, reason = ?, proof = ?, waits_for = ?, retry = ? WHERE number = ?";
constexpr std::string_view kPublished = "SELECT 1 FROM bundle_instrument WHERE instrument = ?";
constexpr std::string_view kCountedThere = "SELECT 1 FROM record WHERE id = ? AND student_no = ? AND status = 'counted'";
constexpr std::string_view kGoOn = "UPDATE record SET retry = 1 WHERE waits_for = 'record:' || ? AND student_no = ?";
constexpr std::string_view kCloseCase =
    "UPDATE quarantine SET resolution = 'released', resolved_by = ?, resolved_at = ? WHERE record = ? AND resolution = ''";
constexpr std::string_view kWaitingNumbers =
    "SELECT (SELECT count(*) FROM record WHERE status = 'opened'), "
    "(SELECT count(*) FROM record WHERE waits_for <> '' AND waits_for LIKE 'instrument:%'), "
    "(SELECT count(*) FROM record WHERE waits_for <> '' AND waits_for LIKE 'record:%')";
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
    std::optional<std::int64_t> level;
    if (result.level) {
        level = static_cast<std::int64_t>(*result.level);
    }
    database.run(kPutResult, record, result.student_no, result.academic_year, result.class_code, result.department_code,
                 result.instrument, overall, level, encode_scores(result), column(result.counted_at));
}

std::string spelled(const std::optional<sync::Awaited>& awaited) {
    if (!awaited) {
        return {};
    }
    return (awaited->what == sync::Awaited::What::Instrument ? "instrument:" : "record:") + awaited->name;
}

// It may have come since the record was looked at, also in this very batch.
bool has_come(sqlite::Database& database, const sync::Settled& settled) {
    if (!settled.awaited) {
        return false;
    }
    return settled.awaited->what == sync::Awaited::What::Instrument
               ? any(database.query(kPublished, settled.awaited->name))
               : any(database.query(kCountedThere, settled.awaited->name, settled.record->student_no));
}

bool is_taken(sqlite::Database& database, const sync::RecordHead& head, std::int64_t number) {
    const bool proven = head.status == SubmissionStatus::Proven || head.status == SubmissionStatus::Counted;
    return any(database.query(kTaken, head.id, number, head.terminal, head.student_no, static_cast<std::int64_t>(proven)));
}

std::int64_t insert(sqlite::Database& database, const sync::Settled& settled) {
    const sync::RecordHead& head = *settled.record;
    const auto reason = head.reason ? std::optional{protocol::to_text(*head.reason)} : std::nullopt;
    database.run(kInsert, head.id, head.student_no, protocol::to_text(head.kind), head.academic_year, head.class_code,
                 static_cast<std::int64_t>(head.revision), head.base, head.instrument, head.terminal, *settled.envelope,
                 protocol::to_text(head.status), reason, sync::to_text(head.proof), column(head.submitted_at),
                 column(head.received_at), spelled(settled.awaited), static_cast<std::int64_t>(has_come(database, settled)));
    const std::int64_t number = database.last_row_id();
    database.run(kInsertContent, number, settled.sealed);
    return number;
}

// Of a diagnosis: is there a plan of that year that somebody handed in and nobody took back?
std::optional<sync::WithoutPlan> without_plan(sqlite::Database& database, const sync::Settled& settled) {
    const sync::RecordHead& head = *settled.record;
    if (head.kind != protocol::RecordKind::Diagnosis) {
        return std::nullopt;
    }
    if (!find_proceeding(database, {head.student_no, protocol::RecordKind::Plan, head.academic_year}).record.empty()) {
        return sync::WithoutPlan::No;
    }
    return settled.excuse == sync::PlanExcuse::Given ? sync::WithoutPlan::Explained : sync::WithoutPlan::Unexplained;
}

void count(sqlite::Database& database, const sync::Settled& settled, std::int64_t number) {
    const sync::RecordHead& head = *settled.record;
    database.run(kCloseCase, sync::to_text(head.proof), column(settled.at), number);
    if (settled.result) {
        put_result(database, number, *settled.result);
    }
    const sync::ProceedingKey key{head.student_no, head.kind, head.academic_year};
    if (const auto now = find_proceeding(database, key); sync::answers_return(now, head)) {
        stand_back(database, key, now.since, now.active, head.id);
    }
    restate(database, head.student_no, head.kind, head.academic_year,
            {.at = settled.at, .without_plan = without_plan(database, settled)});
    if (settled.feedback) {
        arrive(database, head, *settled.feedback, settled.at);
    }
    if (settled.contact) {
        put_contact(database, head, *settled.contact, settled.at);
    }
    database.run(kGoOn, head.id, head.student_no);
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
        count(database, settled, number);
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
    if (is_taken(database, *settled.record, 0)) {
        refuse(database, envelope, *body, QuarantineReason::Conflict);
        return;
    }
    const std::int64_t number = insert(database, settled);
    database.run(kDestroyBody, envelope);
    after_status(database, settled, number, body->sha256);
}

void settle_waiting(sqlite::Database& database, const sync::Settled& settled) {
    const std::int64_t number = *settled.waiting;
    const auto row = first(database.query(kThere, number), [](auto& found) { return std::pair{found.integer(0), found.text(1)}; });
    if (!row || !settled.record) {
        return;
    }
    if (settled.counted_before) {
        if (database.run(kScoredAgain, number) == 1 && settled.result) {
            put_result(database, number, *settled.result);
        }
        return;
    }
    sync::Settled taken = settled;
    sync::RecordHead& head = *taken.record;
    if (is_taken(database, head, number)) {
        head.status = SubmissionStatus::Quarantined;
        head.reason = QuarantineReason::Conflict;
        taken.awaited.reset();
    }
    // What it awaited before has come, and was not enough: it is not looked at again for the same.
    const bool once_more = spelled(taken.awaited) != row->second && has_come(database, taken);
    const auto reason = head.reason ? std::optional{protocol::to_text(*head.reason)} : std::nullopt;
    database.run(kUpdate, protocol::to_text(head.status), reason, sync::to_text(head.proof), spelled(taken.awaited),
                 static_cast<std::int64_t>(once_more), number);
    const auto sha256 = first(database.query(kSealedHash, row->first), [](auto& found) { return fixed<32>(found, 0); });
    after_status(database, taken, number, sha256.value_or(crypto::Digest{}));
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
            return sync::WaitingRecord{.number = row.integer(19),
                                       .head = read_head(row, 0),
                                       .sealed = row.blob(17),
                                       .vouched = static_cast<sync::Vouched>(row.integer(16)),
                                       .header = row.text(18)};
        });
    });
}

sync::WaitingNumbers SqlProcessing::waiting_numbers() const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kWaitingNumbers),
                     [](auto& row) {
                         return sync::WaitingNumbers{.unchecked = static_cast<std::uint64_t>(row.integer(0)),
                                                     .for_instrument = static_cast<std::uint64_t>(row.integer(1)),
                                                     .for_record = static_cast<std::uint64_t>(row.integer(2))};
                     })
            .value_or(sync::WaitingNumbers{});
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
            } else if (one.waiting) {
                settle_waiting(database, one);
            }
        }
    };
    writer_.write(std::move(work), std::move(done));
}

}  // namespace xz::server::storage
