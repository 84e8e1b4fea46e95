#include "tests/fault/store_on_crash_disk.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace xz::storage {

namespace {

using testing::DiskFailure;

constexpr protocol::Epoch kEpoch{1};

// --- a burst of changes to one draft

struct Autosave {
    OpenDraft draft;
    std::vector<std::string> versions{"as it was"};
    int acknowledged = 0;

    Autosave() {
        for (int n = 1; n <= 8; ++n) {
            versions.push_back(fmt::format("change {} ", n) + std::string(static_cast<std::size_t>(n) * 1700, 'x'));
        }
    }
    void forget() { acknowledged = 0; }
    void work(Store& store) {
        for (int n = 1; n < static_cast<int>(versions.size()); ++n) {
            const bool saved = store.drafts().save(draft, bytes_of(versions[static_cast<std::size_t>(n)]));
            REQUIRE(saved);
            acknowledged = n;
        }
    }
    // The last acknowledged change is there, or the one that was under way.
    void judge(Store& store) const {
        const auto body = store.drafts().body(draft);
        REQUIRE(body);
        const std::string text{body->text()};
        const auto found = std::ranges::find(versions, text);
        REQUIRE(found != versions.end());
        const auto version = static_cast<int>(found - versions.begin());
        REQUIRE(version >= acknowledged);
        REQUIRE(version <= acknowledged + 1);
        REQUIRE(store.drafts().count() == 1);
    }
};

// --- three submissions, each with its own draft, and the log folded in between

struct Submitting {
    std::vector<OpenDraft> drafts;
    std::vector<protocol::SealedEnvelope> sealed;
    std::size_t acknowledged = 0;
    Instant now;

    void forget() {
        acknowledged = 0;
        sealed.clear();
    }
    void work(Store& store) {
        for (const OpenDraft& draft : drafts) {
            sealed.push_back(sealed_for(store.outbox().next_place(), 4000));
            store.submit(sealed.back(), {Student, Kind, Year, 1, now}, &draft);
            ++acknowledged;
            store.tidy();
        }
    }
    void judge(Store& store) const {
        const auto held = store.outbox().next_batch(500, 1 << 20);
        REQUIRE(held.size() >= acknowledged);
        REQUIRE(held.size() <= sealed.size());
        for (std::size_t i = 0; i < held.size(); ++i) {
            REQUIRE(held[i].seq == i + 1);
            REQUIRE(held[i].bytes == sealed[i].bytes);
            REQUIRE(held[i].sha256 == protocol::envelope_digest(held[i].bytes));
        }
        const auto next = store.outbox().next_place();
        REQUIRE(next.seq == held.size() + 1);
        REQUIRE(next.prev == (held.empty() ? crypto::Digest{} : held.back().sha256));
        // An envelope and its draft change places in one step: never both, never neither.
        for (std::size_t i = 0; i < drafts.size(); ++i) {
            REQUIRE(store.drafts().body(drafts[i]).has_value() == (i >= held.size()));
        }
        const auto last = store.last_submissions().find(Student, Kind, Year);
        REQUIRE(last.has_value() == !held.empty());
        if (last) {
            REQUIRE(last->id == held.back().id);
        }
    }
};

// --- receipts, then letting go

struct Settling {
    std::vector<protocol::SealedEnvelope> sealed;
    std::vector<protocol::BatchResult> results;
    protocol::HeartbeatAnswer answer;
    enum class Step : std::uint8_t { None, Receipts, Purged } acknowledged = Step::None;

    void forget() { acknowledged = Step::None; }
    void work(Store& store) {
        store.outbox().keep_receipts(results);
        acknowledged = Step::Receipts;
        const auto purged = store.outbox().purge(answer, std::chrono::hours{0});
        REQUIRE(purged == 2);
        acknowledged = Step::Purged;
    }
    void judge(Store& store) const {
        const QueueState state = store.outbox().state();
        const bool nothing = state.held == 3 && state.waiting == 3;
        const bool receipts = state.held == 3 && state.waiting == 0;
        const bool purged = state.held == 1 && state.waiting == 0;
        switch (acknowledged) {
            case Step::None: REQUIRE((nothing || receipts)); break;
            case Step::Receipts: REQUIRE((receipts || purged)); break;
            case Step::Purged: REQUIRE(purged); break;
        }
        REQUIRE(store.outbox().next_place().seq == 4);
        REQUIRE(store.outbox().next_place().prev == sealed.back().sha256);
    }
};

// --- a newer bundle with its key set

struct Refreshing {
    std::string old_bytes = std::string(30'000, 'o');
    std::string new_bytes = std::string(50'000, 'n');
    bool acknowledged = false;

    void forget() { acknowledged = false; }
    void work(Store& store) {
        store.keep_bundle({2, new_bytes, "2"}, "new keys");
        acknowledged = true;
    }
    void judge(Store& store) const {
        const auto bundle = store.bundles().latest();
        const auto identity = store.identity().identity();
        REQUIRE((bundle && identity));
        const bool is_new = bundle->version == 2;
        REQUIRE((is_new || !acknowledged));
        REQUIRE(bundle->bytes == (is_new ? new_bytes : old_bytes));
        REQUIRE(identity->key_set == (is_new ? "new keys" : "old keys"));
    }
};

// --- tries at a PIN

struct Guessing {
    int acknowledged = 0;

    void forget() { acknowledged = 0; }
    void work(Store& store) {
        for (int n = 0; n < 6; ++n) {
            const auto opened = store.drafts().unlock(Student, stretched(9), PinTrust::Unproven);
            REQUIRE_FALSE(opened);
            ++acknowledged;
        }
    }
    void judge(Store& store) const {
        if (acknowledged >= 5) {
            REQUIRE(store.drafts().wait_before_unlock(Student) >= std::chrono::seconds{30});
        }
    }
};

template <typename Scenario>
std::uint64_t cut_everywhere(StoreOnCrashDisk& disk, Scenario& scenario) {
    return cut_everywhere(
        disk, [&] { scenario.forget(); }, [&](Store& store) { scenario.work(store); }, [&](Store& store) { scenario.judge(store); });
}

template <typename Scenario>
std::uint64_t fail_everywhere(StoreOnCrashDisk& disk, Scenario& scenario, DiskFailure failure, sqlite::Fault expected) {
    return fail_everywhere(
        disk, failure, expected, [&] { scenario.forget(); }, [&](Store& store) { scenario.work(store); },
        [&](Store& store) { scenario.judge(store); });
}

void prepare_drafts(StoreOnCrashDisk& disk, Submitting& scenario) {
    scenario.now = disk.clock.now();
    for (std::uint8_t n = 0; n < 3; ++n) {
        scenario.drafts.push_back(disk.begin("work", n));
    }
}

void prepare_envelopes(StoreOnCrashDisk& disk, Settling& scenario) {
    for (int n = 0; n < 3; ++n) {
        scenario.sealed.push_back(disk.submit());
        scenario.results.push_back(disk.result_for(scenario.sealed.back(), kEpoch));
    }
    scenario.answer = disk.answer(kEpoch, 3, scenario.sealed.back().sha256, 2);
}

void prepare_bundle(StoreOnCrashDisk& disk, Refreshing& scenario) {
    const crypto::SigningKey key = crypto::SigningKey::generate(disk.random);
    disk.store->identity().keep({"t", key.seed().clone(), crypto::SecureBytes::copy_of("PEM"), "CERT", key.verify_key(), ""});
    disk.store->keep_bundle({1, scenario.old_bytes, "1"}, "old keys");
}

}  // namespace

TEST_CASE("A power cut at any point of a burst of changes leaves the last acknowledged one or the next") {
    Autosave scenario;
    StoreOnCrashDisk disk{[&](StoreOnCrashDisk& prepared) { scenario.draft = prepared.begin(scenario.versions.front()); }};
    CHECK(cut_everywhere(disk, scenario) > 200);
}

TEST_CASE("A power cut at any point of a submission leaves the draft or the envelope, and the chain whole") {
    Submitting scenario;
    StoreOnCrashDisk disk{[&](StoreOnCrashDisk& prepared) { prepare_drafts(prepared, scenario); }};
    CHECK(cut_everywhere(disk, scenario) > 200);
}

TEST_CASE("A power cut while receipts are kept or envelopes let go loses neither") {
    Settling scenario;
    StoreOnCrashDisk disk{[&](StoreOnCrashDisk& prepared) { prepare_envelopes(prepared, scenario); }};
    CHECK(cut_everywhere(disk, scenario) > 50);
}

TEST_CASE("A power cut while a bundle is taken leaves the old or the new one, with its own keys") {
    Refreshing scenario;
    StoreOnCrashDisk disk{[&](StoreOnCrashDisk& prepared) { prepare_bundle(prepared, scenario); }};
    CHECK(cut_everywhere(disk, scenario) > 50);
}

TEST_CASE("A power cut wins nobody another try at a PIN") {
    Guessing scenario;
    StoreOnCrashDisk disk{[&](StoreOnCrashDisk& prepared) { prepared.begin(); }};
    CHECK(cut_everywhere(disk, scenario) > 50);
}

TEST_CASE("A disk that fills up at any point says so, loses nothing acknowledged, and goes on when there is room") {
    SECTION("changes") {
        Autosave scenario;
        StoreOnCrashDisk disk{[&](StoreOnCrashDisk& prepared) { scenario.draft = prepared.begin(scenario.versions.front()); }};
        CHECK(fail_everywhere(disk, scenario, DiskFailure::Full, sqlite::Fault::DiskFull) > 20);
    }
    SECTION("submissions") {
        Submitting scenario;
        StoreOnCrashDisk disk{[&](StoreOnCrashDisk& prepared) { prepare_drafts(prepared, scenario); }};
        CHECK(fail_everywhere(disk, scenario, DiskFailure::Full, sqlite::Fault::DiskFull) > 20);
    }
}

TEST_CASE("A disk that fails at any point says so and loses nothing acknowledged") {
    SECTION("changes") {
        Autosave scenario;
        StoreOnCrashDisk disk{[&](StoreOnCrashDisk& prepared) { scenario.draft = prepared.begin(scenario.versions.front()); }};
        CHECK(fail_everywhere(disk, scenario, DiskFailure::Io, sqlite::Fault::Io) > 20);
    }
    SECTION("submissions") {
        Submitting scenario;
        StoreOnCrashDisk disk{[&](StoreOnCrashDisk& prepared) { prepare_drafts(prepared, scenario); }};
        CHECK(fail_everywhere(disk, scenario, DiskFailure::Io, sqlite::Fault::Io) > 20);
    }
}

}  // namespace xz::storage
