#include "terminal/storage/salvage.hpp"

#include "terminal/core/protocol/envelope.hpp"
#include "terminal/core/support/ids.hpp"
#include "tests/terminal/storage/store_fixture.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace xz::storage {

namespace {

constexpr std::size_t Page = sqlite::PageFile::PageSize;

std::string contents(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void replace(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream{file, std::ios::binary | std::ios::trunc} << bytes;
}

// A kiosk of some weeks: every table has rows, some envelopes have receipts, some reach over more than a page.
struct Weeks : StoreFixture {
    crypto::SigningKey terminal_key = crypto::SigningKey::generate(random);
    crypto::BoxKey box = crypto::BoxKey::generate(random);
    std::map<std::string, std::string> envelopes;  // by id
    std::set<std::string> waiting;
    std::string chain;

    explicit Weeks(std::size_t count) {
        store->identity().keep({"library-1", terminal_key.seed().clone(), crypto::SecureBytes::copy_of(std::string(400, 'p')), std::string(900, 'c'),
                                terminal_key.verify_key(), std::string(1500, 'k')});
        store->keep_bundle({4, std::string(30'000, 'b'), "\"4\""}, std::string(1500, 'k'));
        store->consents().keep(Student, std::vector<protocol::Consent>{{"notice", "notice@3", true, clock.now()}});
        store->settings().put("lock", "in repair");
        store->time_floor().advance(clock.now());
        chain = store->outbox().chain_end().chain;
        IdMaker ids{clock, random};
        for (std::size_t i = 0; i < count; ++i) {
            const auto sealed = seal_one(ids.uuid_v7(), i % 10 == 9 ? 6000 : 100 + i % 7 * 90);
            store->submit(sealed, {Student, Kind, Year, 1, clock.now()}, nullptr);
            envelopes[sealed.id] = sealed.bytes;
            clock.advance(std::chrono::minutes{7});
            if (i % 3 == 0) {
                store->outbox().keep_receipts(std::vector{result_for(sealed, protocol::Epoch{1})});
            } else {
                waiting.insert(sealed.id);
            }
        }
        begin("what I began");
        (void)store->drafts().unlock(Student, stretched(9), PinTrust::Unproven);  // a wrong try is counted
        close();
    }

    protocol::SealedEnvelope seal_one(const std::string& id, std::size_t size) {
        const protocol::RecordContent content{.id = id, .student_no = std::string{Student}, .kind = Kind, .academic_year = std::string{Year}, .instrument = "self@1",
                                              .revision = 1, .base = {}, .payload = fmt::format("{{\"text\":\"{}\"}}", std::string(size, 't')),
                                              .consents = {{"notice", "notice@3", true, clock.now()}}, .started_at = clock.now(), .submitted_at = clock.now(),
                                              .locale = "zh_CN", .source = protocol::RecordSource::Terminal};
        const protocol::Sealer sealer{"library-1", terminal_key, box.public_key(), box.public_key(), box.public_key().id(), box.public_key().id()};
        auto sealed = protocol::seal(content, &terminal_key, store->outbox().next_place(), sealer, clock.now(), random);
        REQUIRE(sealed);
        return std::move(*sealed);
    }

    [[nodiscard]] std::filesystem::path database_file() const { return folder.path() / "store" / "store.db"; }
    [[nodiscard]] bool is_detected() {
        const auto opened = Store::open(folder.path(), key, clock, random, options);
        return !opened || !(*opened)->check_integrity().empty();
    }
    [[nodiscard]] Salvaged salvage() {
        auto salvaged = salvage_store(folder.path(), key, clock, random, options);
        if (!salvaged) FAIL(to_text(salvaged.error()));
        reopen();
        return std::move(*salvaged);
    }
    // What is not in the store any more; what is there is as it was sealed.
    [[nodiscard]] std::set<std::string> missing() {
        std::set<std::string> gone;
        for (const auto& [id, bytes] : envelopes) gone.insert(id);
        store->outbox().each_held([&](std::string_view id, std::string_view bytes) {
            REQUIRE(envelopes.at(std::string{id}) == bytes);
            gone.erase(std::string{id});
        });
        return gone;
    }
    [[nodiscard]] std::map<std::string, std::int64_t> rows() {
        std::map<std::string, std::int64_t> counts;
        auto tables = store->database().prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
        while (tables.next()) {
            auto counted = store->database().prepare("SELECT count(*) FROM " + tables.text(0));
            counted.next();
            counts[tables.text(0)] = counted.integer(0);
        }
        return counts;
    }
};

struct FewWeeks : Weeks {
    FewWeeks() : Weeks{30} {}
};
struct ManyWeeks : Weeks {
    ManyWeeks() : Weeks{110} {}
};

}  // namespace

TEST_CASE_METHOD(FewWeeks, "All of a store that can be read comes over: every table, envelopes as they were, in a new chain behind the old") {
    reopen();
    store->identity().keep_pending({crypto::Secret<32>{}, crypto::SecureBytes::copy_of("PEM"), "XZ1-A-B"});
    auto before = rows();
    for (const auto& [table, count] : before) {
        CAPTURE(table);
        CHECK(count > 0);  // a new table belongs here and into wreck.cpp
    }
    const auto wal = contents(database_file().string() + "-wal");
    // As a power cut leaves it: what was written last lies in the log.
    const testing::TemporaryFolder copy;
    std::filesystem::copy(folder.path() / "store", copy.path() / "store");
    CHECK(wal.size() > 32);
    close();
    std::filesystem::remove_all(folder.path() / "store");
    std::filesystem::copy(copy.path() / "store", folder.path() / "store");

    const auto wreck = Wreck::look(folder.path(), key);
    REQUIRE(wreck);
    CHECK(wreck->report().damaged_pages == 0);
    CHECK(wreck->report().waiting == waiting.size());
    CHECK(wreck->chain_end()->chain == chain);
    CHECK(wreck->chain_end()->seq == envelopes.size());

    std::string database = contents(database_file());
    database[3] = static_cast<char>(database[3] ^ 1);  // of the salt, which belongs to no page
    replace(database_file(), database);
    CHECK(is_detected());
    const auto salvaged = salvage();
    CHECK(missing().empty());
    ++before["chains"];
    CHECK(rows() == before);
    CHECK(store->outbox().chain_end().chain != chain);
    CHECK(store->outbox().chain_end().seq == 0);
    CHECK(store->outbox().state().waiting == waiting.size());
    CHECK(store->outbox().next_batch(1, 1 << 20).front().chain == chain);
    CHECK(store->settings().get("lock") == "in repair");
    CHECK(store->consents().latest(Student).size() == 1);
    CHECK(store->last_submissions().find(Student, Kind, Year));
    CHECK(store->identity().identity()->terminal == "library-1");
    clock.advance(std::chrono::hours{1});
    const auto drafts = store->drafts().unlock(Student, stretched(1), PinTrust::Unproven);
    REQUIRE(drafts);
    CHECK(text_of_draft(drafts->front()) == "what I began");
    CHECK(stores_set_aside(folder.path()) == std::vector{salvaged.aside.filename().string()});
}

TEST_CASE_METHOD(ManyWeeks, "Whichever page is damaged, it is found, and only the envelopes that lay on it are lost, by name") {
    const std::string database = contents(database_file());
    const std::string keyring = contents(folder.path() / "store" / "keyring");
    const std::size_t pages = database.size() / Page;
    std::map<std::string, int> losses;
    int identities_lost = 0, bundles_lost = 0;
    for (std::size_t page = 0; page < pages; ++page) {
        CAPTURE(page, pages);
        close();
        for (const auto& aside : stores_set_aside(folder.path())) std::filesystem::remove_all(folder.path() / aside);
        std::string flipped = database;
        auto& byte = flipped[page * Page + 16 + (page * 2654435761U) % (Page - 16)];
        byte = static_cast<char>(byte ^ (1 << page % 8));
        replace(database_file(), flipped);
        replace(folder.path() / "store" / "keyring", keyring);
        REQUIRE(is_detected());
        const auto salvaged = salvage();
        REQUIRE(salvaged.report.damaged_pages == 1);
        REQUIRE(salvaged.report.refused == 0);
        const auto gone = missing();
        REQUIRE(salvaged.report.envelopes == envelopes.size() - gone.size());
        std::set<std::string> named{salvaged.report.lost.begin(), salvaged.report.lost.end()};
        std::set<std::string> unsent;
        std::ranges::set_intersection(gone, waiting, std::inserter(unsent, unsent.end()));
        REQUIRE(named == unsent);
        for (const auto& id : gone) ++losses[id];
        identities_lost += salvaged.report.has_identity ? 0 : 1;
        bundles_lost += salvaged.report.has_bundle ? 0 : 1;
        REQUIRE(contents(salvaged.aside / "store.db") == flipped);
    }
    for (const auto& [id, bytes] : envelopes) {
        // Once with its leaf, and once with each page that it reaches over into.
        const int most = bytes.size() < 7500 ? 1 : 1 + static_cast<int>(bytes.size() / Page) + 1;
        REQUIRE(losses[id] >= 1);
        REQUIRE(losses[id] <= most);
    }
    CHECK(identities_lost == 1);
    CHECK(bundles_lost >= 4);
}

TEST_CASE_METHOD(FewWeeks, "An envelope that another has slipped in is not taken, and stays where it was") {
    reopen();
    store->database().execute("UPDATE envelopes SET bytes = replace(bytes, 'library-1', 'library-1 ') WHERE seq = 3");
    store->database().execute("UPDATE envelopes SET sha256 = zeroblob(32) WHERE seq = 4");
    const crypto::SigningKey stranger = crypto::SigningKey::generate(random);
    auto forged = protocol::sign(*protocol::decode_envelope(envelopes.begin()->second), stranger);
    store->database().run("UPDATE envelopes SET bytes = ?, sha256 = ? WHERE seq = 1", protocol::encode(forged), protocol::envelope_digest(protocol::encode(forged)));
    close();
    const auto wreck = Wreck::look(folder.path(), key);
    REQUIRE(wreck);
    CHECK(wreck->report().refused == 3);
    CHECK(wreck->report().envelopes == envelopes.size() - 3);
}

TEST_CASE_METHOD(FewWeeks, "Nothing is salvaged from a whole store, nor where there is no key, no keyring or another file") {
    const auto salvage_failure = [&] {
        const auto salvaged = salvage_store(folder.path(), key, clock, random, options);
        REQUIRE_FALSE(salvaged);
        CHECK(stores_set_aside(folder.path()).empty());
        return salvaged.error();
    };
    CHECK(salvage_failure() == StoreFailure::Whole);
    const std::string keyring = contents(folder.path() / "store" / "keyring");
    SECTION("a half-written keyring") {
        replace(folder.path() / "store" / "keyring", keyring.substr(0, 100));
        CHECK(salvage_failure() == StoreFailure::KeyringDamaged);
    }
    SECTION("no keyring") {
        std::filesystem::remove(folder.path() / "store" / "keyring");
        CHECK(salvage_failure() == StoreFailure::KeyringMissing);
    }
    SECTION("no store") {
        std::filesystem::remove_all(folder.path() / "store");
        CHECK(salvage_failure() == StoreFailure::NotFound);
    }
    SECTION("another store's keyring") {
        REQUIRE(Keyring::make(*key.provide(), random).write(folder.path() / "store" / "keyring"));
        CHECK(salvage_failure() == StoreFailure::WrongKey);
    }
    SECTION("a plain SQLite file") {
        replace(database_file(), std::string{"SQLite format 3\0", 16} + std::string(8176, '\0'));
        CHECK(salvage_failure() == StoreFailure::NotEncrypted);
    }
    SECTION("an empty file") {
        replace(database_file(), "");
        CHECK(salvage_failure() == StoreFailure::Empty);
    }
    SECTION("a folder") {
        std::filesystem::remove(database_file());
        std::filesystem::create_directory(database_file());
        CHECK(salvage_failure() == StoreFailure::NotAFile);
    }
    SECTION("a newer schema") {
        reopen();
        store->database().execute("PRAGMA user_version = 999");
        close();
        CHECK(salvage_failure() == StoreFailure::TooNew);
    }
}

TEST_CASE_METHOD(FewWeeks, "A salvage that is cut leaves the damaged store, or the new one that the next opening puts in its place") {
    std::string database = contents(database_file());
    database[2 * Page + 77] ^= 1;
    replace(database_file(), database);
    const testing::TemporaryFolder before;
    std::filesystem::copy(folder.path(), before.path() / "all", std::filesystem::copy_options::recursive);
    const auto taken = salvage();
    const auto whole_after = missing();
    close();
    // Before it put anything away: the new one lies ready, and is not taken for the store.
    std::filesystem::rename(folder.path() / "store", folder.path() / "store.salvaged");
    std::filesystem::rename(taken.aside, folder.path() / "store");
    CHECK(is_detected());
    CHECK(salvage().report.envelopes == taken.report.envelopes);
    close();
    // After it put the old one away.
    std::filesystem::rename(folder.path() / "store", folder.path() / "store.salvaged");
    reopen();
    CHECK(missing() == whole_after);
    close();
    // The way back.
    const auto aside = folder.path() / stores_set_aside(folder.path()).front();
    REQUIRE(set_aside_store(folder.path(), clock.now() + std::chrono::hours{1}));
    std::filesystem::rename(aside, folder.path() / "store");
    CHECK(is_detected());
}

TEST_CASE_METHOD(StoreFixture, "A broken store is set aside whole, and only then a new one can be made, with a new chain") {
    submit();
    const std::string chain = store->outbox().chain_end().chain;
    close();
    const std::string bytes = contents(folder.path() / "store" / "store.db");
    const auto aside = set_aside_store(folder.path(), clock.now());
    REQUIRE(aside);
    CHECK(contents(*aside / "store.db") == bytes);
    CHECK(std::filesystem::exists(*aside / "keyring"));
    CHECK(failure_to_open() == StoreFailure::NotFound);
    store = created();
    CHECK(store->outbox().chain_end().chain != chain);
}

}  // namespace xz::storage
