#include "server-sync/sync/csv.hpp"

#include "terminal/core/support/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace xz::server::sync {

namespace {

constexpr std::size_t kMostProblems = 100;  // nobody reads more at once
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Walks over the text field by field.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_{text} {}

    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] std::size_t line() const { return line_; }

    Result<CsvRow, RowProblem> row() {
        CsvRow row{.line = line_, .fields = {}};
        for (;;) {
            auto field = at_end() || text_[at_] != '"' ? plain() : quoted();
            if (!field) {
                return failure(field.error());
            }
            row.fields.push_back(std::move(*field));
            if (at_end()) {
                return row;
            }
            if (text_[at_] == ',') {
                ++at_;
                continue;
            }
            end_line();
            return row;
        }
    }

private:
    Result<std::string, RowProblem> plain() {
        const std::size_t begin = at_;
        while (!at_end() && text_[at_] != ',' && !at_line_end()) {
            if (text_[at_] == '"' || text_[at_] == '\r') {
                return failure(RowProblem{line_, "", "quotes only around a whole field, and no lone carriage return"});
            }
            ++at_;
        }
        return std::string{text_.substr(begin, at_ - begin)};
    }

    Result<std::string, RowProblem> quoted() {
        const std::size_t opened = line_;
        std::string field;
        for (++at_; !at_end(); ++at_) {
            if (text_[at_] == '"') {
                if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                    ++at_;
                } else {
                    ++at_;
                    if (!at_end() && text_[at_] != ',' && !at_line_end()) {
                        return failure(RowProblem{line_, "", "a comma or the line's end after a closing quote"});
                    }
                    return field;
                }
            }
            line_ += text_[at_] == '\n' ? 1 : 0;
            field += text_[at_];
        }
        return failure(RowProblem{opened, "", "a closing quote"});
    }

    [[nodiscard]] bool at_line_end() const {
        return text_[at_] == '\n' || (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
    }

    void end_line() {
        at_ += text_[at_] == '\r' ? 2 : 1;
        ++line_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

bool is_blank(const CsvRow& row) {
    return row.fields.size() == 1 && row.fields[0].empty();
}

bool contains(const std::vector<std::string_view>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

RowProblems check_header(const CsvRow& header, const std::vector<std::string_view>& required,
                         const std::vector<std::string_view>& optional) {
    RowProblems problems;
    for (const std::string& column : header.fields) {
        if (!contains(required, column) && !contains(optional, column)) {
            problems.push_back({header.line, column, fmt::format("no such column, but of {}, {}", fmt::join(required, " "),
                                                                 fmt::join(optional, " "))});
        }
        if (std::count(header.fields.begin(), header.fields.end(), column) > 1) {
            problems.push_back({header.line, column, "the column once"});
        }
    }
    for (const std::string_view column : required) {
        if (std::find(header.fields.begin(), header.fields.end(), column) == header.fields.end()) {
            problems.push_back({header.line, std::string{column}, "this column"});
        }
    }
    return problems;
}

}  // namespace

std::string to_text(const RowProblems& problems) {
    std::string text;
    for (const RowProblem& problem : problems) {
        if (problem.line == 0) {
            text += fmt::format("expected {}\n", problem.expected);
            continue;
        }
        const std::string column = problem.column.empty() ? "" : ", " + problem.column;
        text += fmt::format("line {}{}: expected {}\n", problem.line, column, problem.expected);
    }
    return text;
}

Result<std::vector<CsvRow>, RowProblem> read_csv(std::string_view text) {
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    if (!is_utf8(text)) {
        return failure(RowProblem{0, "", "UTF-8 (in Excel: save as CSV UTF-8)"});
    }
    std::vector<CsvRow> rows;
    for (Scanner scanner{text}; !scanner.at_end();) {
        auto row = scanner.row();
        if (!row) {
            return failure(row.error());
        }
        if (!is_blank(*row)) {
            rows.push_back(std::move(*row));
        }
    }
    return rows;
}

Result<CsvTable, RowProblems> CsvTable::read(std::string_view text, const std::vector<std::string_view>& required,
                                             const std::vector<std::string_view>& optional) {
    auto rows = read_csv(text);
    if (!rows) {
        return failure(RowProblems{rows.error()});
    }
    if (rows->empty()) {
        return failure(RowProblems{{1, "", "a header line"}});
    }
    RowProblems problems = check_header(rows->front(), required, optional);
    CsvTable table;
    table.header_ = std::move(rows->front().fields);
    rows->erase(rows->begin());
    for (const CsvRow& row : *rows) {
        if (row.fields.size() != table.header_.size() && problems.size() < kMostProblems) {
            problems.push_back({row.line, "", fmt::format("{} fields, as in the header", table.header_.size())});
        }
    }
    if (!problems.empty()) {
        return failure(std::move(problems));
    }
    table.rows_ = std::move(*rows);
    return table;
}

std::string_view CsvTable::Row::operator[](std::string_view column) const {
    const auto found = std::find(table_.header_.begin(), table_.header_.end(), column);
    if (found == table_.header_.end()) {
        return {};
    }
    return table_.rows_[index_].fields[static_cast<std::size_t>(found - table_.header_.begin())];
}

void CsvTable::Row::problem(std::string_view column, std::string expected) const {
    if (problems_.size() < kMostProblems) {
        problems_.push_back({line(), std::string{column}, std::move(expected)});
    }
}

}  // namespace xz::server::sync
