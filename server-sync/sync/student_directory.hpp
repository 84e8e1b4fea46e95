// Who the students are, what the college knows of them, and which public keys their PINs have.
#pragma once

#include "server-sync/sync/audit_log.hpp"
#include "server-sync/sync/completion.hpp"
#include "server-sync/sync/import_batch.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/clock.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

enum class UnitKind { College, Department, Major, Class };  // 学院 系 专业 班级

[[nodiscard]] std::string_view to_text(UnitKind kind);  // "college", …
[[nodiscard]] std::optional<UnitKind> unit_kind(std::string_view text);

struct OrgUnit {
    std::string code;
    UnitKind kind = UnitKind::Class;
    std::string name;
    std::string parent;  // code; empty at the top
};

struct Student {
    std::string student_no;  // XH
    std::string name;        // XM
    std::string sex;         // XBM, GB/T 2261.1
    std::string class_code;  // BH
    std::string entered;     // RXNY "202409"
    std::string status;      // "active" or why not
    std::string card_no;     // empty: none
    std::optional<int> grade_override;
    std::optional<std::chrono::year_month_day> graduates_on;
    std::optional<std::chrono::year_month_day> internship_from;
    std::optional<std::chrono::year_month_day> adult_on;
    std::optional<std::chrono::year_month_day> returned_on = {};  // the last time, from leave: the day of the roster that says so. The directory's own
};

// A student with the units above, as one look-up gives them.
struct PlacedStudent {
    Student student;
    OrgUnit class_unit;
    OrgUnit department;
};

struct PinKey {
    Bytes public_key;  // Ed25519
    Instant valid_from;
    std::optional<Instant> valid_until;  // none: in force
};

// One value of status data (DOMAIN 3, Observation).
struct Observation {
    std::string student_no;
    std::string indicator;
    std::string academic_year;
    std::string term;   // "1", "2" or empty for the year
    std::string value;  // decimal text
    std::string source;
    std::chrono::year_month_day as_of;
};

struct ActivationCode {
    std::string student_no;
    Bytes hash;  // activation_hash()
    Instant expires_at;
};

// What the directory keeps of an activation code (ten digits, protocol::make_activation_code): SHA-256 over a label, the
// number and the digits.
[[nodiscard]] Bytes activation_hash(std::string_view student_no, std::string_view digits);

enum class PinVerdict { Set, CodeUnknown, CodeExpired, CodeUsed, UnknownStudent };

// Which of the columns that need not be there a roster has: of one that is not, whoever is in the directory keeps what is known.
struct RosterColumns {
    bool major = true;
    bool status = true;
    bool card_no = true;
    bool grade_override = true;
    bool graduates_on = true;
    bool internship_from = true;
    bool adult_on = true;
};

struct RosterImport {
    ImportBatch batch;
    std::vector<OrgUnit> units;  // a code stays the kind of unit that it is; a department stays under what it is
    std::vector<Student> students;
    std::vector<ActivationCode> codes;  // kept only for students who have neither a PIN nor an unused code
    RosterColumns given = {};
};

struct UnitChange {
    OrgUnit before;
    OrgUnit after;
};

struct RosterOutcome {
    bool repeated = false;  // this very batch was the latest one already
    std::uint64_t added = 0;
    std::uint64_t changed = 0;
    std::vector<UnitChange> units;       // that were there, and have another name or are under another one now
    std::vector<std::string> activated;  // numbers whose code of this import is the one in force
};

// Of a file that was taken before: nothing is done, or its values are taken once more and supersede what came after them.
enum class Repetition { Refused, Again };

struct StatusImport {
    ImportBatch batch;
    std::vector<Observation> observations;
    Repetition repetition = Repetition::Refused;
};

// A batch whose values stand in the place of others'.
struct Overruling {
    std::string hash;
    Instant at;
    std::uint64_t rows = 0;
};

struct StatusOutcome {
    bool repeated = false;          // this very file was taken before, whole, and nothing was done
    std::uint64_t added = 0;
    std::uint64_t unchanged = 0;    // said before, with the same value and source
    std::uint64_t superseded = 0;   // former values of the same day, kept beside the new ones
};

class StudentDirectory {
public:
    virtual ~StudentDirectory() = default;

    [[nodiscard]] virtual std::optional<PlacedStudent> find(std::string_view student_no) const = 0;
    [[nodiscard]] virtual std::optional<std::string> student_of_card(std::string_view card_no) const = 0;
    [[nodiscard]] virtual std::vector<PinKey> pin_keys(std::string_view student_no) const = 0;  // newest first
    // Of each indicator the newest one that is not superseded, as_of ≤ until (DOMAIN 5, Which value).
    [[nodiscard]] virtual std::vector<Observation> observations(std::string_view student_no, std::string_view academic_year,
                                                                std::chrono::year_month_day until) const = 0;
    [[nodiscard]] virtual std::optional<OrgUnit> unit(std::string_view code) const = 0;
    [[nodiscard]] virtual std::vector<OrgUnit> units(UnitKind kind) const = 0;
    [[nodiscard]] virtual std::uint64_t students_in(std::string_view class_code) const = 0;  // active ones
    [[nodiscard]] virtual std::vector<std::string> numbers() const = 0;  // of every student, ascending: imports check against it
    // Active students of a class, a major or a department who have no PIN in force, by class and number.
    [[nodiscard]] virtual std::vector<Student> without_pin(std::string_view unit_code) const = 0;

    // When this very file was taken last, whole; nothing: never.
    [[nodiscard]] virtual std::optional<Instant> taken_at(const ImportBatch& batch) const = 0;
    // The rows in whose place another batch's values stand, newest batch first. Some seconds for a large file: for imports.
    [[nodiscard]] virtual std::vector<Overruling> overruled(const StatusImport& import) const = 0;

    virtual void import_roster(RosterImport import, Completion<RosterOutcome> done) = 0;
    // All of it or nothing is seen, however many parts it comes in; other writes get their turn between them. Marks the students for
    // WarningStore::to_evaluate(). One at a time: another one meanwhile is rejected.
    virtual void import_status(StatusImport import, Completion<StatusOutcome> done) = 0;

    // First login: the code is used up and the key put in force, or neither.
    virtual void activate(std::string student_no, Bytes code_hash, Bytes public_key, Instant at, Completion<PinVerdict> done) = 0;
    // The caller has checked the old proof, or resets by a counselor's order. The former key stays with its dates.
    virtual void change_pin(std::string student_no, Bytes public_key, Instant at, Completion<PinVerdict> done) = 0;
    // New codes for those of them who have no PIN in force; answers their numbers. An older code of theirs ends. `audit` is on record with
    // them, unless there are none.
    virtual void renew_codes(std::vector<ActivationCode> codes, AuditEntry audit, Completion<std::vector<std::string>> done) = 0;
    // A new code replaces any unused one, the PIN in force and the student's sessions end, and `audit` is on record: all of it or nothing.
    virtual void reset_pin(ActivationCode code, Instant at, AuditEntry audit, Completion<PinVerdict> done) = 0;
};

}  // namespace xz::server::sync
