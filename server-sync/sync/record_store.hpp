// Opened records, at rest under their student's own key, and how far each has come: opened → proven → counted.
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

enum class RecordStatus { Opened, Proven, Counted, Quarantined };

[[nodiscard]] std::string_view to_text(RecordStatus status);
[[nodiscard]] std::optional<RecordStatus> record_status(std::string_view text);

enum class ProofKind { None, Pin, Session };  // the greater wins between two revisions of one base

[[nodiscard]] std::string_view to_text(ProofKind proof);
[[nodiscard]] std::optional<ProofKind> proof_kind(std::string_view text);

// A record without its content.
struct RecordHead {
    std::string id;
    std::string student_no;
    std::string kind;
    std::string academic_year;
    std::string class_code;  // at the time of opening; empty for an unknown student
    std::uint64_t revision = 1;
    std::string base;  // id of the revision it replaces, or empty
    std::string instrument;
    std::string terminal;
    RecordStatus status = RecordStatus::Opened;
    std::string reason;  // why it waits or rests in quarantine
    ProofKind proof = ProofKind::None;
    Instant submitted_at;
    Instant received_at;
    bool superseded = false;  // by a revision of its own or by the winner of its base
};

// The exact scores of a counted diagnosis, one per student and year: what aggregates read. Scores are fractions as
// text ("2467/30"): nothing is computed from a rounded value (DOMAIN 5).
struct Score {
    std::string code;  // dimension or indicator
    std::string exact;
};

struct DimensionScore {
    std::string code;
    std::string exact;       // empty: too little data
    std::string data_exact;  // from imported indicators only; empty: none
};

struct ScoredResult {
    std::string student_no;
    std::string academic_year;
    std::string record_id;
    std::string class_code;
    std::string department_code;
    std::string level;  // of the whole: "excellent" | "good" | "pass" | "below" | "" when there is too little data
    std::string overall_exact;
    std::vector<DimensionScore> dimensions;
    std::vector<Score> indicators;  // those that were answered
    Instant counted_at;
};

class RecordStore {
public:
    virtual ~RecordStore() = default;
    [[nodiscard]] virtual std::optional<RecordHead> find(std::string_view id) const = 0;
    // A student's records, newest first.
    [[nodiscard]] virtual std::vector<RecordHead> of_student(std::string_view student_no, std::size_t limit) const = 0;
    // The canonical record, decrypted; nothing: unknown, or its key was destroyed.
    [[nodiscard]] virtual std::optional<std::string> content(std::string_view id) const = 0;

    // The student, online, says that a quarantined or waiting record is theirs: it is taken as proven by that session
    // and goes on. False: not theirs, or nothing to claim.
    virtual void claim(std::string student_no, std::string id, Instant at, Completion<bool> done) = 0;
    // 不是我: quarantined, and its result withdrawn.
    virtual void disown(std::string student_no, std::string id, Instant at, Completion<bool> done) = 0;
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
