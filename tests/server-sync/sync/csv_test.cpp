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
        const auto read = read_csv(text);
        RC_ASSERT(read.has_value());
        RC_ASSERT(read->size() == rows.size());
        for (std::size_t index = 0; index < rows.size(); ++index) {
            RC_ASSERT((*read)[index].fields == rows[index]);
        }
    });
}

TEST_CASE("Lines are counted as an editor counts them, also through line ends in quotes") {
    const auto read = read_csv("\xEF\xBB\xBF" "a,b\n\"x\ny\",1\n\n2,3");
    REQUIRE(read);
    REQUIRE(read->size() == 3);
    CHECK((*read)[0].fields == std::vector<std::string>{"a", "b"});
    CHECK((*read)[1].line == 2);
    CHECK((*read)[2].line == 5);
}

TEST_CASE("A quote in the wrong place is named with its line") {
    CHECK(read_csv("a\nb\"c\n").error().line == 2);
    CHECK(read_csv("a\n\"b\"c\n").error().line == 2);
    CHECK(read_csv("a\n\"b\nc").error().line == 2);
    CHECK(read_csv("a\rb\n").error().line == 1);
}
