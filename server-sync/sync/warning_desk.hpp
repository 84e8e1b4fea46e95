// The small loop (监测 → 预警 → 改进): raises warnings from status data, takes the steps of students and staff, hears objections (DOMAIN 3, 5).
#pragma once

#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "server-sync/sync/student_words.hpp"
#include "terminal/core/domain/dossier.hpp"
#include "terminal/core/domain/proceedings.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// A line of a class's list: what was raised and how far it has come, and nobody's words.
struct ListedWarning {
    std::string student_no;
    domain::Raised raised;
    std::string state;  // domain::name_of(WarningState)
    domain::Day due;
    domain::ObjectionState objection = domain::ObjectionState::None;
};
// A step with what was said: a task, a reason.
struct ToldStep {
    WarningStep step;
    std::string words;
};
struct HeardObjection {
    StoredObjection stored;
    std::string text;    // the student's words
    std::string answer;  // empty while open
};

struct Evaluation {
    std::uint64_t students = 0;
    std::uint64_t raised = 0;   // new or worse
    std::uint64_t cleared = 0;  // no longer raised
    std::uint64_t left = 0;     // students whose warnings could not be written, and who stay marked
};

// Whoever calls on behalf of staff has checked their scope; steps by staff are audited here, looks by the caller. `action`: a student's
// action, whose answer is kept with the step; none for staff. Steps seal words under the student's key on the calling
// thread (some 0.1 ms, an fsync with a student's first words); their completion is the store's.
class WarningDesk {
public:
    WarningDesk(Ports ports, const PublishedCache& published, RandomSource& random)
        : ports_{ports}, published_{published}, words_{ports.student_keys, random} {}

    // --- reads, some 1 ms. Throw StoreUnavailable.
    // The member `warnings` of a student's context: cards of that year, worst first, and objections to data that raised none.
    [[nodiscard]] domain::Warnings warnings_of(std::string_view student_no, std::string_view academic_year) const;
    [[nodiscard]] std::vector<ToldStep> steps_of(std::string_view student_no, std::string_view academic_year) const;  // oldest first
    // Not over, by student number.
    [[nodiscard]] std::vector<ListedWarning> of_class(std::string_view class_code, std::string_view academic_year) const;
    [[nodiscard]] std::optional<HeardObjection> objection(std::int64_t number) const;

    // --- a student's login brought them: Triggered becomes Notified.
    void notify(std::string student_no, std::string academic_year, Instant now) const;

    // --- steps. The key's year says which year's; a warning of another student is not found.
    void acknowledge(std::string student_no, domain::WarningKey key, ActionMark action, Instant now, Completion<Verdict> done) const;
    // In the student's stead, and why: once its response is overdue, that nobody waits for a student who does not come. TooEarly before.
    void vouch(std::string student_no, domain::WarningKey key, std::string reason, Stepper by, Instant now, Completion<Verdict> done) const;
    void act(std::string student_no, domain::WarningKey key, std::string task, Stepper by, ActionMark action, Instant now,
             Completion<Verdict> done) const;
    void resolve(std::string student_no, domain::WarningKey key, std::string reason, Stepper by, Instant now, Completion<Verdict> done) const;

    // A student says that a datum of the year is wrong. `subject`: a warning's key, whose term's datum it is, or an indicator, whose datum
    // is the one that the year's diagnosis shows. NotFound without a datum, OnceOnly when this very one was objected to before.
    void object(std::string student_no, std::string academic_year, std::string subject, std::string text, ActionMark action,
                Instant now, Completion<Verdict> done) const;
    // Counselor or quality office. Upheld: the datum counts no more, the warning that it raised becomes data_error. Both need their answer.
    void uphold(std::int64_t objection, std::string answer, Stepper by, Instant now, Completion<Verdict> done) const;
    void dismiss(std::int64_t objection, std::string answer, Stepper by, Instant now, Completion<Verdict> done) const;

    // --- duties, blocking: for imports and background work. Throw StoreUnavailable.
    using Progress = std::function<void(std::uint64_t done)>;
    // Every student who is marked; also what an import left undone by a crash. Nothing while nothing is published. Students whose
    // warnings cannot be written stay marked for the next time.
    Evaluation evaluate_marked(Instant now, const Progress& progress = {}) const;
    // Warnings of years that are over. Answers how many.
    std::uint64_t expire(Instant now) const;

private:
    enum class From { AnyDay, WhenOverdue };
    void take_step(std::string student_no, domain::WarningKey key, domain::WarningAction step, std::string words, Stepper by,
                   ActionMark action, From from, Instant now, Completion<Verdict> done) const;
    [[nodiscard]] DatumSought shown_datum(std::string_view student_no, std::string_view academic_year, Instant now) const;
    [[nodiscard]] std::vector<Evaluated> take(std::vector<Evaluated> evaluated) const;
    void answer(std::int64_t objection, domain::ObjectionState state, std::string answer, Stepper by, Instant now,
                Completion<Verdict> done) const;
    [[nodiscard]] domain::WarningCard card_of(const StoredWarning& stored, const std::vector<HeardObjection>& objections) const;
    [[nodiscard]] HeardObjection heard(StoredObjection stored) const;

    Ports ports_;
    const PublishedCache& published_;
    StudentWords words_;
};

}  // namespace xz::server::sync
