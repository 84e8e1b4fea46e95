#include "terminal/core/sqlite/migrator.hpp"

#include "terminal/core/sqlite/transaction.hpp"

#include <fmt/format.h>

#include <cassert>

namespace xz::sqlite {

namespace {

constexpr std::string_view kVersion = "PRAGMA user_version";
constexpr std::string_view kSchema =
    "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name";

}  // namespace

int schema_version(Database& database) {
    Statement statement = database.prepare(kVersion);
    statement.next();
    return static_cast<int>(statement.integer(0));
}

Migrated migrate(Database& database, std::span<const Migration> migrations) {
    const int found = schema_version(database);
    if (found > static_cast<int>(migrations.size())) {
        return Migrated::DatabaseTooNew;
    }
    for (const Migration& migration : migrations.subspan(static_cast<std::size_t>(found))) {
        Transaction transaction{database};
        database.execute(migration.sql);
        database.execute(fmt::format("PRAGMA user_version = {}", migration.version));
        transaction.commit();
    }
    return Migrated::Success;
}

Result<Database, OpenFailure> open_migrated(const std::filesystem::path& file, Key key, std::span<const Migration> migrations,
                                            const OpenOptions& options) {
    auto opened = Database::open(file, key, options);
    if (!opened) {
        return opened;
    }
    try {
        if (options.access == Access::Reader) {
            if (schema_version(*opened) > static_cast<int>(migrations.size())) {
                return failure(OpenFailure::TooNew);
            }
        } else if (migrate(*opened, migrations) == Migrated::DatabaseTooNew) {
            return failure(OpenFailure::TooNew);
        }
    } catch (const Error& error) {
        return failure(open_failure_of(error));
    }
    return opened;
}

std::string dump_schema(Database& database) {
    std::string dump = fmt::format("-- version {}\n", schema_version(database));
    Statement statement = database.prepare(kSchema);
    while (statement.next()) {
        dump += statement.text_view(0);
        dump += ";\n";
    }
    return dump;
}

}  // namespace xz::sqlite
