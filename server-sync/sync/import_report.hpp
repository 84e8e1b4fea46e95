// What became of the rows of a file that was handed in: how many, and of those refused the line, the column and the reason.
#pragma once

#include <cstddef>
#include <cstdint>
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
[[nodiscard]] std::string to_text(const RowProblem& problem);  // "line 7, XH: expected …"

class ImportReport {
public:
    static constexpr std::size_t Shown = 1000;  // problems kept; nobody reads more at once

    void add(RowProblem problem);
    void accept() { ++accepted_; }
    void reject() { ++rejected_; }
    void refuse() { refused_ = true; }  // the file, not only rows of it

    [[nodiscard]] const std::vector<RowProblem>& problems() const { return problems_; }
    [[nodiscard]] std::uint64_t more() const { return found_ - problems_.size(); }  // problems that are not among them
    [[nodiscard]] std::uint64_t accepted() const { return accepted_; }              // rows
    [[nodiscard]] std::uint64_t rejected() const { return rejected_; }
    [[nodiscard]] bool refused() const { return refused_; }
    [[nodiscard]] bool flawless() const { return found_ == 0; }

private:
    std::vector<RowProblem> problems_;
    std::uint64_t found_ = 0;
    std::uint64_t accepted_ = 0;
    std::uint64_t rejected_ = 0;
    bool refused_ = false;
};
[[nodiscard]] std::string to_text(const ImportReport& report);  // one line a problem

// A field as a spreadsheet will not run it: behind a quote mark when it begins like a formula, in quotes where needed.
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace xz::server::sync
