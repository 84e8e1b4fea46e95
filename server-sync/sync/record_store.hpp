// Opened records, at rest under their student's own key, and how far each has come: opened → proven → counted.
#pragma once

#include "server-sync/sync/action_store.hpp"
#include "server-sync/sync/completion.hpp"
#include "server-sync/sync/steps.hpp"
#include "terminal/core/domain/level.hpp"
#include "terminal/core/domain/ratio.hpp"
#include "terminal/core/protocol/names.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

enum class ProofKind { None, Pin, Session };  // the greater wins between two revisions of one base

[[nodiscard]] std::string_view to_text(ProofKind proof);
[[nodiscard]] std::optional<ProofKind> proof_kind(std::string_view text);

// A record without its content.
struct RecordHead {
    std::string id;
    std::string student_no;
    protocol::RecordKind kind = protocol::RecordKind::Diagnosis;
    std::string academic_year;
    std::string class_code;  // at the time of opening; empty for an unknown student
    std::uint64_t revision = 1;
    std::string base;  // id of the revision it replaces, or empty
    std::string instrument;
    std::string terminal;
    protocol::SubmissionStatus status = protocol::SubmissionStatus::Opened;  // never Received: a sealed record is nobody's
    std::optional<protocol::QuarantineReason> reason;  // of Quarantined
    ProofKind proof = ProofKind::None;
    Instant submitted_at;
    Instant received_at;
    bool superseded = false;  // by a revision of its own or by the winner of its base
    bool withdrawn = false;   // counted, but stands back: its student took it back, or answered its return with another
};

// The exact scores of a counted diagnosis, one per student and year: what aggregates read (DOMAIN 5: nothing is computed
// from a rounded value).
struct IndicatorScore {
    std::string code;
    domain::Ratio score;
};

struct DimensionScore {
    std::string code;
    std::optional<domain::Ratio> score;       // nothing: too little data
    std::optional<domain::Ratio> data_score;  // from imported values only
    std::optional<domain::Level> level;
};

struct ScoredResult {
    std::string student_no;
    std::string academic_year;
    std::string record_id;
    std::string instrument;
    std::string class_code;
    std::string department_code;
    std::optional<domain::Ratio> overall;
    std::optional<domain::Level> level;
    std::vector<DimensionScore> dimensions;  // all of the instrument
    std::vector<IndicatorScore> indicators;  // those that have a score
    Instant counted_at;
};

class RecordStore {
public:
    virtual ~RecordStore() = default;
    // Ids are a student's own: another's record may have the same. Of several terminals' the one that is proven.
    [[nodiscard]] virtual std::optional<RecordHead> find(std::string_view student_no, std::string_view id) const = 0;
    // A student's records, the last to arrive first: a terminal's clock, which may lie, hides none.
    [[nodiscard]] virtual std::vector<RecordHead> of_student(std::string_view student_no, std::size_t limit) const = 0;
    [[nodiscard]] virtual std::uint64_t count_of_student(std::string_view student_no) const = 0;
    // Of each kind and year the one that stands.
    [[nodiscard]] virtual std::vector<RecordHead> standing(std::string_view student_no) const = 0;
    // The record as it lies at rest, under its student's key (record_vault.hpp opens it).
    [[nodiscard]] virtual std::optional<Bytes> sealed_content(std::string_view student_no, std::string_view id) const = 0;

    // The student, online, says that a quarantined or waiting record is theirs: it is taken as proven by that session
    // and goes on. False: not theirs, or nothing to claim.
    // `action`, here and below: the student's action, whose answer is kept in the same transaction.
    virtual void claim(std::string student_no, std::string id, ActionMark action, Instant at, Completion<bool> done) = 0;
    // 不是我: quarantined, its result withdrawn, and what it had moved moved back. NotFound: not theirs, or disowned before. WrongState: staff
    // has opened or decided it, and only they undo that.
    virtual void disown(std::string student_no, std::string id, ActionMark action, Instant at, Completion<Verdict> done) = 0;
};

class ResultStore {
public:
    virtual ~ResultStore() = default;
    [[nodiscard]] virtual std::optional<ScoredResult> find(std::string_view student_no, std::string_view academic_year) const = 0;
    [[nodiscard]] virtual std::vector<ScoredResult> of_class(std::string_view class_code, std::string_view academic_year) const = 0;
    [[nodiscard]] virtual std::vector<std::string> academic_years() const = 0;  // with any result, newest first

    struct ClassCount {
        std::uint64_t submitted = 0;  // students with a diagnosis that is not in quarantine
        std::uint64_t counted = 0;
    };
    [[nodiscard]] virtual ClassCount count(std::string_view class_code, std::string_view academic_year) const = 0;
};

}  // namespace xz::server::sync
