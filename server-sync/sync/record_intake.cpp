#include "server-sync/sync/record_intake.hpp"

#include <algorithm>

namespace xz::server::sync {

namespace {

using protocol::QuarantineReason;
using protocol::SubmissionStatus;

constexpr std::string_view kSensitive = "sensitive";  // the consent's purpose, as the notice names it

QuarantineReason reason_of(protocol::OpenFault fault) {
    switch (fault) {
        case protocol::OpenFault::Record: return QuarantineReason::Record;
        case protocol::OpenFault::Header: return QuarantineReason::Header;
        default: return QuarantineReason::Sealed;
    }
}

Taken refused(const PendingEnvelope& envelope, QuarantineReason reason) {
    Taken taken;
    taken.settled.envelope = envelope.number;
    taken.settled.refused = reason;
    return taken;
}

void quarantine(Settled& settled, QuarantineReason reason) {
    settled.record->status = SubmissionStatus::Quarantined;
    settled.record->reason = reason;
}

RecordHead head_of(const protocol::RecordContent& content, std::string_view terminal, Instant received_at,
                   const PlacedStudent& student) {
    return {.id = content.id,
            .student_no = content.student_no,
            .kind = content.kind,
            .academic_year = content.academic_year,
            .class_code = student.student.class_code,
            .revision = content.revision,
            .base = content.base.value_or(""),
            .instrument = content.instrument,
            .terminal = std::string{terminal},
            .status = SubmissionStatus::Opened,
            .reason = std::nullopt,
            .proof = ProofKind::None,
            .submitted_at = content.submitted_at,
            .received_at = received_at,
            .superseded = false};
}

domain::Activity activity_of(protocol::RecordKind kind) {
    switch (kind) {
        case protocol::RecordKind::Plan: return domain::Activity::Plan;
        case protocol::RecordKind::Checkpoint: return domain::Activity::Checkpoint;
        case protocol::RecordKind::Diagnosis: return domain::Activity::Diagnosis;
        case protocol::RecordKind::Feedback: break;
    }
    return domain::Activity::Feedback;
}

bool agreed_to_sensitive(const protocol::RecordContent& content) {
    return std::any_of(content.consents.begin(), content.consents.end(), [](const protocol::Consent& consent) {
        return consent.purpose == kSensitive && consent.given;
    });
}

// The present key, and those that were in force when the record was made: it may have been weeks on its way.
std::vector<crypto::VerifyKey> keys_at(const std::vector<PinKey>& keys, Instant captured_at) {
    std::vector<crypto::VerifyKey> usable;
    for (const PinKey& key : keys) {
        const bool in_force = !key.valid_until || (key.valid_from <= captured_at && captured_at < *key.valid_until);
        if (const auto parsed = crypto::VerifyKey::from(key.public_key); in_force && parsed) {
            usable.push_back(*parsed);
        }
    }
    return usable;
}

}  // namespace

Taken RecordIntake::take(const PendingEnvelope& pending) {
    const auto envelope = protocol::decode_envelope(pending.bytes);
    if (!envelope) {
        return refused(pending, QuarantineReason::Malformed);
    }
    const crypto::BoxKey* key = keys_.box(envelope->header.kid);
    if (key == nullptr) {
        return refused(pending, QuarantineReason::Key);
    }
    const auto record = protocol::open(*envelope, *key);
    if (!record) {
        return refused(pending, reason_of(record.error()));
    }
    const auto student = ports_.students.find(record->content.student_no);
    if (!student) {
        return refused(pending, QuarantineReason::Student);
    }
    auto canonical = protocol::encode(*record);
    if (!canonical) {
        return refused(pending, QuarantineReason::Record);
    }
    Taken taken;
    taken.record = std::move(*canonical);
    taken.settled.envelope = pending.number;
    taken.settled.record = head_of(record->content, pending.terminal, pending.received_at, *student);
    if (is_proven(*record, envelope->header, taken.settled)) {
        count(*record, *student, Vouched::No, taken.settled);
    }
    return taken;
}

Taken RecordIntake::take(const WaitingRecord& waiting) {
    if (waiting.head.status == SubmissionStatus::Counted) {
        return score_again(waiting);
    }
    Taken taken;
    taken.settled.record = waiting.head;
    RecordHead& head = *taken.settled.record;
    head.reason.reset();
    const auto record = vault_.open(head.student_no, head.id, waiting.sealed);
    const auto student = ports_.students.find(head.student_no);
    if (!record || !student) {
        quarantine(taken.settled, record ? QuarantineReason::Student : QuarantineReason::Sealed);
        return taken;
    }
    if (waiting.vouched == Vouched::ByStudent) {
        head.proof = ProofKind::Session;
    }
    if (waiting.vouched == Vouched::No && head.status == SubmissionStatus::Opened) {
        const auto header = protocol::decode_header(waiting.header);
        if (!header) {
            quarantine(taken.settled, QuarantineReason::Header);
            return taken;
        }
        if (!is_proven(*record, *header, taken.settled)) {
            return taken;
        }
    }
    count(*record, *student, waiting.vouched, taken.settled);
    return taken;
}

Taken RecordIntake::set_aside(const PendingEnvelope& envelope) { return refused(envelope, QuarantineReason::Record); }

Taken RecordIntake::set_aside(const WaitingRecord& waiting) {
    Taken taken;
    taken.settled.record = waiting.head;
    taken.settled.counted_before = waiting.head.status == SubmissionStatus::Counted;
    if (!taken.settled.counted_before) {
        quarantine(taken.settled, QuarantineReason::Record);
    }
    return taken;
}

// Whether it counts was judged by the windows of its time. What cannot be scored now keeps the result that it has.
Taken RecordIntake::score_again(const WaitingRecord& waiting) const {
    Taken taken;
    taken.settled.record = waiting.head;
    taken.settled.counted_before = true;
    const auto record = vault_.open(waiting.head.student_no, waiting.head.id, waiting.sealed);
    const auto student = ports_.students.find(waiting.head.student_no);
    const auto published = published_.with_instrument(waiting.head.instrument);
    const auto newest = published_.newest();
    if (record && student && published && newest && newest->cycle(waiting.head.academic_year) != nullptr) {
        (void)score(*record, *student, *published, taken.settled);
    }
    return taken;
}

bool RecordIntake::is_proven(const protocol::Record& record, const protocol::EnvelopeHeader& header, Settled& settled) {
    RecordHead& head = *settled.record;
    const bool by_pin = std::holds_alternative<protocol::PinProof>(record.proof);
    if (by_pin && must_wait(head)) {
        return false;  // stays Opened, unchecked, until its student confirms it or proves the PIN online
    }
    head.proof = prove(record, header);
    if (head.proof != ProofKind::None) {
        return true;
    }
    quarantine(settled, QuarantineReason::Proof);
    settled.wrong_proof = by_pin;
    wrong_in_batch_[{head.student_no, head.terminal}] += by_pin ? 1 : 0;
    return false;
}

bool RecordIntake::must_wait(const RecordHead& head) const {
    ProofFailures failures = ports_.processing.proof_failures(head.student_no, head.terminal);
    for (const auto& [who, wrong] : wrong_in_batch_) {
        failures.in_all += who.first == head.student_no ? wrong : 0;
        failures.from_terminal += who == std::pair{head.student_no, head.terminal} ? wrong : 0;
    }
    return failures.from_terminal >= rules_.wrong_proofs_per_terminal || failures.in_all >= rules_.wrong_proofs_in_all;
}

ProofKind RecordIntake::prove(const protocol::Record& record, const protocol::EnvelopeHeader& header) const {
    if (const auto* session = std::get_if<protocol::SessionProof>(&record.proof)) {
        const auto verdict =
            protocol::check_session_proof(*session, header, record.content, keys_.receipt, rules_.statement_slack);
        return verdict == protocol::ProofVerdict::Holds ? ProofKind::Session : ProofKind::None;
    }
    const auto keys = keys_at(ports_.students.pin_keys(record.content.student_no), header.captured_at);
    const auto verdict = protocol::check_pin_proof(std::get<protocol::PinProof>(record.proof), header, record.content, keys);
    return verdict == protocol::ProofVerdict::Holds ? ProofKind::Pin : ProofKind::None;
}

// From proven to counted. A record begun inside its window is accepted whenever it arrives (DOMAIN 2).
void RecordIntake::count(const protocol::Record& record, const PlacedStudent& student, Vouched vouched, Settled& settled) const {
    const protocol::RecordContent& content = record.content;
    settled.record->status = SubmissionStatus::Proven;
    const bool is_diagnosis = content.kind == protocol::RecordKind::Diagnosis;
    const auto newest = published_.newest();
    const auto published = is_diagnosis ? published_.with_instrument(content.instrument) : newest;
    if (!published || !newest) {
        return;  // stays Proven until a bundle brings its instrument
    }
    const domain::Cycle* cycle = newest->cycle(content.academic_year);
    const domain::Student judged = student_in(student.student, content.academic_year, day_in_china(content.submitted_at));
    const bool in_window =
        cycle != nullptr && cycle->accepts(activity_of(content.kind), cohort_of(judged), content.started_at);
    if (!in_window && vouched != Vouched::ByStaff && content.kind != protocol::RecordKind::Feedback) {
        quarantine(settled, QuarantineReason::Window);
        return;
    }
    if (is_diagnosis && (cycle == nullptr || !score(record, student, *published, settled))) {
        quarantine(settled, QuarantineReason::Record);
        return;
    }
    settled.record->status = SubmissionStatus::Counted;
}

bool RecordIntake::score(const protocol::Record& record, const PlacedStudent& student, const domain::Published& published,
                         Settled& settled) const {
    const protocol::RecordContent& content = record.content;
    const domain::Instrument* instrument = published.instrument(content.instrument);
    const auto newest = published_.newest();
    auto diagnosis = domain::diagnosis_from_json(content.payload);
    if (instrument == nullptr || !diagnosis || !domain::validate(*diagnosis, *instrument).empty()) {
        return false;
    }
    if (!agreed_to_sensitive(content)) {
        domain::withhold_sensitive(*diagnosis, *instrument);
    }
    const domain::Student judged = student_in(student.student, content.academic_year, day_in_china(content.submitted_at));
    const domain::Evidence evidence =
        evidence_for(ports_.students, content.student_no, *newest->cycle(content.academic_year), cohort_of(judged));
    Judged scores = judge(*instrument, judged, *diagnosis, evidence);
    settled.result = ScoredResult{.student_no = content.student_no,
                                  .academic_year = content.academic_year,
                                  .record_id = content.id,
                                  .instrument = content.instrument,
                                  .class_code = student.student.class_code,
                                  .department_code = student.department.code,
                                  .overall = scores.scores.overall,
                                  .level = scores.scores.level,
                                  .dimensions = std::move(scores.dimensions),
                                  .indicators = std::move(scores.indicators),
                                  .counted_at = clock_.now()};
    return true;
}

}  // namespace xz::server::sync
