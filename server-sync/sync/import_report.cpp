#include "server-sync/sync/import_report.hpp"

#include "terminal/core/support/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace xz::server::sync {

namespace {

// ASCII and full width: some spreadsheets take either.
constexpr std::array<std::string_view, 8> kFormulaBegins{"=", "+", "-", "@", "＝", "＋", "－", "＠"};

bool is_formula(std::string_view text) {
    const std::string_view seen = after_blanks(text);
    return text.starts_with('\t') || text.starts_with('\r') ||
           std::any_of(kFormulaBegins.begin(), kFormulaBegins.end(), [&](std::string_view begin) { return seen.starts_with(begin); });
}

}  // namespace

std::string to_text(const RowProblem& problem) {
    if (problem.line == 0) {
        return fmt::format("expected {}", problem.expected);
    }
    const std::string column = problem.column.empty() ? "" : ", " + problem.column;
    return fmt::format("line {}{}: expected {}", problem.line, column, problem.expected);
}

void ImportReport::add(RowProblem problem) {
    ++found_;
    if (problems_.size() < Shown) {
        problems_.push_back(std::move(problem));
    }
}

std::string to_text(const ImportReport& report) {
    std::string text;
    for (const RowProblem& problem : report.problems()) {
        text += to_text(problem) + '\n';
    }
    if (report.more() > 0) {
        text += fmt::format("and {} more\n", report.more());
    }
    return text;
}

std::string csv_field(std::string_view text) {
    std::string field;
    if (is_formula(text)) {
        field = '\'';
    }
    field += text;
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
        return field;
    }
    std::string quoted = "\"";
    for (const char character : field) {
        quoted += character == '"' ? "\"\"" : std::string(1, character);
    }
    return quoted + '"';
}

}  // namespace xz::server::sync
