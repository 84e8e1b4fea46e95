#include "terminal/sync/sync_turn.hpp"

#include "tests/terminal/sync/fake_platform.hpp"
#include "tests/terminal/sync/memory_certificates.hpp"
#include "tests/terminal/sync/memory_heartbeat.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace xz::sync {
namespace {

using namespace std::chrono_literals;
using test::FakePlatform;

class FakeClock final : public Clock {
public:
    std::chrono::milliseconds passed{0};
    [[nodiscard]] Instant now() const override { return Instant{1'781'000'000'000ms + passed}; }
    [[nodiscard]] Steady steady() const override { return Steady{} + 1h + passed; }
};

class FewEnvelopes final : public OutboxStore {
public:
    std::vector<Waiting> queue;
    [[nodiscard]] std::vector<Waiting> waiting(std::size_t, std::size_t) override { return queue; }
    void settle(const std::vector<protocol::BatchResult>& verified) override {
        std::erase_if(queue, [&](const Waiting& one) { return std::ranges::find(verified, one.id, &protocol::BatchResult::id) != verified.end(); });
    }
    void set_aside(const std::string&, const std::string&) override { queue.clear(); }
};

class NoBundles final : public BundleStore {
public:
    [[nodiscard]] protocol::HeldBundle held() override { return {}; }
    [[nodiscard]] std::string etag() override { return ""; }
    void keep(const protocol::Bundle&, const protocol::BundlePayload&, const std::string&) override { ++kept; }
    int kept = 0;
};

struct Fixture {
    FakePlatform platform;
    Platform calls{platform};
    Trust trust{platform.key_set()};
    FewEnvelopes outbox;
    NoBundles bundles;
    test::MemoryHeartbeat pulse{platform.random};
    FakeClock clock;
    OutboxDrain drain{calls, outbox, trust};
    BundleRefresh refresh{calls, bundles, trust, [](const auto&) { return std::nullopt; }};
    Heartbeat heartbeat{calls, pulse, trust};
    test::MemoryCertificates certificates{platform};
    Renewal renewal{calls, certificates, trust};
    std::vector<SyncState> states;
    std::vector<std::string> settled;
    std::vector<std::string> commands;
    int failing_commands = 0;
    SyncTurn turn{drain, refresh, heartbeat, renewal, clock, platform.random, [] { return SyncIntervals{}; },
                  {[this](const SyncState& state) { states.push_back(state); },
                   [this](const auto& results) { settled.push_back(results.front().id); },
                   [](const auto&) {},
                   [this](const protocol::Command& command) {
                       if (failing_commands-- > 0) throw std::runtime_error{"the store is gone"};
                       commands.push_back(command.id);
                   }}};

    Fixture() { platform.publish(platform.make_bundle(1)); }

    void submit() { outbox.queue = {{"0197a1b2-c3d4-7e5f-8a6b-000000000001", R"({"id":"0197a1b2-c3d4-7e5f-8a6b-000000000001"})"}}; }
    // Lives for that long, taking every turn that is due.
    void live(std::chrono::milliseconds span) {
        const auto end = clock.passed + span;
        for (;;) {
            while (turn.due() <= clock.steady()) {
                turn.take();
            }
            const auto wait = std::chrono::ceil<std::chrono::milliseconds>(turn.due() - clock.steady());
            if (clock.passed + wait > end) {
                clock.passed = end;
                return;
            }
            clock.passed += wait;
        }
    }
    [[nodiscard]] auto asked(std::string_view path) const { return std::ranges::count(platform.paths, path); }
};

}  // namespace

TEST_CASE("A terminal that starts asks for the bundle first, then says how it is") {
    Fixture f;
    f.live(1s);
    REQUIRE(f.platform.paths.size() >= 2);
    CHECK(f.platform.paths[0] == "/sync/v1/bundle");
    CHECK(f.asked("/sync/v1/heartbeat") == 1);
    CHECK(f.states.back().connection == Connection::Connected);
}

TEST_CASE("In quiet times it beats once a minute and asks for the bundle every five") {
    Fixture f;
    f.live(60min);
    CHECK(f.asked("/sync/v1/heartbeat") >= 54);
    CHECK(f.asked("/sync/v1/heartbeat") <= 68);
    CHECK(f.asked("/sync/v1/bundle") >= 11);
    CHECK(f.asked("/sync/v1/bundle") <= 15);
    CHECK(f.asked("/sync/v1/records") == 0);
}

TEST_CASE("A submission leaves at once") {
    Fixture f;
    f.live(1s);
    f.submit();
    f.turn.hurry();
    f.turn.take();
    CHECK(f.settled.size() == 1);
    CHECK(f.outbox.queue.empty());
}

TEST_CASE("Without a platform it tries ever more seldom, and a submission makes it try at once") {
    Fixture f;
    f.platform.silence = NoAnswer::Unreachable;
    f.live(60min);
    const auto tries = f.platform.paths.size();
    CHECK(tries < 40);
    CHECK(f.states.back().connection == Connection::Offline);

    f.submit();
    f.turn.hurry();
    CHECK(f.turn.due() <= f.clock.steady());
    f.platform.silence.reset();
    f.live(6min);
    CHECK(f.settled.size() == 1);
    CHECK(f.states.back().connection == Connection::Connected);
}

TEST_CASE("A platform that asks for time gets it, whatever is submitted meanwhile") {
    Fixture f;
    f.live(1s);
    f.submit();
    f.platform.say = test::error(429, "slow_down");
    f.platform.say->headers.emplace_back("retry-after", "120");
    f.turn.hurry();
    f.turn.take();
    const auto tries = f.platform.paths.size();
    for (int i = 0; i < 5; ++i) {
        f.turn.hurry();
        f.live(20s);
    }
    CHECK(f.platform.paths.size() == tries);
    f.platform.say.reset();
    f.live(60s);
    CHECK(f.settled.size() == 1);
}

TEST_CASE("A bundle that fails does not hold up envelopes") {
    Fixture f;
    auto forged = f.platform.make_bundle(1);
    forged.sig[0] ^= 1;
    f.platform.publish(forged);
    f.submit();
    f.live(10s);
    CHECK(f.settled.size() == 1);
    CHECK(f.bundles.kept == 0);
    CHECK_FALSE(f.states.back().alarm.empty());
}

TEST_CASE("A bundle that never comes, or cannot be read, holds up neither envelopes nor heartbeats") {
    Fixture f;
    SECTION("it times out") { f.platform.instead.insert_or_assign("/sync/v1/bundle", failure(Silence{NoAnswer::TimedOut, "too slow"})); }
    SECTION("it is too large") { f.platform.instead.insert_or_assign("/sync/v1/bundle", failure(Silence{NoAnswer::TooLarge, "too large"})); }
    SECTION("it is malformed") { f.platform.instead.insert_or_assign("/sync/v1/bundle", test::ok(R"({"version":"seven"})")); }
    f.submit();
    f.live(60s);
    CHECK(f.settled.size() == 1);
    CHECK(f.asked("/sync/v1/heartbeat") >= 1);
    CHECK(f.bundles.kept == 0);

    f.live(60min);
    f.submit();
    f.turn.hurry();
    f.live(10s);
    CHECK(f.settled.size() == 2);
    CHECK(f.asked("/sync/v1/heartbeat") >= 40);
    CHECK(f.asked("/sync/v1/bundle") < 40);
}

TEST_CASE("A heartbeat that cannot be read does not hold up envelopes") {
    Fixture f;
    f.platform.instead.insert_or_assign("/sync/v1/heartbeat", test::ok("{}"));
    f.live(60min);
    f.submit();
    f.turn.hurry();
    f.live(1s);
    CHECK(f.settled.size() == 1);
}

TEST_CASE("Receipts that do not verify make it ask for the bundle: the keys may have changed") {
    Fixture f;
    f.live(1s);
    const auto before = f.asked("/sync/v1/bundle");
    f.submit();
    f.platform.tamper = [](auto& result) { result.receipt.sig[0] ^= 1; };
    f.turn.hurry();
    f.live(2s);
    CHECK(f.asked("/sync/v1/bundle") > before);
    CHECK(f.outbox.queue.size() == 1);
}

TEST_CASE("A receipt that verifies is told although another of its batch does not") {
    Fixture f;
    f.live(1s);
    f.submit();
    const std::string good = f.outbox.queue.front().id;
    const std::string bad = "0197a1b2-c3d4-7e5f-8a6b-000000000002";
    f.outbox.queue.push_back({bad, R"({"id":")" + bad + R"("})"});
    f.platform.tamper = [&](auto& result) { result.receipt.sig[0] ^= result.id == bad ? 1 : 0; };
    f.turn.hurry();
    f.turn.take();
    CHECK(f.settled == std::vector{good});
    CHECK(f.states.back().connection == Connection::Troubled);
    CHECK(f.outbox.queue.size() == 1);
}

TEST_CASE("Who it is that does not answer is shown") {
    Fixture f;
    const auto shown = [&] {
        f.live(1s);
        return f.states.back().connection;
    };
    SECTION("somebody else's certificate") {
        f.platform.silence = NoAnswer::UntrustedServer;
        CHECK(shown() == Connection::UntrustedServer);
    }
    SECTION("our certificate is not taken") {
        f.platform.silence = NoAnswer::RefusedIdentity;
        CHECK(shown() == Connection::RefusedIdentity);
    }
    SECTION("a captive portal") {
        f.platform.say = HttpAnswer{200, "<html>", {}};
        CHECK(shown() == Connection::NotThePlatform);
    }
    SECTION("a broken platform") {
        f.platform.say = test::error(500, "internal");
        CHECK(shown() == Connection::Troubled);
    }
}

TEST_CASE("A certificate that is past half its life is renewed within minutes of the start, and once") {
    Fixture f;
    f.certificates.now = f.certificates.half_life() + 1s;
    f.live(30min);
    CHECK(f.certificates.renewed == 1);
}

TEST_CASE("A command is carried out once, however often the platform repeats it") {
    Fixture f;
    f.platform.commands = {{"0197a1b2-c3d4-7e5f-8a6b-000000000009", "lock", "{}"}};
    f.live(10min);
    CHECK(f.pulse.taken.size() > 5);
    CHECK(f.commands == std::vector<std::string>{"0197a1b2-c3d4-7e5f-8a6b-000000000009"});
}

TEST_CASE("A command that could not be carried out comes again") {
    Fixture f;
    f.failing_commands = 1;
    f.platform.commands = {{"0197a1b2-c3d4-7e5f-8a6b-000000000009", "lock", "{}"}};
    CHECK_THROWS(f.live(10min));
    f.live(10min);
    CHECK(f.commands == std::vector<std::string>{"0197a1b2-c3d4-7e5f-8a6b-000000000009"});
}

TEST_CASE("Everything wanted at once is done at once, and nothing else is put off by it") {
    Fixture f;
    f.live(1s);
    const auto beats = f.pulse.taken.size();
    f.turn.hurry_all();
    f.live(1s);
    CHECK(f.pulse.taken.size() == beats + 1);
}

}  // namespace xz::sync
