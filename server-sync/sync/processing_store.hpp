// What happens to envelopes after their receipt: the port of the processor, whose state survives a crash in the store.
#pragma once

#include "server-sync/sync/feedback_store.hpp"
#include "server-sync/sync/record_store.hpp"
#include "terminal/core/domain/indicator.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// An envelope whose receipt is out and that is not opened yet.
struct PendingEnvelope {
    std::int64_t number = 0;  // order of arrival
    std::string terminal;
    std::string bytes;
    Instant received_at;
};

// A record that was opened before and for which something has come: its student's word or login, its instrument, other
// status data.
enum class Vouched { No, ByStudent, ByStaff };  // claimed after an online login; released from quarantine

struct WaitingRecord {
    std::int64_t number = 0;
    RecordHead head;
    Bytes sealed;
    Vouched vouched = Vouched::No;
    std::string header;  // associated_data() of its envelope, which its proof is bound to
};

struct ProofFailures {
    std::uint64_t from_terminal = 0;
    std::uint64_t in_all = 0;
};

// What a proven record cannot be counted without.
struct Awaited {
    enum class What { Instrument, Record } what = What::Instrument;  // published; counted
    std::string name;  // "self-diagnosis@2"; the record's id, of the same student
    friend bool operator==(const Awaited&, const Awaited&) = default;
};

// Whether a diagnosis says why there is no plan this year.
enum class PlanExcuse { Given, None };

// Where one envelope or waiting record has come to.
struct Settled {
    std::optional<std::int64_t> envelope;  // number; nothing for a waiting record
    std::optional<std::int64_t> waiting;   // number of the waiting record; nothing for an envelope
    std::optional<protocol::QuarantineReason> refused;  // no record came out of it: kept sealed, in quarantine
    std::optional<RecordHead> record;
    Bytes sealed;                          // the record under its student's key; empty for a waiting one
    std::optional<Awaited> awaited;        // of a proven one
    std::optional<ScoredResult> result;    // of a counted diagnosis
    PlanExcuse excuse = PlanExcuse::None;  // of a counted diagnosis
    std::optional<FeedbackArrival> feedback;  // of counted feedback
    std::optional<domain::Contact> contact;   // of a counted diagnosis whose student wishes it
    bool wrong_proof = false;              // counts against terminal and student
    bool counted_before = false;           // scored again: only its result is replaced, where there is one
    Instant at;                            // when this was found
};

// Records that wait for something, by what it is.
struct WaitingNumbers {
    std::uint64_t unchecked = 0;       // opened: after too many wrong proofs, until their students have proved the PIN online
    std::uint64_t for_instrument = 0;  // proven: nobody has published their instrument's version
    std::uint64_t for_record = 0;      // proven: the plan or thread that they speak of has not come, or not been counted
};

class ProcessingStore {
public:
    virtual ~ProcessingStore() = default;
    // Oldest first.
    [[nodiscard]] virtual std::vector<PendingEnvelope> pending(std::size_t limit) const = 0;
    // Claimed or released ones, opened ones whose student's failures were forgiven, proven ones for which what they awaited has come, and
    // counted ones whose student's status data or verdicts of evidence have changed since.
    [[nodiscard]] virtual std::vector<WaitingRecord> waiting(std::size_t limit) const = 0;
    [[nodiscard]] virtual WaitingNumbers waiting_numbers() const = 0;
    [[nodiscard]] virtual ProofFailures proof_failures(std::string_view student_no, std::string_view terminal) const = 0;
    // The student has proved the PIN online: wrong proofs do not count any more, and what waited unchecked is waiting().
    virtual void forgive_proofs(std::string student_no, Completion<Done> done) = 0;
    // All in one transaction, in which the dek, recovery and body of every envelope that became a record are destroyed as
    // well: from then on the record rests under its student's key (DESIGN 5). Of the counted records of one student, kind
    // and year the store marks as current the one that current_revision() names, a plan or diagnosis takes the steps that
    // submission.hpp names, feedback opens or continues its thread,
    // and a wish to be contacted becomes a task. A record whose id its student has proven already
    // becomes a Conflict.
    virtual void settle(std::vector<Settled> settled, Completion<Done> done) = 0;
};

}  // namespace xz::server::sync
