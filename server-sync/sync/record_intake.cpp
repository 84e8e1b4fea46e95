#include "server-sync/sync/record_intake.hpp"

namespace xz::server::sync {

namespace {

using protocol::QuarantineReason;
using protocol::SubmissionStatus;

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

Taken begun_with(const WaitingRecord& waiting) {
    Taken taken;
    taken.settled.waiting = waiting.number;
    taken.settled.record = waiting.head;
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
            .superseded = false,
            .withdrawn = false};
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
    const auto box = keys_.box(envelope->header.kid);
    const auto recovery = !box && keys_.recovery ? keys_.recovery(envelope->header.rkid) : nullptr;
    if (!box && !recovery) {
        return refused(pending, QuarantineReason::Key);
    }
    const auto record = box ? protocol::open(*envelope, *box) : protocol::open_with_recovery_key(*envelope, *recovery);
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
    taken.settled.at = clock_.now();
    taken.settled.envelope = pending.number;
    taken.settled.record = head_of(record->content, pending.terminal, pending.received_at, *student);
    if (is_proven(*record, envelope->header, taken.settled)) {
        counting_.count(*record, *student, Vouched::No, taken.settled);
    }
    return taken;
}

Taken RecordIntake::take(const WaitingRecord& waiting) {
    if (waiting.head.status == SubmissionStatus::Counted) {
        return score_again(waiting);
    }
    Taken taken = begun_with(waiting);
    taken.settled.at = clock_.now();
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
    counting_.count(*record, *student, waiting.vouched, taken.settled);
    return taken;
}

Taken RecordIntake::set_aside(const PendingEnvelope& envelope) { return refused(envelope, QuarantineReason::Record); }

Taken RecordIntake::set_aside(const WaitingRecord& waiting) {
    Taken taken = begun_with(waiting);
    taken.settled.counted_before = waiting.head.status == SubmissionStatus::Counted;
    if (!taken.settled.counted_before) {
        quarantine(taken.settled, QuarantineReason::Record);
    }
    return taken;
}

Settled RecordIntake::set_aside(const Settled& rejected) {
    Settled settled;
    settled.envelope = rejected.envelope;
    settled.waiting = rejected.waiting;
    settled.at = rejected.at;
    if (rejected.envelope) {
        settled.refused = QuarantineReason::Record;
        return settled;
    }
    settled.record = rejected.record;
    settled.counted_before = rejected.counted_before;
    if (!settled.counted_before) {
        quarantine(settled, QuarantineReason::Record);
    }
    return settled;
}

// Whether it counts was judged by the windows of its time.
Taken RecordIntake::score_again(const WaitingRecord& waiting) const {
    Taken taken = begun_with(waiting);
    taken.settled.counted_before = true;
    const auto record = vault_.open(waiting.head.student_no, waiting.head.id, waiting.sealed);
    const auto student = ports_.students.find(waiting.head.student_no);
    if (record && student) {
        counting_.score_again(*record, *student, taken.settled);
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

}  // namespace xz::server::sync
