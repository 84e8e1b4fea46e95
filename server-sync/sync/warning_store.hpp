// Warnings and objections as they rest: one warning a student and key, each step of its small loop logged, students' and staff's words sealed.
#pragma once

#include "server-sync/sync/completion.hpp"
#include "server-sync/sync/proceedings_store.hpp"
#include "server-sync/sync/steps.hpp"
#include "server-sync/sync/student_directory.hpp"
#include "terminal/core/domain/dossier.hpp"
#include "terminal/core/domain/warning.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// Do the newest data still raise it?
enum class Standing { Raised, Cleared };

struct StoredWarning {
    std::string student_no;
    domain::Raised raised;  // as last raised
    Standing standing = Standing::Raised;
    std::string state;      // domain::name_of(WarningState)
    Bytes words;            // the state's task or reason under the student's key; empty: none
    domain::Day due;
    std::uint64_t version = 0;  // grows with every change; 0: not stored yet
};

struct WarningStep {
    domain::WarningKey key;
    Instant at;
    std::string actor;   // "student", "staff:<user>", "platform"
    std::string action;  // domain::name_of(WarningAction), or "trigger", "data": newer values, same state
    domain::Colour colour = domain::Colour::Yellow;
    Bytes words;
};

// A step as it is decided inside the store's transaction: pure, fast, perhaps called twice.
struct Change {
    Verdict verdict = Verdict::Done;
    StoredWarning warning;  // as it is to be; of Done only
    std::vector<WarningStep> steps;
};
using DecideChange = std::function<Change(const StoredWarning& now)>;

// Which of the standing data of an indicator and year is meant: the newest of one term, or of all that the year's diagnosis takes.
struct DatumSought {
    std::optional<std::string> term;
    std::optional<domain::Day> until;  // no later as_of
};

struct StoredObjection {
    std::int64_t number = 0;  // 0: not stored yet
    std::string student_no;
    std::string academic_year;
    std::string indicator;
    std::string term;   // of the datum objected to, as its value and day
    std::string value;
    domain::Day as_of;
    Bytes text;         // sealed under the student's key
    domain::ObjectionState state = domain::ObjectionState::Open;
    Instant made_at;
    std::string answered_by;  // user
    Bytes answer;             // sealed under the student's key
    std::optional<Instant> answered_at;
};

// A student whose data of a year have changed since their warnings were evaluated. Written in the import's own transaction, so that a
// crash between import and evaluation loses nothing.
struct ToEvaluate {
    std::string student_no;
    std::string academic_year;
    std::int64_t mark = 0;  // grows when the student is marked again
};

struct EvaluationBasis {
    ToEvaluate what;
    Student student;
    std::vector<Observation> observations;  // of the year, not superseded, not withdrawn
    std::vector<StoredWarning> warnings;    // of the year
};

struct Evaluated {
    ToEvaluate what;
    struct One {
        StoredWarning warning;  // version as read; one that has moved on meanwhile is left, and its student stays marked
        WarningStep step;
    };
    std::vector<One> changed;
};

// Reads throw StoreUnavailable. All calls may come from any thread.
class WarningStore {
public:
    virtual ~WarningStore() = default;

    [[nodiscard]] virtual std::vector<StoredWarning> of_student(std::string_view student_no, std::string_view academic_year) const = 0;
    // Those that are not over, of active students of the class; by student number.
    [[nodiscard]] virtual std::vector<StoredWarning> open_of_class(std::string_view class_code, std::string_view academic_year) const = 0;
    [[nodiscard]] virtual std::vector<WarningStep> steps_of(std::string_view student_no, std::string_view academic_year) const = 0;
    virtual void change(std::string student_no, domain::WarningKey key, DecideChange decide, StepTrace trace, Completion<Verdict> done) = 0;
    // Every warning of the student and year that is not over, decided one by one; a refusal leaves that one. Answers how many changed.
    virtual void change_all(std::string student_no, std::string academic_year, DecideChange decide, Completion<std::uint64_t> done) = 0;

    [[nodiscard]] virtual std::vector<ToEvaluate> to_evaluate(std::size_t limit) const = 0;
    [[nodiscard]] virtual std::vector<EvaluationBasis> bases_of(const std::vector<ToEvaluate>& students) const = 0;
    virtual void take(std::vector<Evaluated> evaluated, Completion<Done> done) = 0;
    // Student and year of warnings that are not over, of years before `academic_year`.
    [[nodiscard]] virtual std::vector<ToEvaluate> open_before(std::string_view academic_year, std::size_t limit) const = 0;

    [[nodiscard]] virtual std::vector<StoredObjection> objections_of(std::string_view student_no, std::string_view academic_year) const = 0;
    [[nodiscard]] virtual std::vector<StoredObjection> open_objections_of_class(std::string_view class_code) const = 0;
    [[nodiscard]] virtual std::optional<StoredObjection> objection(std::int64_t number) const = 0;
    // To the newest such datum of student, year and indicator that stands: `term`, `value` and `as_of` are filled from it. NotFound:
    // there is none. OnceOnly: one to this very datum is there already.
    virtual void object(StoredObjection objection, DatumSought datum, StepTrace trace, Completion<Verdict> done) = 0;
    // The answer; upheld: in the same transaction the datum is withdrawn (it counts no more), the student marked to be evaluated and scored
    // again, and `decide` asked for the warning that the datum raised, unless it is over. WrongState: not open any more.
    virtual void answer(StoredObjection answered, DecideChange decide, StepTrace trace, Completion<Verdict> done) = 0;
};

}  // namespace xz::server::sync
