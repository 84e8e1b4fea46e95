// Comma-separated values (RFC 4180) with a header line, read strictly: every field knows its line and column.
#pragma once

#include "server-sync/sync/import_report.hpp"
#include "terminal/core/support/result.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// What a file may be at most; an import beyond it is a mistake or an attack.
struct CsvLimits {
    std::size_t line_bytes = std::size_t{64} << 10;
    std::size_t rows = 2'000'000;
};

// Walks over UTF-8 text row by row: line ends LF or CRLF; a field in quotes may hold commas, line ends and doubled quotes. Empty lines are
// skipped.
class CsvScanner {
public:
    explicit CsvScanner(std::string_view text, const CsvLimits& limits = {}) : text_{text}, limits_{limits} {}

    struct Row {
        std::size_t line = 0;  // where it begins
        std::vector<std::string> fields;
    };
    enum class Step { Row, Problem, Broken, End };
    // The next row into `row`, whose memory is used again; after a problem the scanner stands behind its line. Broken: a quote that opened in
    // that line may have swallowed others, and what follows means nothing.
    [[nodiscard]] Step next(Row& row, RowProblem& problem);
    [[nodiscard]] std::size_t position() const { return at_; }  // bytes read

private:
    std::optional<RowProblem> read_row(Row& row);
    std::optional<RowProblem> plain(std::string& field);
    std::optional<RowProblem> quoted(std::string& field);
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] bool at_line_end() const;
    void end_line();
    void skip_line();

    std::string_view text_;
    CsvLimits limits_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    bool broken_ = false;
};

// Our name of a column → the header that the college's files have for it; one that is not there is spelled as ours.
using ColumnNames = std::map<std::string, std::string, std::less<>>;

// A table with a known header, read one row after another so that a large file is never there twice.
class CsvTable {
public:
    // `bytes` in any encoding that to_utf8() takes. Refuses unknown, missing and doubled columns.
    [[nodiscard]] static Result<CsvTable, ImportReport> open(std::string_view bytes, const std::vector<std::string_view>& required,
                                                             const std::vector<std::string_view>& optional, const ColumnNames& names = {},
                                                             const CsvLimits& limits = {});

    class Row {
    public:
        Row(const CsvTable& table, const CsvScanner::Row& row, ImportReport& report) : table_{table}, row_{row}, report_{report} {}
        [[nodiscard]] std::size_t line() const { return row_.line; }
        // By our name of the column; empty when the column is not there.
        [[nodiscard]] std::string_view operator[](std::string_view column) const;
        void problem(std::string_view column, std::string expected) const;
        [[nodiscard]] bool is_sound() const { return sound_; }

    private:
        const CsvTable& table_;
        const CsvScanner::Row& row_;
        ImportReport& report_;
        mutable bool sound_ = true;  // no problem yet
    };

    // Calls `take` with every row; what cannot be read as a row, or has another number of fields than the header, is reported without a call. A
    // stray quote ends it, and refuses the file.
    // `progress` is told the bytes read and all bytes from time to time.
    using Progress = std::function<void(std::uint64_t done, std::uint64_t all)>;
    void each(ImportReport& report, const std::function<void(const Row&)>& take, const Progress& progress = {}) const;

    // By our name.
    [[nodiscard]] bool has(std::string_view column) const;

    // A problem of a row that was read before.
    void problem(ImportReport& report, std::size_t line, std::string_view column, std::string expected) const;

private:
    [[nodiscard]] std::string header_of(std::string_view column) const;

    std::string text_;
    CsvLimits limits_;
    ColumnNames names_;
    std::vector<std::string> columns_;  // our names, in the file's order
};

}  // namespace xz::server::sync
