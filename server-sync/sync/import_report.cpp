#include "server-sync/sync/import_report.hpp"

#include <fmt/format.h>

namespace xz::server::sync {

namespace {

constexpr std::string_view kFormulaBegins = "=+-@\t\r";

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
    if (!text.empty() && kFormulaBegins.find(text.front()) != std::string_view::npos) {
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
