// How far each student's plan and diagnosis of a year has come, every step that led there, and what was made of evidence (DOMAIN 3).
#pragma once

#include "server-sync/sync/action_store.hpp"
#include "server-sync/sync/audit_log.hpp"
#include "server-sync/sync/completion.hpp"
#include "server-sync/sync/steps.hpp"
#include "terminal/core/domain/status_data.hpp"
#include "terminal/core/protocol/names.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

struct ProceedingKey {
    std::string student_no;
    protocol::RecordKind kind = protocol::RecordKind::Plan;  // Plan or Diagnosis
    std::string academic_year;
    friend bool operator==(const ProceedingKey&, const ProceedingKey&) = default;
};

// Of a diagnosis: was it handed in without a plan of the year (the exception path), and did the student say why?
enum class WithoutPlan { No, Explained, Unexplained };

struct Proceeding {
    ProceedingKey key;
    std::string state;          // domain::name_of(PlanState or DiagnosisState); "draft" where nothing was handed in
    std::string active;         // record in force (plans), or empty
    std::string record;         // the record that the state is about, or empty
    std::uint64_t revision = 0; // of `record`
    Bytes words;                // the state's reason, sealed; empty: none
    Bytes comment;              // staff's newest comment, sealed; empty: none
    WithoutPlan without_plan = WithoutPlan::No;
    Instant since;              // of the newest step
    std::uint64_t steps = 0;    // taken so far; 0: nothing handed in yet
};

// Append-only. `from` and `to` are names of states.
struct ProceedingStep {
    std::string from, to;
    std::string action;  // domain::name_of of the action; or "disown": 不是我
    domain::Actor actor = domain::Actor::Student;
    std::string by;      // Stepper::name
    std::string record;
    Bytes words;         // reason or comment, sealed
    Instant at;
};

// Withdrawing takes back everything that was handed in but the record in force.
enum class Others { Stay, StandBack };

// A step as it is decided inside the store's transaction: pure, fast, perhaps called twice.
struct ProceedingChange {
    Verdict verdict = Verdict::Done;
    Proceeding next;      // of Done only; `since` and `steps` are the store's
    ProceedingStep step;  // of Done only
    Others others = Others::Stay;
};
using DecideProceeding = std::function<ProceedingChange(const Proceeding& now)>;

// What is written in the same transaction as a step that was done.
struct StepTrace {
    std::optional<AuditEntry> audit;  // of staff
    ActionMark action;                // the student's action, whose answer is kept (ActionStore)
};

struct ClassEntry {
    std::string student_no;
    std::string name;
    Proceeding proceeding;      // steps 0: nothing handed in yet
    std::uint64_t versions = 0; // counted records with the base of the one that stands; > 1: student and counselor choose
};

// What staff made of one V answer of one record.
struct EvidenceVerdict {
    std::string indicator;
    domain::Verification verification = domain::Verification::Pending;
    std::string by;  // Stepper::name
    Instant at;
};

// Reads throw StoreUnavailable. All calls may come from any thread.
class ProceedingsStore {
public:
    virtual ~ProceedingsStore() = default;

    // One with `steps` 0 when nothing was handed in.
    [[nodiscard]] virtual Proceeding find(const ProceedingKey& key) const = 0;
    [[nodiscard]] virtual std::vector<Proceeding> of_student(std::string_view student_no) const = 0;  // newest year first
    [[nodiscard]] virtual std::vector<ProceedingStep> steps_of(const ProceedingKey& key) const = 0;   // oldest first
    // All active students of the class, by number.
    [[nodiscard]] virtual std::vector<ClassEntry> of_class(std::string_view class_code, protocol::RecordKind kind,
                                                           std::string_view academic_year) const = 0;
    // In that state, of years before `academic_year`.
    [[nodiscard]] virtual std::vector<ProceedingKey> in_state(protocol::RecordKind kind, std::string_view state,
                                                              std::string_view before_year, std::size_t limit) const = 0;

    // A record that is counted takes its Submit step in ProcessingStore::settle; every other step comes through here.
    virtual void change(ProceedingKey key, DecideProceeding decide, StepTrace trace, Completion<Verdict> done) = 0;

    [[nodiscard]] virtual std::vector<EvidenceVerdict> verdicts_of(std::string_view student_no, std::string_view record) const = 0;
    // Replaces an earlier one, whose trace stays in the audit log; the record is scored again. NotFound: no such counted diagnosis;
    // WrongState: it is not, or no longer, the one that waits for staff.
    virtual void verify(std::string student_no, std::string record, EvidenceVerdict verdict, AuditEntry audit,
                        Completion<Verdict> done) = 0;
};

}  // namespace xz::server::sync
