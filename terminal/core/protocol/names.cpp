#include "terminal/core/protocol/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace xz::protocol {
namespace {

template <typename Enum>
using Spelling = std::pair<Enum, std::string_view>;

constexpr std::array Kinds{
    Spelling<RecordKind>{RecordKind::Plan, "plan"},
    Spelling<RecordKind>{RecordKind::Checkpoint, "checkpoint"},
    Spelling<RecordKind>{RecordKind::Diagnosis, "diagnosis"},
    Spelling<RecordKind>{RecordKind::Feedback, "feedback"},
};
constexpr std::array Sources{
    Spelling<RecordSource>{RecordSource::Terminal, "terminal"},
    Spelling<RecordSource>{RecordSource::Web, "web"},
};
constexpr std::array SubmissionStatuses{
    Spelling<SubmissionStatus>{SubmissionStatus::Received, "received"},
    Spelling<SubmissionStatus>{SubmissionStatus::Opened, "opened"},
    Spelling<SubmissionStatus>{SubmissionStatus::Proven, "proven"},
    Spelling<SubmissionStatus>{SubmissionStatus::Counted, "counted"},
    Spelling<SubmissionStatus>{SubmissionStatus::Quarantined, "quarantined"},
};
constexpr std::array ReceiptStatuses{
    Spelling<ReceiptStatus>{ReceiptStatus::Stored, "stored"},
    Spelling<ReceiptStatus>{ReceiptStatus::Duplicate, "duplicate"},
    Spelling<ReceiptStatus>{ReceiptStatus::Conflict, "conflict"},
    Spelling<ReceiptStatus>{ReceiptStatus::Quarantined, "quarantined"},
};
constexpr std::array Reasons{
    Spelling<QuarantineReason>{QuarantineReason::Malformed, "malformed"},
    Spelling<QuarantineReason>{QuarantineReason::Signature, "signature"},
    Spelling<QuarantineReason>{QuarantineReason::Terminal, "terminal"},
    Spelling<QuarantineReason>{QuarantineReason::Fork, "fork"},
    Spelling<QuarantineReason>{QuarantineReason::Conflict, "conflict"},
    Spelling<QuarantineReason>{QuarantineReason::Revoked, "revoked"},
    Spelling<QuarantineReason>{QuarantineReason::Key, "key"},
    Spelling<QuarantineReason>{QuarantineReason::Sealed, "sealed"},
    Spelling<QuarantineReason>{QuarantineReason::Record, "record"},
    Spelling<QuarantineReason>{QuarantineReason::Header, "header"},
    Spelling<QuarantineReason>{QuarantineReason::Proof, "proof"},
    Spelling<QuarantineReason>{QuarantineReason::Student, "student"},
    Spelling<QuarantineReason>{QuarantineReason::Window, "window"},
    Spelling<QuarantineReason>{QuarantineReason::Disowned, "disowned"},
};

template <typename List, typename Enum>
std::string_view spell(const List& list, Enum value) {
    const auto found = std::ranges::find(list, value, &List::value_type::first);
    return found == list.end() ? std::string_view{} : found->second;
}

template <typename List>
auto read(const List& list, std::string_view text) -> std::optional<typename List::value_type::first_type> {
    const auto found = std::ranges::find(list, text, &List::value_type::second);
    if (found == list.end()) return std::nullopt;
    return found->first;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_alphanumeric(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_name_character(char c) {
    return is_alphanumeric(c) || c == '.' || c == '_' || c == '-';
}

}  // namespace

std::string_view to_text(RecordKind kind) { return spell(Kinds, kind); }
std::string_view to_text(RecordSource source) { return spell(Sources, source); }
std::string_view to_text(SubmissionStatus status) { return spell(SubmissionStatuses, status); }
std::string_view to_text(ReceiptStatus status) { return spell(ReceiptStatuses, status); }
std::string_view to_text(QuarantineReason reason) { return spell(Reasons, reason); }

template <>
std::optional<RecordKind> from_text(std::string_view text) { return read(Kinds, text); }
template <>
std::optional<RecordSource> from_text(std::string_view text) { return read(Sources, text); }
template <>
std::optional<SubmissionStatus> from_text(std::string_view text) { return read(SubmissionStatuses, text); }
template <>
std::optional<ReceiptStatus> from_text(std::string_view text) { return read(ReceiptStatuses, text); }
template <>
std::optional<QuarantineReason> from_text(std::string_view text) { return read(Reasons, text); }

bool is_terminal_name(std::string_view text) {
    return !text.empty() && text.size() <= 32 && text[0] != '.' && text[0] != '-' &&
           std::ranges::all_of(text, is_name_character);
}

bool is_student_no(std::string_view text) {
    return !text.empty() && text.size() <= 20 && std::ranges::all_of(text, is_alphanumeric);
}

bool is_academic_year(std::string_view text) {
    if (text.size() != 9 || text[4] != '-') return false;
    const auto year = [&](std::size_t at) {
        int value = 0;
        for (const char c : text.substr(at, 4)) {
            if (!is_digit(c)) return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    return year(0) > 0 && year(5) == year(0) + 1;
}

bool is_key_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, is_name_character);
}

}  // namespace xz::protocol
