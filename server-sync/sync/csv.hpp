// Comma-separated values (RFC 4180) with a header line, read strictly: every field knows its line and column.
#pragma once

#include "terminal/core/support/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

struct RowProblem {
    std::size_t line = 0;  // of the file, from 1; 0: the whole file
    std::string column;    // as its header spells it; empty for the whole line
    std::string expected;  // finishes the sentence "expected …"
    friend bool operator==(const RowProblem&, const RowProblem&) = default;
};
using RowProblems = std::vector<RowProblem>;
[[nodiscard]] std::string to_text(const RowProblems& problems);  // one line each: "line 7, XH: expected …"

struct CsvRow {
    std::size_t line = 0;  // where it begins
    std::vector<std::string> fields;
};

// UTF-8, a byte order mark allowed; line ends LF or CRLF; a field in quotes may hold commas, line ends and doubled quotes. Empty
// lines are skipped. The first row is the header.
[[nodiscard]] Result<std::vector<CsvRow>, RowProblem> read_csv(std::string_view text);

// The rows below the header, by column name. Problems are collected; nothing is to be trusted until there are none.
class CsvTable {
public:
    // Refuses unknown, missing and doubled columns, and rows of another width.
    [[nodiscard]] static Result<CsvTable, RowProblems> read(std::string_view text, const std::vector<std::string_view>& required,
                                                            const std::vector<std::string_view>& optional);

    class Row {
    public:
        Row(const CsvTable& table, std::size_t index, RowProblems& problems) : table_{table}, index_{index}, problems_{problems} {}
        [[nodiscard]] std::size_t line() const { return table_.rows_[index_].line; }
        // Empty when the column is not there.
        [[nodiscard]] std::string_view operator[](std::string_view column) const;
        void problem(std::string_view column, std::string expected) const;

    private:
        const CsvTable& table_;
        std::size_t index_;
        RowProblems& problems_;
    };

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] Row row(std::size_t index, RowProblems& problems) const { return {*this, index, problems}; }

private:
    std::vector<std::string> header_;
    std::vector<CsvRow> rows_;
};

}  // namespace xz::server::sync
