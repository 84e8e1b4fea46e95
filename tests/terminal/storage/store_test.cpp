#include "tests/terminal/storage/store_fixture.hpp"

#include "terminal/core/sqlite/migrator.hpp"

#include <csignal>
#include <fstream>
#include <iterator>

#include <sys/wait.h>
#include <unistd.h>

namespace xz::storage {

namespace {

std::filesystem::path database_file(const StoreFixture& fixture) {
    return fixture.folder.path() / "store" / "store.db";
}
std::filesystem::path keyring_file(const StoreFixture& fixture) {
    return fixture.folder.path() / "store" / "keyring";
}

std::string contents(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void replace(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream{file, std::ios::binary | std::ios::trunc} << bytes;
}

}  // namespace

TEST_CASE("A folder without a store is told from a broken store, and opening makes nothing") {
    const testing::TemporaryFolder folder;
    const testing::FakeClock clock;
    testing::RepeatableRandom random;
    const auto opened = Store::open(folder.path(), GivenKey{1}, clock, random);
    REQUIRE_FALSE(opened);
    CHECK(opened.error() == StoreFailure::NotFound);
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE_METHOD(StoreFixture, "A store that exists is never made anew") {
    submit();
    close();
    const auto again = Store::create(folder.path(), key, clock, random, options);
    REQUIRE_FALSE(again);
    CHECK(again.error() == StoreFailure::AlreadyExists);
    reopen();
    CHECK(store->outbox().state().held == 1);
}

TEST_CASE_METHOD(StoreFixture, "A creation that was cut off leaves nothing in the way of the next") {
    close();
    std::filesystem::rename(folder / "store", folder / "store.new");
    std::filesystem::remove(folder.path() / "store.new" / "keyring");
    CHECK(failure_to_open() == StoreFailure::NotFound);
    CHECK(Store::create(folder.path(), key, clock, random, options).has_value());
}

TEST_CASE_METHOD(StoreFixture, "Each broken store has its own answer and stays untouched") {
    submit();
    close();
    const std::string database = contents(database_file(*this));
    const std::string keyring = contents(keyring_file(*this));

    SECTION("another provider's key") { CHECK(failure_to_open(GivenKey{8}) == StoreFailure::WrongKey); }
    SECTION("no provider's key") {
        CHECK(failure_to_open(SystemKeyProvider{std::nullopt, folder / "no key"}) == StoreFailure::KeyMissing);
    }
    SECTION("a half-written keyring") {
        replace(keyring_file(*this), keyring.substr(0, keyring.size() / 2));
        CHECK(failure_to_open() == StoreFailure::KeyringDamaged);
    }
    SECTION("no keyring") {
        std::filesystem::remove(keyring_file(*this));
        CHECK(failure_to_open() == StoreFailure::KeyringMissing);
    }
    SECTION("another store's keyring") {
        const Keyring other = Keyring::make(*key.provide(), random);
        REQUIRE(other.write(keyring_file(*this)));
        CHECK(failure_to_open() == StoreFailure::WrongKey);
    }
    SECTION("no database") {
        std::filesystem::remove(database_file(*this));
        CHECK(failure_to_open() == StoreFailure::StoreMissing);
        CHECK_FALSE(std::filesystem::exists(database_file(*this)));
    }
    SECTION("a plain SQLite file") {
        replace(database_file(*this), std::string{"SQLite format 3\0", 16} + std::string(8176, '\0'));
        CHECK(failure_to_open() == StoreFailure::NotEncrypted);
    }
    SECTION("an empty file") {
        replace(database_file(*this), "");
        CHECK(failure_to_open() == StoreFailure::Empty);
    }
    SECTION("a folder") {
        std::filesystem::remove(database_file(*this));
        std::filesystem::create_directory(database_file(*this));
        CHECK(failure_to_open() == StoreFailure::NotAFile);
    }
    SECTION("a file that was cut off within its first page") {
        replace(database_file(*this), database.substr(0, 100));
        CHECK(failure_to_open() == StoreFailure::Damaged);
    }
    SECTION("a flipped bit in the first page") {
        std::string flipped = database;
        flipped[5000] = static_cast<char>(flipped[5000] ^ 2);
        replace(database_file(*this), flipped);
        CHECK(failure_to_open() == StoreFailure::Damaged);
        CHECK(contents(database_file(*this)) == flipped);
    }
    SECTION("a newer schema") {
        reopen();
        store->database().execute("PRAGMA user_version = 999");
        close();
        CHECK(failure_to_open() == StoreFailure::TooNew);
    }
}

TEST_CASE_METHOD(StoreFixture, "Two processes cannot hold one store") {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto opened = Store::open(folder.path(), key, clock, random, options);
        ::_exit(!opened && opened.error() == StoreFailure::InUse ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
    submit();
    CHECK(store->outbox().state().held == 1);
}

TEST_CASE_METHOD(StoreFixture, "Every table and index is as released") {
    const std::string golden = contents(std::filesystem::path{XUEZHEN_SOURCE} / "tests/terminal/storage/schema.sql");
    CHECK(sqlite::dump_schema(store->database()) == golden);
}

TEST_CASE_METHOD(StoreFixture, "No text of a migration that was released has changed") {
    std::string hashes;
    for (const sqlite::Migration& migration : migrations()) {
        hashes += fmt::format("{}  {}.sql\n", to_hex(crypto::sha256(migration.sql)), migration.name);
    }
    CHECK(hashes == contents(std::filesystem::path{XUEZHEN_SOURCE} / "tests/terminal/storage/migrations.sha256"));
}

TEST_CASE_METHOD(StoreFixture, "The store's key is sealed for recovery once, beside the slots") {
    const crypto::BoxKey recovery = crypto::BoxKey::generate(random);
    REQUIRE(store->seal_key_for(recovery.public_key()));
    const std::string keyring = contents(keyring_file(*this));
    REQUIRE(store->seal_key_for(recovery.public_key()));
    CHECK(contents(keyring_file(*this)) == keyring);
    submit();
    close();
    const auto sealed = protocol::sealed_store_keys(keyring);
    REQUIRE(sealed.size() == 1);
    const auto key_again = protocol::open(sealed.front(), recovery);
    REQUIRE(key_again);
    auto database = sqlite::Database::open(database_file(*this), sqlite::Key{key_again->bytes().data(), 32});
    REQUIRE(database);
    auto rows = database->prepare("SELECT count(*) FROM envelopes");
    REQUIRE(rows.next());
    CHECK(rows.integer(0) == 1);
}

TEST_CASE_METHOD(StoreFixture, "New sessions are refused before the disk is full, and a running one can finish") {
    CHECK(store->has_room_for_new_session());
    CHECK(std::filesystem::file_size(folder / "reserve") == options.reserve_bytes);
    CHECK(store->release_reserve());
    CHECK_FALSE(store->release_reserve());
    CHECK(store->has_room_for_new_session());
    close();
    options.least_free_bytes = std::uint64_t{1} << 60;
    reopen();
    CHECK_FALSE(store->has_room_for_new_session());
    close();
    options.reserve_bytes = std::uint64_t{1} << 60;
    options.least_free_bytes = 0;
    reopen();
    CHECK_FALSE(store->has_room_for_new_session());
    CHECK_FALSE(std::filesystem::exists(folder / "reserve"));
}

TEST_CASE_METHOD(StoreFixture, "Between two students nothing that was deleted stays in the write-ahead log") {
    submit();
    store->tidy();
    CHECK(std::filesystem::file_size(database_file(*this).string() + "-wal") == 0);
    CHECK(store->check_integrity().empty());
}

TEST_CASE_METHOD(StoreFixture, "An identity, a bundle, consents, settings and the time floor outlive the process") {
    CHECK(std::holds_alternative<std::monostate>(store->identity().load()));
    const crypto::SigningKey key_pair = crypto::SigningKey::generate(random);
    store->identity().keep_pending({key_pair.seed().clone(), crypto::SecureBytes::copy_of("PEM"), "XZ1-A-B"});
    reopen();
    const IdentityState pending = store->identity().load();
    REQUIRE(std::holds_alternative<PendingIdentity>(pending));
    CHECK(std::get<PendingIdentity>(pending).code == "XZ1-A-B");
    CHECK(std::ranges::equal(std::get<PendingIdentity>(pending).sign_seed.bytes(), key_pair.seed().bytes()));

    store->identity().keep({"library-1", key_pair.seed().clone(), crypto::SecureBytes::copy_of("PEM"), "CERT",
                            key_pair.verify_key(), "{}"});
    store->keep_bundle({4, "bundle", "\"4\""}, "{\"v\":1}");
    store->identity().renew(crypto::SecureBytes::copy_of("PEM2"), "CERT2");
    const std::vector<protocol::Consent> consents{{"notice", "notice@3", true, clock.now()}, {"sensitive", "notice@3", false, clock.now()}};
    store->consents().keep(Student, consents);
    store->settings().put("volume", "7");
    store->time_floor().advance(clock.now());
    store->time_floor().advance(clock.now() - std::chrono::hours{1});
    reopen();

    const auto identity = store->identity().identity();
    REQUIRE(identity);
    CHECK(identity->terminal == "library-1");
    CHECK(identity->certificate == "CERT2");
    CHECK(identity->tls_key.text() == "PEM2");
    CHECK(identity->root == key_pair.verify_key());
    CHECK(identity->key_set == "{\"v\":1}");
    const auto bundle = store->bundles().latest();
    REQUIRE(bundle);
    CHECK(bundle->version == 4);
    CHECK(bundle->bytes == "bundle");
    CHECK(bundle->etag == "\"4\"");
    CHECK(store->consents().latest(Student) == consents);
    CHECK(store->consents().latest("2026010102").empty());
    CHECK(store->settings().get("volume") == "7");
    CHECK_FALSE(store->settings().get("light"));
    CHECK(store->time_floor().floor() == clock.now());
    CHECK(store->time_floor().judge(clock.now() - std::chrono::milliseconds{1}) == Belief::Unbelievable);
    CHECK(store->time_floor().judge(clock.now() + std::chrono::days{366}) == Belief::Unbelievable);
}

TEST_CASE_METHOD(StoreFixture, "The files give away neither texts nor who was here") {
    OpenDraft draft = begin("a canary sings");
    REQUIRE(store->drafts().save(draft, bytes_of("a canary sings again")));
    store->settings().put("canary", "canary");
    close();
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder.path()}) {
        if (entry.is_regular_file()) {
            const std::string bytes = contents(entry.path());
            CHECK(bytes.find("canary") == std::string::npos);
            CHECK(bytes.find(Student) == std::string::npos);
            CHECK((entry.status().permissions() & std::filesystem::perms{077}) == std::filesystem::perms::none);
        }
    }
}

}  // namespace xz::storage
