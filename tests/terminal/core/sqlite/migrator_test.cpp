#include "tests/terminal/core/sqlite/sqlite_fixture.hpp"

#include "terminal/core/sqlite/migrator.hpp"

#include <array>

namespace xz::sqlite {

namespace {

constexpr std::array<Migration, 2> kSteps{{
    {1, "0001_create_things", "CREATE TABLE things (n INTEGER) STRICT; CREATE INDEX things_by_n ON things (n)"},
    {2, "0002_add_name", "ALTER TABLE things ADD COLUMN name TEXT"},
}};
constexpr std::array<Migration, 3> kBroken{{kSteps[0], kSteps[1], {3, "0003_break_things", "CREATE TABLE other (n); nonsense"}}};

}  // namespace

TEST_CASE("Migrating in steps and at once ends in the same schema") {
    const testing::TemporaryFolder folder;
    Database at_once = new_database(folder / "a.db");
    REQUIRE(migrate(at_once, kSteps) == Migrated::Success);
    Database in_steps = new_database(folder / "b.db");
    REQUIRE(migrate(in_steps, std::span{kSteps}.first(1)) == Migrated::Success);
    CHECK(schema_version(in_steps) == 1);
    REQUIRE(migrate(in_steps, kSteps) == Migrated::Success);
    REQUIRE(migrate(in_steps, kSteps) == Migrated::Success);
    CHECK(dump_schema(at_once) == dump_schema(in_steps));
    CHECK(dump_schema(at_once).starts_with("-- version 2\nCREATE TABLE things"));
}

TEST_CASE("A newer schema is refused and left as it is") {
    const testing::TemporaryFolder folder;
    {
        Database database = new_database(folder / "a.db");
        REQUIRE(migrate(database, kSteps) == Migrated::Success);
        CHECK(migrate(database, std::span{kSteps}.first(1)) == Migrated::DatabaseTooNew);
        CHECK(schema_version(database) == 2);
    }
    const auto opened = open_migrated(folder / "a.db", RightKey, std::span{kSteps}.first(1));
    REQUIRE_FALSE(opened);
    CHECK(opened.error() == OpenFailure::TooNew);
}

TEST_CASE("A step that fails leaves the database at the step before") {
    const testing::TemporaryFolder folder;
    Database database = new_database(folder / "a.db");
    CHECK_THROWS_AS(static_cast<void>(migrate(database, kBroken)), Error);
    CHECK(schema_version(database) == 2);
    CHECK(dump_schema(database).find("other") == std::string::npos);
    CHECK_FALSE(database.in_transaction());
}

}  // namespace xz::sqlite
