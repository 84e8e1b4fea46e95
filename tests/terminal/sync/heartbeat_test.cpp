#include "terminal/sync/heartbeat.hpp"

#include "tests/terminal/sync/fake_platform.hpp"
#include "tests/terminal/sync/memory_heartbeat.hpp"

#include <catch2/catch_test_macros.hpp>

namespace xz::sync {
namespace {

using test::FakePlatform;
using test::MemoryHeartbeat;

struct Fixture {
    FakePlatform platform;
    Platform calls{platform};
    Trust trust{platform.key_set()};
    MemoryHeartbeat store{platform.random};
    Heartbeat heartbeat{calls, store, trust};
};

}  // namespace

TEST_CASE("A heartbeat's verified answer reaches the store") {
    Fixture f;
    f.platform.have_seq = 12;
    f.platform.safe_seq = 9;
    REQUIRE(f.heartbeat.beat());
    REQUIRE(f.store.taken.size() == 1);
    CHECK(f.store.taken[0].have_seq == 12);
    CHECK(f.store.taken[0].safe_seq == 9);
    CHECK(f.store.taken[0].epoch == f.platform.epoch);
    CHECK(is_signed_by(f.platform.last_heartbeat->head, f.store.key.verify_key()));
}

TEST_CASE("Nothing is believed of an answer that does not verify or is about another chain") {
    Fixture f;
    SECTION("a number changed on the way") {
        f.platform.tamper_heartbeat = [](auto& answer) { answer.safe_seq = 99; };
    }
    SECTION("a signer that is not the platform") {
        f.platform.tamper_heartbeat = [&](auto& answer) { answer = protocol::sign(answer, f.platform.bundle_key); };
    }
    SECTION("another chain") {
        f.platform.tamper_heartbeat = [&](auto& answer) {
            answer.chain = "11111111-2222-4333-8444-555555555555";
            answer = protocol::sign(answer, f.platform.receipt);
        };
    }
    const auto answer = f.heartbeat.beat();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == CallFailure::Kind::BadSignature);
    CHECK(f.store.taken.empty());
}

}  // namespace xz::sync
