#include "server-sync/sync/import_fields.hpp"

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/protocol/names.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace xz::server::sync {

namespace {

constexpr std::size_t kLongestCode = 32;

// Characters that turn the text around them, and so could show another name than the one that is stored (Unicode: Bidi_Control).
constexpr std::array<std::string_view, 9> kTurning{"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"};

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }) ||
           std::any_of(kTurning.begin(), kTurning.end(), [&](std::string_view each) { return text.find(each) != std::string_view::npos; });
}

}  // namespace

std::string optional_text_field(const CsvTable::Row& row, std::string_view column, std::size_t max_characters) {
    const std::string_view text = row[column];
    if (count_code_points(text) > max_characters || has_control(text)) {
        row.problem(column, fmt::format("at most {} characters, none of them a control", max_characters));
        return {};
    }
    return std::string{text};
}

std::string text_field(const CsvTable::Row& row, std::string_view column, std::size_t max_characters) {
    if (!says_something(row[column])) {
        row.problem(column, fmt::format("1 to {} characters", max_characters));
        return {};
    }
    return optional_text_field(row, column, max_characters);
}

std::string student_field(const CsvTable::Row& row, std::string_view column) {
    if (!protocol::is_student_no(row[column])) {
        row.problem(column, "a student number of 1 to 20 letters and digits");
        return {};
    }
    return std::string{row[column]};
}

std::string code_field(const CsvTable::Row& row, std::string_view column) {
    if (!is_code(row[column])) {
        row.problem(column, "1 to 32 of A–Z a–z 0–9 . _ -");
        return {};
    }
    return std::string{row[column]};
}

std::chrono::year_month_day day_field(const CsvTable::Row& row, std::string_view column) {
    const auto day = day_from_text(row[column]);
    if (!day) {
        row.problem(column, "a day as 2026-06-10");
    }
    return day.value_or(std::chrono::year_month_day{});
}

std::optional<std::chrono::year_month_day> optional_day_field(const CsvTable::Row& row, std::string_view column) {
    return row[column].empty() ? std::nullopt : std::optional{day_field(row, column)};
}

bool is_code(std::string_view text) {
    const auto allowed = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= kLongestCode && std::all_of(text.begin(), text.end(), allowed);
}

ImportBatch batch_of(const ImportFile& file, ImportKind kind, const ImportReport& report) {
    const std::string hash = to_hex(crypto::sha256(file.bytes));
    AuditEntry audit;
    audit.at = file.now;
    audit.actor = std::string{file.actor};
    audit.action = fmt::format("import.{}", to_text(kind));
    audit.subject = hash;
    return {.hash = hash,
            .kind = std::string{to_text(kind)},
            .actor = std::string{file.actor},
            .at = file.now,
            .accepted = report.accepted(),
            .rejected = report.rejected(),
            .problems = report.problems(),
            .audit = std::move(audit)};
}

std::string_view to_text(ImportKind kind) {
    switch (kind) {
        case ImportKind::Students: return "students";
        case ImportKind::Status: return "status";
        case ImportKind::Staff: break;
    }
    return "staff";
}

const ImportColumns& columns_of(ImportKind kind) {
    static const ImportColumns students{
        {"XH", "XM", "XBM", "BH", "RXNY", "class_name", "department_code", "department_name"},
        {"major_code", "major_name", "status", "card_no", "grade_override", "graduates_on", "internship_from", "adult_on"}};
    static const ImportColumns status{{"XH", "indicator", "academic_year", "term", "value", "source", "as_of"}, {}};
    static const ImportColumns staff{{"user", "name", "role"}, {"scope", "classes", "from", "until"}};
    switch (kind) {
        case ImportKind::Students: return students;
        case ImportKind::Status: return status;
        case ImportKind::Staff: break;
    }
    return staff;
}

}  // namespace xz::server::sync
