#include "server-sync/storage/sqlcipher/writer.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/platform/test_platform.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

using namespace xz;
using namespace xz::testing;
using server::storage::Writer;
using server::sync::Done;
using server::sync::Outcome;

namespace {

constexpr std::string_view kInsert = "INSERT INTO t (a) VALUES (?)";
constexpr std::string_view kCount = "SELECT count(*) FROM t";

sqlite::Database fresh(const TemporaryFolder& folder) {
    RepeatableRandom random;
    const auto key = crypto::Secret<32>::random(random);
    auto database = sqlite::Database::open(folder / "t.db", sqlite::Key{key.bytes().data(), 32},
                                           {.access = sqlite::Access::Writer, .presence = sqlite::Presence::MustBeNew});
    REQUIRE(database);
    database->execute("CREATE TABLE t (a INTEGER PRIMARY KEY)");
    return std::move(*database);
}

// The rows that are there once everything before is written.
std::int64_t rows(Writer& writer) {
    return server::sync::wait_for<std::int64_t>([&](server::sync::Completion<std::int64_t> done) {
        const auto count = [](sqlite::Database& database) {
            auto& statement = database.query(kCount);
            REQUIRE(statement.next());
            const std::int64_t counted = statement.integer(0);
            statement.reset();
            return counted;
        };
        writer.write(count, std::move(done));
    });
}

}  // namespace

TEST_CASE("Writes of many threads share commits, and each is answered once, after it is durable") {
    const TemporaryFolder folder;
    constexpr int threads = 8;
    constexpr int each = 100;
    Writer writer{fresh(folder), {}};
    std::atomic<int> answered{0};
    std::vector<std::thread> crowd;
    for (int thread = 0; thread < threads; ++thread) {
        crowd.emplace_back([&, thread] {
            for (int index = 0; index < each; ++index) {
                writer.write([=](sqlite::Database& database) { database.run(kInsert, thread * each + index); },
                             server::sync::Completion<Done>{[&](Outcome<Done> outcome) { answered += outcome ? 1 : 0; }});
            }
        });
    }
    for (std::thread& thread : crowd) {
        thread.join();
    }
    CHECK(rows(writer) == threads * each);
    CHECK(answered == threads * each);
    CHECK(writer.numbers().writes == threads * each + 1);
    CHECK(writer.numbers().transactions < threads * each / 2);
}

TEST_CASE("One write that breaks a rule of the schema fails alone") {
    const TemporaryFolder folder;
    Writer writer{fresh(folder), {}};
    std::promise<void> hold;
    std::atomic<int> good{0};
    std::atomic<int> bad{0};
    const server::sync::Completion<Done> tell{[&](Outcome<Done> outcome) { ++(outcome ? good : bad); }};
    // The first one holds the writer until the others are queued behind it, so that they form one group.
    writer.write([gate = hold.get_future().share()](sqlite::Database&) { gate.wait(); }, tell);
    for (const int value : {1, 2, 1, 3}) {
        writer.write([=](sqlite::Database& database) { database.run(kInsert, value); }, tell);
    }
    hold.set_value();
    CHECK(rows(writer) == 3);
    CHECK(good == 4);
    CHECK(bad == 1);
}

TEST_CASE("One write that throws anything at all fails alone, and leaves nothing of itself") {
    const TemporaryFolder folder;
    Writer writer{fresh(folder), {}};
    std::promise<void> hold;
    std::atomic<int> good{0};
    std::atomic<int> bad{0};
    const server::sync::Completion<Done> tell{[&](Outcome<Done> outcome) { ++(outcome ? good : bad); }};
    writer.write([gate = hold.get_future().share()](sqlite::Database&) { gate.wait(); }, tell);
    writer.write([](sqlite::Database& database) { database.run(kInsert, 1); }, tell);
    writer.write(
        [](sqlite::Database& database) {
            database.run(kInsert, 2);
            throw std::length_error{"no text is that long"};
        },
        tell);
    writer.write([](sqlite::Database& database) { database.run(kInsert, 3); }, tell);
    hold.set_value();
    CHECK(rows(writer) == 2);
    CHECK(good == 3);
    CHECK(bad == 1);
}

TEST_CASE("A full queue and a closed store answer at once that they take nothing") {
    const TemporaryFolder folder;
    Writer writer{fresh(folder), {.readers = 0, .queue = 1, .max_group = 1}};
    std::promise<void> hold;
    std::promise<void> begun;
    std::atomic<int> refused{0};
    const server::sync::Completion<Done> tell{[&](Outcome<Done> outcome) { refused += outcome ? 0 : 1; }};
    writer.write(
        [&begun, gate = hold.get_future().share()](sqlite::Database&) {
            begun.set_value();
            gate.wait();
        },
        tell);
    begun.get_future().wait();
    for (int index = 0; index < 3; ++index) {
        writer.write([=](sqlite::Database& database) { database.run(kInsert, index); }, tell);
    }
    CHECK(refused == 2);
    hold.set_value();
    writer.finish();
    writer.write([](sqlite::Database&) {}, tell);
    CHECK(refused == 3);
    CHECK(writer.numbers().writes == 2);
}

TEST_CASE("Batches from many connections at once are each stored whole, once") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    constexpr int kiosks = 6;
    constexpr int batches = 5;
    std::vector<TestTerminal> terminals;
    std::vector<std::vector<std::vector<std::string>>> work(kiosks);
    for (int index = 0; index < kiosks; ++index) {
        terminals.push_back(platform.add_terminal("kiosk-" + std::to_string(index)));
        for (int batch = 0; batch < batches; ++batch) {
            work[static_cast<std::size_t>(index)].push_back({platform.envelope(terminals.back(), "2024001"),
                                                             platform.envelope(terminals.back(), "2024001")});
        }
    }
    std::atomic<int> stored{0};
    std::vector<std::thread> crowd;
    for (int index = 0; index < kiosks; ++index) {
        crowd.emplace_back([&, at = static_cast<std::size_t>(index)] {
            for (const auto& batch : work[at]) {
                for (const auto& result : platform.receive(terminals[at], batch).results) {
                    stored += result.status == protocol::ReceiptStatus::Stored ? 1 : 0;
                }
                (void)platform.receive(terminals[at], batch);
            }
        });
    }
    for (std::thread& thread : crowd) {
        thread.join();
    }
    CHECK(stored == kiosks * batches * 2);
    CHECK(platform.ports().envelopes.counts().stored == kiosks * batches * 2);
    for (const TestTerminal& terminal : terminals) {
        CHECK(platform.ports().envelopes.chains(terminal.id).at(0).have_seq == batches * 2);
    }
}
