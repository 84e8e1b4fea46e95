#include "server-sync/sync/csv.hpp"
#include "tests/support/property.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::server::sync;

namespace {

std::string quoted(const std::string& field) {
    std::string text = "\"";
    for (const char character : field) {
        text += character == '"' ? "\"\"" : std::string(1, character);
    }
    return text + '"';
}

struct ReadRows {
    std::vector<CsvScanner::Row> rows;
    std::vector<RowProblem> problems;
};

ReadRows read_all(std::string_view text, const CsvLimits& limits = {}) {
    ReadRows read;
    CsvScanner scanner{text, limits};
    CsvScanner::Row row;
    RowProblem problem;
    for (auto step = scanner.next(row, problem); step != CsvScanner::Step::End; step = scanner.next(row, problem)) {
        if (step == CsvScanner::Step::Row) {
            read.rows.push_back(row);
        } else {
            read.problems.push_back(problem);
        }
    }
    return read;
}

}  // namespace

TEST_CASE("Fields in quotes may hold whatever a table's separators are") {
    testing::check_property("quoted fields", [] {
        const auto field = rc::gen::container<std::string>(rc::gen::elementOf(std::string{"ab,\"\n\r "}));
        const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
            3, rc::gen::container<std::vector<std::string>>(3, field));
        std::string text;
        for (const auto& row : rows) {
            for (std::size_t index = 0; index < row.size(); ++index) {
                text += (index == 0 ? "" : ",") + quoted(row[index]);
            }
            text += "\r\n";
        }
        const auto read = read_all(text);
        RC_ASSERT(read.problems.empty());
        RC_ASSERT(read.rows.size() == rows.size());
        for (std::size_t index = 0; index < rows.size(); ++index) {
            RC_ASSERT(read.rows[index].fields == rows[index]);
        }
    });
}

TEST_CASE("Lines are counted as an editor counts them, also through line ends in quotes") {
    const auto read = read_all("a,b\n\"x\ny\",1\n\n2,3").rows;
    REQUIRE(read.size() == 3);
    CHECK(read[0].fields == std::vector<std::string>{"a", "b"});
    CHECK(read[1].line == 2);
    CHECK(read[2].line == 5);
}

TEST_CASE("A quote in the wrong place is named with its line, and the rows behind it are read all the same") {
    const auto bare = read_all("a\nb\"c\nd\n");
    REQUIRE(bare.problems.size() == 1);
    CHECK(bare.problems[0].line == 2);
    REQUIRE(bare.rows.size() == 2);
    CHECK(bare.rows[1].line == 3);
    CHECK(read_all("a\n\"b\"c\n").problems.at(0).line == 2);
    CHECK(read_all("a\n\"b\nc").problems.at(0).line == 2);
    CHECK(read_all("a\rb\n").problems.at(0).line == 1);
}

TEST_CASE("A row that is too long, and a row too many, end in a problem with their line") {
    CHECK(read_all("a\n" + std::string(100, 'b') + "\n", {.line_bytes = 50, .rows = 10}).problems.at(0).line == 2);
    const auto table = CsvTable::open("a\n1\n2\n3\n", {"a"}, {}, {}, {.line_bytes = 50, .rows = 2});
    REQUIRE(table);
    ImportReport report;
    std::size_t rows = 0;
    table->each(report, [&](const CsvTable::Row&) { ++rows; });
    CHECK(rows == 2);
    CHECK(to_text(report) == "line 4: expected at most 2 rows\n");
}

TEST_CASE("A stray quote refuses the file with the line where it opened, whatever it swallowed") {
    const auto report_of = [](const std::string& text) {
        const auto table = CsvTable::open(text, {"a", "b"}, {}, {}, {.line_bytes = 50, .rows = 100});
        REQUIRE(table);
        ImportReport report;
        table->each(report, [&](const CsvTable::Row&) { report.accept(); });
        return report;
    };
    std::string rows;
    for (int count = 0; count < 40; ++count) rows += "x,y\n";
    const auto never_closed = report_of("a,b\n1,2\n3,\"4\n" + rows);
    CHECK(never_closed.refused());
    CHECK(never_closed.accepted() == 1);
    CHECK(to_text(never_closed) == "line 3: expected a closing quote\n");
    CHECK(report_of("a,b\n3,\"4\nx,y\n").refused());
    const auto closed_by_another = report_of("a,b\n3,\"4\nx,y\n5,\"6\nx,y\n");
    CHECK(closed_by_another.refused());
    CHECK(to_text(closed_by_another) == "line 2: expected a comma or the line's end after a closing quote\n");
    CHECK_FALSE(report_of("a,b\n\"3\"x,4\n1,2\n").refused());
    CHECK_FALSE(report_of("a,b\n\"3\n3\",4\n1,2\n").refused());
}

TEST_CASE("A row of another width hides no other row's problem") {
    const auto table = CsvTable::open("a,b\n1\n1,2,3\n1,2\n", {"a", "b"}, {});
    REQUIRE(table);
    ImportReport report;
    table->each(report, [](const CsvTable::Row& row) { row.problem("b", "a letter"); });
    CHECK(to_text(report) == "line 2: expected 2 fields, as in the header; here are 1\n"
                             "line 3: expected 2 fields, as in the header; here are 3\nline 4, b: expected a letter\n");
}

TEST_CASE("A college's own headers stand for ours, in the file and in what is said about it") {
    const ColumnNames names{{"XH", "学号"}, {"value", "成绩"}};
    const auto table = CsvTable::open("成绩,学号\n90,2024001\n", {"XH", "value"}, {}, names);
    REQUIRE(table);
    ImportReport report;
    table->each(report, [](const CsvTable::Row& row) {
        CHECK(row["XH"] == "2024001");
        CHECK(row["value"] == "90");
        row.problem("value", "less");
    });
    CHECK(to_text(report) == "line 2, 成绩: expected less\n");
    CHECK(to_text(CsvTable::open("XH,成绩\n", {"XH", "value"}, {}, names).error()) ==
          "line 1, XH: expected no such column, but of 学号 成绩\nline 1, 学号: expected this column\n");
}

TEST_CASE("More problems than anybody reads are counted") {
    ImportReport report;
    for (std::size_t line = 1; line <= ImportReport::Shown + 5; ++line) {
        report.add({line, "", "better"});
    }
    CHECK(report.problems().size() == ImportReport::Shown);
    CHECK(report.more() == 5);
    CHECK(to_text(report).ends_with("and 5 more\n"));
}

TEST_CASE("A field that a spreadsheet would run is written as text") {
    for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"}) {
        CHECK(csv_field(formula) == "'" + std::string{formula});
    }
    CHECK(csv_field("=HYPERLINK(\"x\",1)") == "\"'=HYPERLINK(\"\"x\"\",1)\"");
    CHECK(csv_field("张三") == "张三");
    CHECK(csv_field("a,b") == "\"a,b\"");
}
