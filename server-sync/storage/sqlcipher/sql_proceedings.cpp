#include "server-sync/storage/sqlcipher/sql_proceedings.hpp"

#include "server-sync/storage/sqlcipher/proceeding_rows.hpp"
#include "server-sync/storage/sqlcipher/record_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/sql_actions.hpp"
#include "server-sync/storage/sqlcipher/sql_audit.hpp"

#include <array>

namespace xz::server::storage {

namespace {

constexpr std::string_view kOfStudent =
    "SELECT kind, academic_year, state, active, record, revision, words, comment, without_plan, since, steps FROM proceeding "
    "WHERE student_no = ? ORDER BY academic_year DESC, kind";
constexpr std::string_view kSteps =
    "SELECT from_state, to_state, action, actor, taken_by, record, words, at FROM proceeding_step "
    "WHERE student_no = ? AND kind = ? AND academic_year = ? ORDER BY step";
constexpr std::string_view kOfClass =
    "SELECT student.student_no, student.name, state, active, proceeding.record, revision, words, comment, without_plan, since, steps, "
    "(SELECT count(*) FROM record AS other JOIN record AS standing ON other.base = standing.base WHERE standing.current = 1 "
    "AND standing.student_no = student.student_no AND standing.kind = ?1 AND standing.academic_year = ?2 "
    "AND other.student_no = student.student_no AND other.kind = ?1 AND other.academic_year = ?2 AND other.status = 'counted' "
    "AND other.withdrawn = 0) FROM student LEFT JOIN proceeding ON proceeding.student_no = student.student_no "
    "AND proceeding.kind = ?1 AND proceeding.academic_year = ?2 WHERE student.class_code = ?3 AND student.status = 'active' "
    "ORDER BY student.student_no";
constexpr std::string_view kInState =
    "SELECT student_no, academic_year FROM proceeding WHERE kind = ? AND state = ? AND academic_year < ? "
    "ORDER BY academic_year, student_no LIMIT ?";
constexpr std::string_view kVerdicts =
    "SELECT indicator, verification, given_by, at FROM evidence_verdict WHERE student_no = ? AND record = ? ORDER BY indicator";
constexpr std::string_view kVerify =
    "INSERT INTO evidence_verdict (student_no, record, indicator, verification, given_by, at) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT DO UPDATE SET verification = excluded.verification, given_by = excluded.given_by, at = excluded.at";
constexpr std::string_view kScoreAgain =
    "UPDATE record SET retry = 1 WHERE id = ? AND student_no = ? AND kind = 'diagnosis' AND status = 'counted'";

constexpr std::string_view kVerified =
    "SELECT academic_year FROM record WHERE id = ? AND student_no = ? AND kind = 'diagnosis' AND status = 'counted'";

constexpr std::array<std::string_view, 3> kVerifications{"pending", "confirmed", "rejected"};

domain::Verification verification(std::string_view text) {
    for (std::size_t index = 0; index < kVerifications.size(); ++index) {
        if (kVerifications[index] == text) {
            return static_cast<domain::Verification>(index);
        }
    }
    return domain::Verification::Pending;
}

}  // namespace

sync::Proceeding SqlProceedings::find(const sync::ProceedingKey& key) const {
    return readers_.read([&](sqlite::Database& database) { return find_proceeding(database, key); });
}

std::vector<sync::Proceeding> SqlProceedings::of_student(std::string_view student_no) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kOfStudent, student_no), [&](auto& row) {
            const auto kind = protocol::from_text<protocol::RecordKind>(row.text_view(0)).value_or(protocol::RecordKind::Plan);
            return read_proceeding({std::string{student_no}, kind, row.text(1)}, row, 2);
        });
    });
}

std::vector<sync::ProceedingStep> SqlProceedings::steps_of(const sync::ProceedingKey& key) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kSteps, key.student_no, protocol::to_text(key.kind), key.academic_year), [](auto& row) {
            return sync::ProceedingStep{.from = row.text(0),
                                        .to = row.text(1),
                                        .action = row.text(2),
                                        .actor = domain::actor_from(row.text_view(3)).value_or(domain::Actor::Platform),
                                        .by = row.text(4),
                                        .record = row.text(5),
                                        .words = row.blob(6),
                                        .at = instant(row, 7)};
        });
    });
}

std::vector<sync::ClassEntry> SqlProceedings::of_class(std::string_view class_code, protocol::RecordKind kind,
                                                       std::string_view academic_year) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kOfClass, protocol::to_text(kind), academic_year, class_code), [&](auto& row) {
            return sync::ClassEntry{.student_no = row.text(0),
                                    .name = row.text(1),
                                    .proceeding = read_proceeding({row.text(0), kind, std::string{academic_year}}, row, 2),
                                    .versions = static_cast<std::uint64_t>(row.integer(11))};
        });
    });
}

std::vector<sync::ProceedingKey> SqlProceedings::in_state(protocol::RecordKind kind, std::string_view state,
                                                          std::string_view before_year, std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kInState, protocol::to_text(kind), state, before_year, limit), [&](auto& row) {
            return sync::ProceedingKey{row.text(0), kind, row.text(1)};
        });
    });
}

void SqlProceedings::change(sync::ProceedingKey key, sync::DecideProceeding decide, sync::StepTrace trace,
                            sync::Completion<sync::Verdict> done) {
    const auto work = [key = std::move(key), decide = std::move(decide), trace = std::move(trace)](sqlite::Database& database) {
        const sync::Proceeding now = find_proceeding(database, key);
        const sync::ProceedingChange change = decide(now);
        if (change.verdict != sync::Verdict::Done) {
            return change.verdict;
        }
        take_step(database, now, change);
        if (change.others == sync::Others::StandBack) {
            stand_back(database, key, change.step.at, change.next.active, change.next.record);
        }
        restate(database, key.student_no, key.kind, key.academic_year, {.at = change.step.at, .without_plan = std::nullopt});
        leave_trace(database, key.student_no, trace, change.step.at);
        return sync::Verdict::Done;
    };
    writer_.write(work, std::move(done));
}

std::vector<sync::EvidenceVerdict> SqlProceedings::verdicts_of(std::string_view student_no, std::string_view record) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kVerdicts, student_no, record), [](auto& row) {
            return sync::EvidenceVerdict{
                .indicator = row.text(0), .verification = verification(row.text_view(1)), .by = row.text(2), .at = instant(row, 3)};
        });
    });
}

void SqlProceedings::verify(std::string student_no, std::string record, sync::EvidenceVerdict verdict, sync::AuditEntry audit,
                            sync::Completion<sync::Verdict> done) {
    const auto work = [=](sqlite::Database& database) {
        const auto year = first(database.query(kVerified, record, student_no), [](auto& row) { return row.text(0); });
        if (!year) {
            return sync::Verdict::NotFound;
        }
        const auto now = find_proceeding(database, {student_no, protocol::RecordKind::Diagnosis, *year});
        if (now.record != record || now.state != domain::name_of(domain::DiagnosisState{domain::diagnosis_state::Submitted{}})) {
            return sync::Verdict::WrongState;
        }
        database.run(kScoreAgain, record, student_no);
        database.run(kVerify, student_no, record, verdict.indicator, kVerifications[static_cast<std::size_t>(verdict.verification)],
                     verdict.by, column(verdict.at));
        append_audit(database, audit);
        return sync::Verdict::Done;
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
