#include "tests/terminal/core/sqlite/sqlite_fixture.hpp"

#include "terminal/core/sqlite/statement.hpp"

#include <limits>

namespace xz::sqlite {

TEST_CASE("A bound value comes back as it went in") {
    const testing::TemporaryFolder folder;
    Database database = new_database(folder / "a.db");
    database.execute("CREATE TABLE things (n INTEGER, t TEXT, b BLOB)");
    const Bytes blob{0, 1, 0, 255};
    using namespace std::string_literals;
    const std::string text = "买买提·阿不都热依木\0𠮷"s;
    database.run("INSERT INTO things VALUES (?, ?, ?)", std::numeric_limits<std::int64_t>::min(), text, blob);
    database.run("INSERT INTO things VALUES (?, ?, ?)", 7, "", Bytes{});
    database.run("INSERT INTO things VALUES (?, ?, ?)", std::optional<int>{}, std::optional<std::string>{}, std::nullopt);

    Statement& rows = database.query("SELECT n, t, b FROM things ORDER BY rowid");
    REQUIRE(rows.next());
    CHECK(rows.integer(0) == std::numeric_limits<std::int64_t>::min());
    CHECK(rows.text(1) == text);
    CHECK(rows.blob(2) == blob);
    REQUIRE(rows.next());
    CHECK_FALSE(rows.is_null(1));
    CHECK(rows.text(1).empty());
    CHECK_FALSE(rows.is_null(2));
    CHECK(rows.blob(2).empty());
    REQUIRE(rows.next());
    CHECK_FALSE(rows.optional_integer(0));
    CHECK_FALSE(rows.optional_text(1));
    CHECK_FALSE(rows.optional_blob(2));
    CHECK_FALSE(rows.next());
}

TEST_CASE("A kept statement starts anew at each use") {
    const testing::TemporaryFolder folder;
    Database database = new_database(folder / "a.db");
    constexpr std::string_view sql = "SELECT ?";
    Statement& first = database.query(sql, 1);
    REQUIRE(first.next());
    Statement& second = database.query(sql, 2);
    CHECK(&first == &second);
    REQUIRE(second.next());
    CHECK(second.integer(0) == 2);
    second.reset();
}

TEST_CASE("A broken rule of the schema is told from a broken disk, and no value is in the message") {
    const testing::TemporaryFolder folder;
    Database database = new_database(folder / "a.db");
    database.execute("CREATE TABLE things (t TEXT PRIMARY KEY) STRICT");
    database.run("INSERT INTO things VALUES (?)", "canary");
    try {
        database.run("INSERT INTO things VALUES (?)", "canary");
        FAIL("a duplicate was taken");
    } catch (const Error& error) {
        CHECK(error.fault() == Fault::Constraint);
        CHECK(std::string{error.what()}.find("canary") == std::string::npos);
    }
    CHECK_THROWS_AS(database.prepare("SELECT nonsense"), Error);
}

TEST_CASE("A moved database keeps its statements and its file") {
    const testing::TemporaryFolder folder;
    Database first = new_database(folder / "a.db");
    first.execute("CREATE TABLE things (n INTEGER)");
    first.run("INSERT INTO things VALUES (?)", 1);
    Database second = std::move(first);
    second.run("INSERT INTO things VALUES (?)", 2);
    second = new_database(folder / "b.db");
    second.execute("CREATE TABLE others (n INTEGER)");
    CHECK(Database::open(folder / "a.db", RightKey).has_value());
}

}  // namespace xz::sqlite
