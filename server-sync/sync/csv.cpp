#include "server-sync/sync/csv.hpp"

#include "server-sync/sync/text_encoding.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace xz::server::sync {

namespace {

constexpr std::size_t kRowsBetweenProgress = 8192;

bool is_blank(const CsvScanner::Row& row) {
    return row.fields.size() == 1 && row.fields[0].empty();
}

}  // namespace

CsvScanner::Step CsvScanner::next(Row& row, RowProblem& problem) {
    while (!at_end()) {
        const std::size_t begin = at_;
        const std::size_t line = line_;
        if (auto found = read_row(row)) {
            problem = std::move(*found);
            return broken_ ? Step::Broken : Step::Problem;
        }
        if (at_ - begin > limits_.line_bytes) {
            problem = {line, "", fmt::format("at most {} bytes in a row", limits_.line_bytes)};
            return Step::Problem;
        }
        if (!is_blank(row)) {
            return Step::Row;
        }
    }
    return Step::End;
}

std::optional<RowProblem> CsvScanner::read_row(Row& row) {
    row.line = line_;
    for (std::size_t count = 0;; ++count) {
        if (row.fields.size() <= count) {
            row.fields.emplace_back();
        }
        std::string& field = row.fields[count];
        field.clear();
        if (auto problem = at_end() || text_[at_] != '"' ? plain(field) : quoted(field)) {
            skip_line();
            return problem;
        }
        if (!at_end() && text_[at_] == ',') {
            ++at_;
            continue;
        }
        row.fields.resize(count + 1);
        if (!at_end()) {
            end_line();
        }
        return std::nullopt;
    }
}

std::optional<RowProblem> CsvScanner::plain(std::string& field) {
    const std::size_t begin = at_;
    while (!at_end() && text_[at_] != ',' && !at_line_end()) {
        if (text_[at_] == '"' || text_[at_] == '\r') {
            return RowProblem{line_, "", "quotes only around a whole field, and no lone carriage return"};
        }
        ++at_;
    }
    field.assign(text_.substr(begin, at_ - begin));
    return std::nullopt;
}

std::optional<RowProblem> CsvScanner::quoted(std::string& field) {
    const std::size_t opened = line_;
    const std::size_t begin = at_;
    for (++at_; !at_end() && at_ - begin <= limits_.line_bytes; ++at_) {
        if (text_[at_] == '"') {
            if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                ++at_;
            } else {
                ++at_;
                if (!at_end() && text_[at_] != ',' && !at_line_end()) {
                    broken_ = line_ != opened;
                    return RowProblem{opened, "", "a comma or the line's end after a closing quote"};
                }
                return std::nullopt;
            }
        }
        line_ += text_[at_] == '\n' ? 1 : 0;
        field += text_[at_];
    }
    broken_ = true;
    return RowProblem{opened, "", "a closing quote"};
}

bool CsvScanner::at_line_end() const {
    return text_[at_] == '\n' || (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
}

void CsvScanner::end_line() {
    at_ += text_[at_] == '\r' ? 2 : 1;
    ++line_;
}

void CsvScanner::skip_line() {
    const std::size_t end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
    ++line_;
}

Result<CsvTable, ImportReport> CsvTable::open(std::string_view bytes, const std::vector<std::string_view>& required,
                                              const std::vector<std::string_view>& optional, const ColumnNames& names, const CsvLimits& limits) {
    ImportReport report;
    auto text = to_utf8(bytes);
    if (!text) {
        EncodingProblem& found = text.error();
        report.add({found.line, "", found.byte == 0 ? found.expected : fmt::format("{} (byte {} of the line)", found.expected, found.byte)});
        return failure(std::move(report));
    }
    CsvTable table;
    table.text_ = std::move(*text);
    table.limits_ = limits;
    table.names_ = names;

    CsvScanner scanner{table.text_, limits};
    CsvScanner::Row header;
    RowProblem problem;
    switch (scanner.next(header, problem)) {
        case CsvScanner::Step::End: report.add({1, "", "a header line"}); return failure(std::move(report));
        case CsvScanner::Step::Problem:
        case CsvScanner::Step::Broken: report.add(std::move(problem)); return failure(std::move(report));
        case CsvScanner::Step::Row: break;
    }
    std::vector<std::string> spelled;  // what we look for, required first
    for (const auto* list : {&required, &optional}) {
        for (const std::string_view column : *list) {
            spelled.push_back(table.header_of(column));
        }
    }
    for (const std::string& column : header.fields) {
        const auto found = std::find(spelled.begin(), spelled.end(), column);
        if (found == spelled.end()) {
            report.add({header.line, column, fmt::format("no such column, but of {}", fmt::join(spelled, " "))});
            table.columns_.emplace_back();
            continue;
        }
        const auto index = static_cast<std::size_t>(found - spelled.begin());
        table.columns_.emplace_back(index < required.size() ? required[index] : optional[index - required.size()]);
        if (std::count(header.fields.begin(), header.fields.end(), column) > 1) {
            report.add({header.line, column, "the column once"});
        }
    }
    for (const std::string_view column : required) {
        if (std::find(table.columns_.begin(), table.columns_.end(), column) == table.columns_.end()) {
            report.add({header.line, table.header_of(column), "this column"});
        }
    }
    if (!report.flawless()) {
        return failure(std::move(report));
    }
    return table;
}

void CsvTable::each(ImportReport& report, const std::function<void(const Row&)>& take, const Progress& progress) const {
    CsvScanner scanner{text_, limits_};
    CsvScanner::Row row;
    RowProblem problem;
    static_cast<void>(scanner.next(row, problem));  // the header, which open() has read
    for (std::size_t rows = 1;; ++rows) {
        const auto step = scanner.next(row, problem);
        if (step == CsvScanner::Step::End) {
            break;
        }
        if (rows > limits_.rows) {
            report.add({row.line, "", fmt::format("at most {} rows", limits_.rows)});
            report.reject();
            break;
        }
        if (step == CsvScanner::Step::Broken) {
            report.add(std::move(problem));
            report.refuse();
            break;
        }
        if (step == CsvScanner::Step::Problem) {
            report.add(std::move(problem));
            report.reject();
        } else if (row.fields.size() != columns_.size()) {
            report.add({row.line, "", fmt::format("{} fields, as in the header; here are {}", columns_.size(), row.fields.size())});
            report.reject();
        } else {
            take({*this, row, report});
        }
        if (progress && rows % kRowsBetweenProgress == 0) {
            progress(scanner.position(), text_.size());
        }
    }
}

bool CsvTable::has(std::string_view column) const {
    return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
}

void CsvTable::problem(ImportReport& report, std::size_t line, std::string_view column, std::string expected) const {
    report.add({line, header_of(column), std::move(expected)});
}

std::string CsvTable::header_of(std::string_view column) const {
    const auto found = names_.find(column);
    return found == names_.end() ? std::string{column} : found->second;
}

std::string_view CsvTable::Row::operator[](std::string_view column) const {
    const auto found = std::find(table_.columns_.begin(), table_.columns_.end(), column);
    return found == table_.columns_.end() ? std::string_view{} : row_.fields[static_cast<std::size_t>(found - table_.columns_.begin())];
}

void CsvTable::Row::problem(std::string_view column, std::string expected) const {
    sound_ = false;
    table_.problem(report_, line(), column, std::move(expected));
}

}  // namespace xz::server::sync
