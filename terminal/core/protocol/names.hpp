// The enumerations and names that several wire forms share, and their spelling.
#pragma once

#include <optional>
#include <string_view>

namespace xz::protocol {

// 规划, 中期检查, 诊断, 反馈
enum class RecordKind { Plan, Checkpoint, Diagnosis, Feedback };
enum class RecordSource { Terminal, Web };

// The stations of a record on the platform (DESIGN 4), as a student sees them.
enum class SubmissionStatus { Received, Opened, Proven, Counted, Quarantined };

// What the platform says of an envelope when it has made it durable.
enum class ReceiptStatus {
    Stored,
    Duplicate,    // the same bytes are there already
    Conflict,     // another envelope of this terminal has this id: kept, quarantined by hash
    Quarantined,  // kept, and something shows without opening it
};

// Why an envelope or record is set aside.
enum class QuarantineReason {
    Malformed,  // not canonical, or not of the form
    Signature,  // not signed by the terminal's key
    Terminal,   // another terminal's name than the certificate's
    Fork,       // another envelope stands at this place of the chain, or `prev` is not the hash of the one before
    Conflict,   // another envelope has this id
    Revoked,    // beyond what a revoked terminal had reported
    Key,        // sealed to a key that the platform does not have
    Sealed,     // cannot be opened: body, keys or padding were changed
    Record,     // opened, and no record of this version
    Header,     // the record inside is another than the envelope says
    Proof,      // the proof does not hold
    Student,    // no such student
    Window,     // begun outside the window
    Disowned,   // its student says: 不是我
};

[[nodiscard]] std::string_view to_text(RecordKind kind);
[[nodiscard]] std::string_view to_text(RecordSource source);
[[nodiscard]] std::string_view to_text(SubmissionStatus status);
[[nodiscard]] std::string_view to_text(ReceiptStatus status);
[[nodiscard]] std::string_view to_text(QuarantineReason reason);

template <typename Enum>
[[nodiscard]] std::optional<Enum> from_text(std::string_view text);
template <>
std::optional<RecordKind> from_text(std::string_view text);
template <>
std::optional<RecordSource> from_text(std::string_view text);
template <>
std::optional<SubmissionStatus> from_text(std::string_view text);
template <>
std::optional<ReceiptStatus> from_text(std::string_view text);
template <>
std::optional<QuarantineReason> from_text(std::string_view text);

// 1–32 of A–Z a–z 0–9 . _ - and no dot or dash first; also the common name of its certificate.
[[nodiscard]] bool is_terminal_name(std::string_view text);
// 1–20 ASCII letters and digits (XH C20).
[[nodiscard]] bool is_student_no(std::string_view text);
// "2026-2027", the second the year after the first.
[[nodiscard]] bool is_academic_year(std::string_view text);
// 1–64 of A–Z a–z 0–9 . _ -
[[nodiscard]] bool is_key_id(std::string_view text);

}  // namespace xz::protocol
