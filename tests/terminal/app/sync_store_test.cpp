#include "terminal/app/sync_store.hpp"

#include "terminal/sync/heartbeat.hpp"
#include "terminal/sync/outbox_drain.hpp"
#include "tests/terminal/app/kiosk.hpp"

#include <catch2/catch_test_macros.hpp>

namespace xz::app {
namespace {

using namespace std::chrono_literals;
namespace flow = ui::flow;
using test::Kiosk;

// A kiosk at which a student hands in again and again, and its sync without a thread.
struct Busy : Kiosk {
    sync::OutboxDrain drain{calls, sync_store, trust};
    sync::Heartbeat heartbeat{calls, sync_store, trust};
    flow::Ticket ticket = 0;

    Busy() { std::ignore = expect<flow::LoginSucceeded>(flow::StartOffline{++ticket, "20260001", flow::SecretText{"283746"}}); }

    flow::Submitted hand_in() {
        const Instant at = clock.now();
        return expect<flow::Submitted>(flow::Submit{++ticket, protocol::RecordKind::Diagnosis, "2026-2027", "self-diagnosis@1", "{}",
                                                    {{"notice", "notice@1", true, at}}, at - 10min, at, "zh_CN"});
    }
    void drain_all() {
        while (drain.send_batch().value().left == sync::OutboxDrain::Progress::Left::More) {
        }
    }
    // The platform holds the first `seq` of the chain, gapless.
    void platform_has(std::uint64_t seq) {
        platform.have_seq = seq;
        platform.have_sha256 = {};
        for (const auto& [id, bytes] : platform.stored) {
            if (protocol::decode_envelope(bytes)->header.seq == seq) {
                platform.have_sha256 = protocol::envelope_digest(bytes);
            }
        }
    }
    storage::QueueState queue() {
        return storage.ask([](storage::Store& store) { return store.outbox().state(); });
    }
};

}  // namespace

TEST_CASE("What has a receipt no longer waits, and is kept until it is safe at the platform") {
    Busy kiosk;
    kiosk.hand_in();
    kiosk.hand_in();
    kiosk.drain_all();
    CHECK(kiosk.queue().waiting == 0);
    CHECK(kiosk.queue().held == 2);
    kiosk.platform_has(2);
    REQUIRE(kiosk.heartbeat.beat());
    CHECK(kiosk.queue().held == 2);
    CHECK(kiosk.alarms.empty());
}

TEST_CASE("A platform that was restored gets again what it has lost, and counts nothing twice") {
    Busy kiosk;
    for (int i = 0; i < 3; ++i) {
        kiosk.hand_in();
    }
    kiosk.drain_all();
    kiosk.platform_has(1);
    kiosk.platform.epoch = protocol::random_epoch(kiosk.random);
    std::erase_if(kiosk.platform.stored, [](const auto& one) { return protocol::decode_envelope(one.second)->header.seq > 1; });

    REQUIRE(kiosk.heartbeat.beat());
    CHECK(kiosk.queue().waiting >= 2);
    kiosk.drain_all();
    CHECK(kiosk.queue().waiting == 0);
    CHECK(kiosk.platform.stored.size() == 3);
    CHECK(kiosk.alarms.empty());
}

TEST_CASE("A store that is an older copy of itself goes on in a new chain, and somebody is told") {
    Busy kiosk;
    kiosk.hand_in();
    kiosk.drain_all();
    kiosk.platform.have_seq = 7;
    kiosk.platform.have_sha256.fill(1);
    REQUIRE(kiosk.heartbeat.beat());
    CHECK(kiosk.alarms.size() == 1);
    CHECK(kiosk.hand_in().seq == 1);
}

TEST_CASE("The time floor advances by signed times only, and certificates are judged by it when the clock lies") {
    Busy kiosk;
    CHECK_FALSE(kiosk.time.instead_of_clock());
    kiosk.platform.now = kiosk.clock.now() + std::chrono::days{30};
    kiosk.platform.tamper_heartbeat = [](auto& answer) { answer.sig[0] ^= 1; };
    CHECK_FALSE(kiosk.heartbeat.beat());
    CHECK_FALSE(kiosk.time.instead_of_clock());
    kiosk.platform.tamper_heartbeat = nullptr;
    REQUIRE(kiosk.heartbeat.beat());
    CHECK(kiosk.time.instead_of_clock() == std::chrono::floor<std::chrono::milliseconds>(kiosk.platform.now));
}

TEST_CASE("An envelope that is set aside is still held, and somebody is told") {
    Busy kiosk;
    const auto submitted = kiosk.hand_in();
    kiosk.platform.refuse_batch = [](const auto&) { return std::optional{sync::test::error(422, "bad_shape")}; };
    kiosk.drain_all();
    CHECK(kiosk.queue().waiting == 0);
    CHECK(kiosk.queue().held == 1);
    CHECK(kiosk.queue().refused == 1);
    REQUIRE(kiosk.alarms.size() == 1);
    CHECK(kiosk.alarms[0].find(submitted.record_id) != std::string::npos);
}

TEST_CASE("A heartbeat says how the terminal is, signed with its own key") {
    Busy kiosk;
    const auto submitted = kiosk.hand_in();
    const protocol::Heartbeat heartbeat = kiosk.sync_store.measure();
    CHECK(heartbeat.queue_depth == 1);
    CHECK(heartbeat.head.seq == submitted.seq);
    CHECK(heartbeat.head.terminal == kiosk.platform.terminal);
    CHECK(heartbeat.key_level == storage::KeyLevel::File);
    const auto key = kiosk.storage.ask([](storage::Store& store) { return crypto::SigningKey{store.identity().identity()->sign_seed.clone()}.verify_key(); });
    CHECK(is_signed_by(heartbeat.head, key));
}

}  // namespace xz::app
