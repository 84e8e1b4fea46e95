#include "tests/terminal/core/sqlite/sqlite_fixture.hpp"

#include "terminal/core/sqlite/transaction.hpp"

namespace xz::sqlite {

namespace {

std::int64_t count(Database& database) {
    Statement statement = database.prepare("SELECT count(*) FROM things");
    statement.next();
    return statement.integer(0);
}

Database with_table(const std::filesystem::path& file) {
    Database database = new_database(file);
    database.execute("CREATE TABLE things (n INTEGER UNIQUE)");
    return database;
}

constexpr std::string_view kInsert = "INSERT INTO things VALUES (?)";

}  // namespace

TEST_CASE("A transaction that is not committed leaves nothing") {
    const testing::TemporaryFolder folder;
    Database database = with_table(folder / "a.db");
    {
        Transaction transaction{database};
        database.run(kInsert, 1);
        CHECK(database.in_transaction());
    }
    CHECK_FALSE(database.in_transaction());
    CHECK(count(database) == 0);
}

TEST_CASE("What throws inside transact undoes everything") {
    const testing::TemporaryFolder folder;
    Database database = with_table(folder / "a.db");
    CHECK_THROWS_AS(transact(database, [&] { database.run(kInsert, 1); database.run(kInsert, 1); }), Error);
    CHECK(count(database) == 0);
    CHECK(transact(database, [&] { database.run(kInsert, 1); return 5; }) == 5);
    CHECK(count(database) == 1);
}

TEST_CASE("A savepoint that is not kept undoes its part only") {
    const testing::TemporaryFolder folder;
    Database database = with_table(folder / "a.db");
    Transaction transaction{database};
    database.run(kInsert, 1);
    { Savepoint part{database}; database.run(kInsert, 2); }
    { Savepoint part{database}; database.run(kInsert, 3); part.keep(); }
    transaction.commit();
    CHECK(count(database) == 2);
}

TEST_CASE("A transaction that SQLite has rolled back by itself can be destroyed and the next begun") {
    const testing::TemporaryFolder folder;
    Database database = with_table(folder / "a.db");
    {
        Transaction transaction{database};
        database.run(kInsert, 1);
        CHECK_THROWS_AS(database.run("INSERT OR ROLLBACK INTO things VALUES (?)", 1), Error);
        CHECK_FALSE(database.in_transaction());
        CHECK_THROWS_AS(transaction.commit(), Error);
    }
    Transaction next{database};
    database.run(kInsert, 2);
    next.commit();
    CHECK(count(database) == 1);
}

}  // namespace xz::sqlite
