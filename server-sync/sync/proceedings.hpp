// Plans and diagnoses on their way through review: what staff see of one, and the steps of staff and students (DOMAIN 3).
#pragma once

#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "server-sync/sync/record_vault.hpp"
#include "server-sync/sync/student_words.hpp"
#include "terminal/core/domain/dossier.hpp"
#include "terminal/core/domain/goal_results.hpp"
#include "terminal/core/support/clock.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// What a member of staff has looked at.
struct Reviewed {
    std::string student_no;
    std::string academic_year;
    std::string record;
};

struct CaseStep {
    ProceedingStep step;
    std::string words;
};
// One student's plan as the staff responsible read it.
struct PlanCase {
    Proceeding proceeding;
    domain::PlanStanding standing;            // contents are nothing where their student's key is gone
    std::vector<domain::PlanChange> changes;  // of what waits against what is in force
    std::vector<CaseStep> steps;
};
// One V answer of a diagnosis, for its counselor.
struct EvidenceCase {
    std::string indicator;
    domain::Answer answer;
    domain::Verification verification = domain::Verification::Pending;
};
// One student's diagnosis as the staff responsible read it: sensitive answers are left out, whoever asks (DOMAIN 4).
struct DiagnosisCase {
    Proceeding proceeding;
    domain::DiagnosisStanding standing;  // handed_in: whatever the state
    std::vector<domain::GoalResult> goals;
    std::vector<EvidenceCase> evidence;
    std::vector<CaseStep> steps;
};

// Whoever calls on behalf of staff has checked their scope; steps by staff are audited here, looks by the caller. Steps seal words on the
// calling thread; their completion is the store's.
class Proceedings {
public:
    Proceedings(Ports ports, const PublishedCache& published, const RecordVault& vault, RandomSource& random)
        : ports_{ports}, published_{published}, vault_{vault}, words_{ports.student_keys, random} {}

    // --- reads, some 1 ms. Throw StoreUnavailable.
    [[nodiscard]] std::vector<ClassEntry> of_class(std::string_view class_code, protocol::RecordKind kind,
                                                   std::string_view academic_year) const;
    // Nothing: nothing handed in.
    [[nodiscard]] std::optional<PlanCase> plan_case(std::string_view student_no, std::string_view academic_year) const;
    [[nodiscard]] std::optional<DiagnosisCase> diagnosis_case(std::string_view student_no, std::string_view academic_year) const;

    // --- plan. `comment` may be empty, a reason may not. WrongState also when another record waits by now than the one looked at.
    void open_plan(Reviewed what, Stepper by, Instant now, Completion<Verdict> done) const;
    void approve_plan(Reviewed what, std::string comment, Stepper by, Instant now, Completion<Verdict> done) const;
    void return_plan(Reviewed what, std::string reason, Stepper by, Instant now, Completion<Verdict> done) const;
    // By its student, online. `record`: the one that waits; `action`: the student's.
    void withdraw_plan(std::string student_no, std::string record, ActionMark action, Instant now, Completion<Verdict> done) const;

    // --- diagnosis
    void confirm_diagnosis(Reviewed what, std::string comment, Stepper by, Instant now, Completion<Verdict> done) const;
    void return_diagnosis(Reviewed what, std::string reason, Stepper by, Instant now, Completion<Verdict> done) const;
    void reopen_diagnosis(Reviewed what, std::string reason, Stepper by, Instant now, Completion<Verdict> done) const;
    // Counselor: what a V answer of the record is worth; it is scored again. NotFound also for an indicator that is no V of its instrument.
    void verify(Reviewed what, std::string indicator, domain::Verification verification, Stepper by, Instant now,
                Completion<Verdict> done) const;

    // --- duty, blocking: confirmed diagnoses of years whose report window is over become archived. Answers how many. Throws StoreUnavailable.
    std::uint64_t archive(Instant now) const;

private:
    void step(const Reviewed& what, protocol::RecordKind kind, DecideProceeding decide, std::string_view action, const Stepper& by,
              Instant now, Completion<Verdict> done) const;
    [[nodiscard]] std::vector<CaseStep> steps_of(const ProceedingKey& key) const;

    Ports ports_;
    const PublishedCache& published_;
    const RecordVault& vault_;
    StudentWords words_;
};

}  // namespace xz::server::sync
