#include "tests/terminal/core/sqlite/sqlite_fixture.hpp"

#include "terminal/core/sqlite/transaction.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace xz::sqlite {

namespace {

using testing::TemporaryFolder;

std::string contents(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void flip(const std::filesystem::path& file, std::streamoff at) {
    std::fstream both{file, std::ios::binary | std::ios::in | std::ios::out};
    both.seekg(at);
    const char old = static_cast<char>(both.get());
    both.seekp(at);
    both.put(static_cast<char>(old ^ 0x40));
}

void fill(Database& database, int rows) {
    database.execute("CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT) STRICT");
    Transaction transaction{database};
    for (int row = 0; row < rows; ++row) {
        database.run("INSERT INTO words (word) VALUES (?)", std::string(500, 'w'));
    }
    transaction.commit();
}

// What another process gets when it opens the file.
template <typename Work>
int in_another_process(Work&& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("The cipher in use is SQLCipher 4.6 or newer") {
    CHECK(cipher_version().starts_with("4."));
}

TEST_CASE("A new database is encrypted from its first byte and readable by its owner only") {
    const TemporaryFolder folder;
    {
        Database database = new_database(folder / "a.db");
        fill(database, 20);
        CHECK(database.checkpoint());
    }
    const std::string bytes = contents(folder / "a.db");
    CHECK(bytes.size() >= 8192);
    CHECK(bytes.size() % 8192 == 0);
    CHECK(bytes.find("SQLite format") == std::string::npos);
    CHECK(bytes.find("wwww") == std::string::npos);
    struct stat status {};
    REQUIRE(::stat((folder / "a.db").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("What was committed is there after opening again") {
    const TemporaryFolder folder;
    {
        Database database = new_database(folder / "a.db");
        fill(database, 3);
    }
    auto opened = Database::open(folder / "a.db", RightKey);
    REQUIRE(opened);
    Statement& count = opened->query("SELECT count(*) FROM words");
    REQUIRE(count.next());
    CHECK(count.integer(0) == 3);
    CHECK_FALSE(count.next());
    std::vector<std::pair<int, int>> steps;
    CHECK(opened->check_integrity([&](int done, int all, const auto& found) { CHECK(found.empty()); steps.emplace_back(done, all); }).empty());
    CHECK(steps == std::vector<std::pair<int, int>>{{1, 3}, {2, 3}, {3, 3}});
}

TEST_CASE("Every way not to open has its own name") {
    const TemporaryFolder folder;
    { Database database = new_database(folder / "a.db"); fill(database, 100); }

    SECTION("a missing file stays missing") {
        CHECK(failure_to_open(folder / "none.db") == OpenFailure::NotFound);
        CHECK_FALSE(std::filesystem::exists(folder / "none.db"));
    }
    SECTION("an existing file is never made anew") {
        const std::string before = contents(folder / "a.db");
        CHECK(failure_to_open(folder / "a.db", RightKey, {.presence = Presence::MustBeNew}) == OpenFailure::AlreadyExists);
        CHECK(contents(folder / "a.db") == before);
    }
    SECTION("another key") { CHECK(failure_to_open(folder / "a.db", OtherKey) == OpenFailure::WrongKey); }
    SECTION("a plain SQLite file") {
        std::ofstream{folder / "plain.db", std::ios::binary} << std::string{"SQLite format 3\0", 16} << std::string(4080, '\0');
        CHECK(failure_to_open(folder / "plain.db") == OpenFailure::NotEncrypted);
    }
    SECTION("an empty file is damage, not a new store") {
        std::ofstream{folder / "empty.db"};
        CHECK(failure_to_open(folder / "empty.db") == OpenFailure::Damaged);
        CHECK(std::filesystem::file_size(folder / "empty.db") == 0);
    }
    SECTION("a first page with one flipped bit") {
        flip(folder / "a.db", 3000);
        CHECK(failure_to_open(folder / "a.db") == OpenFailure::Damaged);
    }
    SECTION("a file that has lost its end") {
        std::filesystem::resize_file(folder / "a.db", 5000);
        CHECK(failure_to_open(folder / "a.db") == OpenFailure::Damaged);
    }
    SECTION("a folder in the file's place") {
        std::filesystem::create_directory(folder / "d.db");
        CHECK(failure_to_open(folder / "d.db") == OpenFailure::Io);
    }
}

TEST_CASE("A page that does not authenticate is an error, not an answer") {
    const TemporaryFolder folder;
    { Database database = new_database(folder / "a.db"); fill(database, 200); }
    flip(folder / "a.db", 8192 * 6 + 100);
    auto opened = Database::open(folder / "a.db", RightKey);
    REQUIRE(opened);
    CHECK_FALSE(opened->check_integrity().empty());
    Statement all = opened->prepare("SELECT word FROM words");
    try {
        all.finish();
        FAIL("a damaged page was read");
    } catch (const Error& error) {
        CHECK(error.fault() == Fault::Corrupt);
    }
}

TEST_CASE("A second process cannot open a store that is in use alone") {
    const TemporaryFolder folder;
    Database database = new_database(folder / "a.db");
    fill(database, 1);
    const auto try_open = [&] {
        const auto opened = Database::open(folder / "a.db", RightKey);
        return opened ? 0 : static_cast<int>(opened.error()) + 1;
    };
    CHECK(in_another_process(try_open) == static_cast<int>(OpenFailure::InUse) + 1);
    CHECK(failure_to_open(folder / "a.db") == OpenFailure::InUse);
    // Having been asked twice, it is still the only one.
    CHECK(in_another_process(try_open) == static_cast<int>(OpenFailure::InUse) + 1);
    fill(database.in_transaction() ? database : (database.execute("DROP TABLE words"), database), 2);
}

TEST_CASE("A reader sees what the writer has committed and cannot write") {
    const TemporaryFolder folder;
    Database writer = new_database(folder / "a.db", Access::Writer);
    fill(writer, 1);
    auto reader = Database::open(folder / "a.db", RightKey, {.access = Access::Reader});
    REQUIRE(reader);
    const auto count = [&] {
        Statement& statement = reader->query("SELECT count(*) FROM words");
        statement.next();
        const auto value = statement.integer(0);
        statement.reset();
        return value;
    };
    CHECK(count() == 1);
    {
        Transaction transaction{writer};
        writer.run("INSERT INTO words (word) VALUES (?)", "two");
        CHECK(count() == 1);
        transaction.commit();
    }
    CHECK(count() == 2);
    CHECK_THROWS_AS(reader->execute("DELETE FROM words"), Error);
    CHECK(writer.checkpoint());
    CHECK(count() == 2);
}

TEST_CASE("A checkpoint says when a reader holds it up") {
    const TemporaryFolder folder;
    Database writer = new_database(folder / "a.db", Access::Writer);
    fill(writer, 5);
    auto reader = Database::open(folder / "a.db", RightKey, {.access = Access::Reader});
    REQUIRE(reader);
    Statement& rows = reader->query("SELECT word FROM words");
    REQUIRE(rows.next());
    writer.run("INSERT INTO words (word) VALUES (?)", "more");
    CHECK_FALSE(writer.checkpoint());
    rows.reset();
    CHECK(writer.checkpoint());
}

TEST_CASE("A copy under another key is whole and opens with that key only") {
    const TemporaryFolder folder;
    Database database = new_database(folder / "a.db");
    fill(database, 300);
    database.copy_to(folder / "copy.db", OtherKey);
    CHECK(failure_to_open(folder / "copy.db", RightKey) == OpenFailure::WrongKey);
    auto copy = Database::open(folder / "copy.db", OtherKey);
    REQUIRE(copy);
    CHECK(copy->check_integrity().empty());
    Statement& count = copy->query("SELECT count(*) FROM words");
    REQUIRE(count.next());
    CHECK(count.integer(0) == 300);
}

TEST_CASE("A full disk throws, keeps what was committed, and goes on when there is room again") {
    const TemporaryFolder folder;
    { Database database = new_database(folder / "a.db"); fill(database, 10); }
    const int outcome = in_another_process([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        auto database = Database::open(folder / "a.db", RightKey);
        if (!database) return 1;
        const rlimit small{600'000, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &small);
        int committed = 10;
        bool full = false;
        for (int round = 0; round < 500 && !full; ++round) {
            try {
                database->run("INSERT INTO words (word) VALUES (?)", std::string(4000, 'x'));
                ++committed;
            } catch (const Error& error) {
                if (error.fault() != Fault::DiskFull) return 2;
                full = true;
            }
        }
        if (!full || database->in_transaction()) return 3;
        const rlimit large{RLIM_INFINITY, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &large);
        database->run("INSERT INTO words (word) VALUES (?)", "room again");
        Statement& count = database->query("SELECT count(*) FROM words");
        count.next();
        return count.integer(0) == committed + 1 && database->check_integrity().empty() ? 0 : 4;
    });
    CHECK(outcome == 0);
}

}  // namespace xz::sqlite
