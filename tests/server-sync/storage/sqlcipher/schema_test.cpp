#include "server-sync/storage/sqlcipher/storage.hpp"
#include "server-sync/storage/sqlcipher/student_keys/sql_student_keys.hpp"
#include "terminal/core/sqlite/migrator.hpp"
#include "terminal/core/support/file.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using server::storage::Storage;

namespace {

// Where the schema has changed on purpose: run with XUEZHEN_WRITE_GOLDEN=1 and look at the difference.
void check_golden(const std::string& name, const std::string& actual) {
    const std::filesystem::path golden = std::filesystem::path{XUEZHEN_SOURCE} / "tests/server-sync/storage/sqlcipher" / name;
    if (std::getenv("XUEZHEN_WRITE_GOLDEN") != nullptr) {
        REQUIRE(write_file_atomically(golden, bytes_of(actual), 0644));
    }
    const auto expected = read_file(golden, std::size_t{1} << 20);
    REQUIRE(expected);
    CHECK(actual == text_of(*expected));
}

template <typename Migrations>
std::string schema_of(const Migrations& migrations) {
    const TemporaryFolder folder;
    SystemRandom random;
    const auto key = crypto::Secret<32>::random(random);
    auto database = sqlite::open_migrated(folder / "x.db", sqlite::Key{key.bytes().data(), 32}, migrations,
                                          {.presence = sqlite::Presence::MustBeNew});
    REQUIRE(database);
    return sqlite::dump_schema(*database);
}

server::storage::StorageKeys some_keys(std::uint64_t seed) {
    RepeatableRandom random{seed};
    return {crypto::Secret<32>::random(random), crypto::Secret<32>::random(random), crypto::Secret<32>::random(random)};
}

}  // namespace

TEST_CASE("The platform's schema is the one on record") {
    check_golden("platform.schema.sql", schema_of(server::storage::migrations()));
}

TEST_CASE("The schema of the students' keys is the one on record") {
    check_golden("student_keys.schema.sql", schema_of(server::storage::student_keys::migrations()));
}

TEST_CASE("What a platform had counted before there were proceedings waits for review, and what waited still waits") {
    const TemporaryFolder folder;
    SystemRandom random;
    const auto key = crypto::Secret<32>::random(random);
    const auto steps = server::storage::migrations();
    auto opened = sqlite::open_migrated(folder / "x.db", sqlite::Key{key.bytes().data(), 32}, steps.first(1),
                                        {.presence = sqlite::Presence::MustBeNew});
    REQUIRE(opened);
    opened->execute("INSERT INTO record (number, id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, "
                    "status, proof, submitted_at, received_at, current) VALUES "
                    "(1, 'a', '1', 'diagnosis', '2025-2026', 'C1', 2, '', 'self-diagnosis@1', 't', 'counted', 'pin', 1, 2, 1), "
                    "(2, 'b', '1', 'diagnosis', '2025-2026', 'C1', 1, '', 'self-diagnosis@2', 't', 'proven', 'pin', 1, 2, 0); "
                    "INSERT INTO record_content VALUES (1, x'01'), (2, x'02'); "
                    "INSERT INTO result VALUES (1, '1', '2025-2026', 'C1', 'D1', 'self-diagnosis@1', '80', 3, '{}', 3, 1)");
    REQUIRE(sqlite::migrate(*opened, steps) == sqlite::Migrated::Success);
    const auto one = [&](const char* sql) {
        auto statement = opened->prepare(sql);
        return statement.next() ? statement.text(0) : std::string{};
    };
    CHECK(one("SELECT state || ' ' || record || ' ' || revision FROM proceeding") == "submitted a 2");
    CHECK(one("SELECT action || ' ' || record FROM proceeding_step") == "submit a");
    CHECK(one("SELECT waits_for FROM record WHERE id = 'b'") == "instrument:self-diagnosis@2");
    CHECK(one("SELECT hex(sealed) FROM record_content WHERE number = 2") == "02");
    CHECK(one("SELECT overall FROM result WHERE current = 1") == "80");
    CHECK(one("SELECT count(*) FROM pragma_foreign_key_check") == "0");
}

TEST_CASE("A store is made once, opened with its keys only, and never replaced by an empty one") {
    const TemporaryFolder folder;
    SystemRandom random;
    CHECK(Storage::open(folder.path(), Storage::Mode::Open, some_keys(1), random).error() == sqlite::OpenFailure::NotFound);
    CHECK(Storage::open(folder.path(), Storage::Mode::Create, some_keys(1), random));
    CHECK(Storage::open(folder.path(), Storage::Mode::Create, some_keys(1), random).error() == sqlite::OpenFailure::AlreadyExists);
    CHECK(Storage::open(folder.path(), Storage::Mode::Open, some_keys(2), random).error() == sqlite::OpenFailure::WrongKey);
    CHECK(Storage::open(folder.path(), Storage::Mode::Open, some_keys(1), random));
}

TEST_CASE("A backup taken while serving opens as a store of its own") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001")});
    (void)platform.process();
    const TemporaryFolder copy;
    const TemporaryFolder keys;
    platform.storage().back_up(copy.path(), keys.path());
    // Nothing of a student in plain: neither name nor number.
    for (const auto& file : {copy / "platform.db", keys / "student-keys.db"}) {
        const auto bytes = read_file(file, std::size_t{1} << 26);
        REQUIRE(bytes);
        CHECK(text_of(*bytes).find("买买提") == std::string_view::npos);
        CHECK(text_of(*bytes).find("2024001") == std::string_view::npos);
    }
}
