#include "server-sync/sync/ingest.hpp"
#include "tests/support/platform/test_platform.hpp"
#include "tests/support/property.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace xz;
using namespace xz::testing;
using protocol::QuarantineReason;
using protocol::ReceiptStatus;

TEST_CASE("An envelope is stored under a receipt that verifies, and the same bytes again are a duplicate") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    const std::string sealed = platform.envelope(kiosk, "2024001");

    const auto first = platform.receive(kiosk, {sealed});
    REQUIRE(first.results.size() == 1);
    CHECK(first.results[0].status == ReceiptStatus::Stored);
    CHECK(first.results[0].receipt.status == ReceiptStatus::Stored);
    CHECK(first.results[0].receipt.sha256 == protocol::envelope_digest(sealed));
    CHECK(first.results[0].receipt.epoch == platform.ports().state.epoch());
    CHECK(protocol::is_signed_by(first.results[0].receipt, platform.receipt_key.verify_key()));

    platform.clock.advance(std::chrono::hours{1});
    const auto again = platform.receive(kiosk, {sealed});
    CHECK(again.results[0].status == ReceiptStatus::Duplicate);
    CHECK(again.results[0].receipt.received_at == first.results[0].receipt.received_at);
    CHECK(protocol::is_signed_by(again.results[0].receipt, platform.receipt_key.verify_key()));
    CHECK(platform.ports().envelopes.counts().stored == 1);
}

TEST_CASE("The same id with other bytes is a conflict that is kept once") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    const auto content = platform.diagnosis("2024001");
    const auto statement = platform.statement("2024001", kiosk.id);
    const std::string one = kiosk.seal(content, statement, platform.clock.now());
    const std::string other = kiosk.seal(content, statement, platform.clock.now());

    CHECK(platform.receive(kiosk, {one}).results[0].status == ReceiptStatus::Stored);
    for (int time = 0; time < 2; ++time) {
        const auto answer = platform.receive(kiosk, {other});
        CHECK(answer.results[0].status == ReceiptStatus::Conflict);
        CHECK(answer.results[0].reason == QuarantineReason::Conflict);
    }
    const auto cases = platform.ports().quarantine.open_cases(0, 10);
    REQUIRE(cases.size() == 1);
    CHECK(platform.ports().quarantine.bytes(cases[0].number) == other);
}

TEST_CASE("What shows unopened is quarantined and spoils nothing beside it") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    TestTerminal stranger = platform.add_terminal("kiosk-02");
    const std::string foreign = platform.envelope(stranger, "2024001");
    TestTerminal impostor = stranger.clone();
    impostor.id = kiosk.id;
    const std::string unsigned_one = platform.envelope(impostor, "2024001");
    const std::string good = platform.envelope(kiosk, "2024001");

    const auto answer = platform.receive(kiosk, {R"({"v":1,"id":"x"})", foreign, unsigned_one, good});
    REQUIRE(answer.results.size() == 4);
    CHECK(answer.results[0].reason == QuarantineReason::Malformed);
    CHECK(answer.results[1].reason == QuarantineReason::Terminal);
    CHECK(answer.results[2].reason == QuarantineReason::Signature);
    CHECK(answer.results[3].status == ReceiptStatus::Stored);
    for (const auto& result : answer.results) {
        CHECK(protocol::is_signed_by(result.receipt, platform.receipt_key.verify_key()));
    }
    CHECK(platform.ports().quarantine.open_cases(0, 10).size() == 3);
}

TEST_CASE("Two machines with one identity fork visibly and nothing accepted is withdrawn") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    const std::string first = platform.envelope(kiosk, "2024001");
    TestTerminal clone = kiosk.clone();
    const std::string second = platform.envelope(kiosk, "2024001");
    const std::string forked = platform.envelope(clone, "2024001");
    const std::string past_fork = platform.envelope(clone, "2024001");

    CHECK(platform.receive(kiosk, {first, second}).results[1].status == ReceiptStatus::Stored);
    const auto answer = platform.receive(kiosk, {forked, past_fork});
    CHECK(answer.results[0].reason == QuarantineReason::Fork);
    CHECK(answer.results[1].reason == QuarantineReason::Fork);
    const auto chains = platform.ports().envelopes.chains(kiosk.id);
    REQUIRE(chains.size() == 1);
    CHECK(chains[0].forked_at.has_value());
    CHECK(chains[0].have_seq == 2);
    CHECK(chains[0].have_sha256 == protocol::envelope_digest(second));
    CHECK(platform.process().counted == 2);
}

TEST_CASE("A revoked terminal's work is taken up to the head it had reported") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    const std::string before = platform.envelope(kiosk, "2024001");
    server::sync::wait_for<server::sync::Done>([&](server::sync::Completion<server::sync::Done> done) {
        platform.ports().terminals.heartbeat({kiosk.id, platform.clock.now(), "{}", kiosk.place.chain, 1}, std::move(done));
    });
    server::sync::wait_for<bool>([&](server::sync::Completion<bool> done) {
        platform.ports().terminals.set_state(kiosk.id, server::sync::TerminalState::Revoked, platform.clock.now(), std::move(done));
    });
    const std::string after = platform.envelope(kiosk, "2024001");

    const auto answer = platform.receive(kiosk, {before, after});
    CHECK(answer.results[0].status == ReceiptStatus::Stored);
    CHECK(answer.results[1].reason == QuarantineReason::Revoked);
}

TEST_CASE("What is no batch is refused and leaves nothing behind") {
    TestPlatform platform;
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    server::sync::Ingest ingest{platform.ports().envelopes, platform.ports().state.epoch(), platform.receipt_key, platform.clock,
                                [](std::function<void()> work) { work(); }};
    bool refused = false;
    ingest.receive(*platform.ports().terminals.find(kiosk.id), "[]", [&](server::sync::IngestAnswer answer) {
        refused = std::holds_alternative<protocol::Malformed>(answer);
    });
    CHECK(refused);
    CHECK(platform.ports().envelopes.counts().stored == 0);
}

TEST_CASE("In whatever order and however often envelopes arrive, each is stored once and the chain ends gapless") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    int number = 0;
    check_property("any order, any repetition", [&] {
        TestTerminal kiosk = platform.add_terminal("kiosk-" + std::to_string(number++));
        const auto count = *rc::gen::inRange<std::size_t>(1, 6);
        std::vector<std::string> envelopes;
        for (std::size_t index = 0; index < count; ++index) {
            envelopes.push_back(platform.envelope(kiosk, "2024001"));
        }
        const std::string last = envelopes.back();
        auto order = *rc::gen::container<std::vector<std::size_t>>(12, rc::gen::inRange<std::size_t>(0, count));
        for (std::size_t index = 0; index < count; ++index) {
            order.push_back(index);  // in the end everything has arrived
        }
        const auto before = platform.ports().envelopes.counts().stored;
        for (const std::size_t index : order) {
            const auto status = platform.receive(kiosk, {envelopes[index]}).results[0].status;
            RC_ASSERT(status == ReceiptStatus::Stored || status == ReceiptStatus::Duplicate);
        }
        const auto chains = platform.ports().envelopes.chains(kiosk.id);
        RC_ASSERT(chains.size() == 1U);
        RC_ASSERT(chains[0].have_seq == count);
        RC_ASSERT(chains[0].have_sha256 == protocol::envelope_digest(last));
        RC_ASSERT(!chains[0].forked_at);
        RC_ASSERT(platform.ports().envelopes.counts().stored == before + count);
    });
}
