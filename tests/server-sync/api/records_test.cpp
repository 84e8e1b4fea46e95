#include "server-sync/api/records.hpp"

#include "server-sync/api/gzip.hpp"
#include "terminal/core/protocol/bundle.hpp"
#include "terminal/core/protocol/heartbeat.hpp"
#include "terminal/core/protocol/terminal_lock.hpp"
#include "terminal/core/protocol/login.hpp"
#include "tests/server-sync/api/api_platform.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

using namespace xz;
using namespace xz::server;
using namespace xz::server::api;
using namespace xz::server::api::testing;
using namespace std::chrono_literals;

namespace {

constexpr auto Records = "/sync/v1/records";

protocol::Heartbeat beat_of(const xz::testing::TestTerminal& kiosk, Instant now) {
    return {.version = "0.1.0",
            .queue_depth = 0,
            .queue_oldest = std::nullopt,
            .disk_free = 1u << 30,
            .clock = now,
            .bundle_version = 1,
            .head = protocol::sign(protocol::ChainHead{.terminal = kiosk.id,
                                                       .chain = kiosk.place.chain,
                                                       .seq = kiosk.place.seq - 1,
                                                       .sha256 = kiosk.place.prev,
                                                       .time = now},
                                   kiosk.key)};
}

}  // namespace

TEST_CASE("A diagnosis goes all the way: handed in, receipted, counted, shown to its student and on its class's board") {
    ApiPlatform platform;
    auto kiosk = platform.add_terminal("T01");
    platform.add_students({"2024001", "2024002"});
    platform.add_staff("wang", "a long password", sync::Role::Counselor, {"C1"});
    const auto counselor = platform.signed_in("wang", "a long password");
    const std::string board = "/api/v1/classes/C1/board?year=2025-2026";
    CHECK(body_of(platform.get(board, counselor)).at("live").at("counted") == 0);

    const std::string sealed = platform.envelope(kiosk, "2024001");
    const auto response = platform.post(Records, protocol::encode_batch(std::vector{sealed}), platform.as("T01"));
    REQUIRE(response.status == 200);
    const auto answer = protocol::decode_batch_answer(response.body);
    REQUIRE(answer);
    REQUIRE(answer->results.size() == 1);
    CHECK(answer->results[0].status == protocol::ReceiptStatus::Stored);
    CHECK(protocol::is_signed_by(answer->results[0].receipt, platform.receipt_key.verify_key()));
    CHECK(body_of(platform.get(board, counselor)).at("live").at("counted") == 0);

    CHECK(platform.process().counted == 1);
    const auto live = body_of(platform.get(board, counselor)).at("live");
    CHECK(live.at("students") == 2);
    CHECK(live.at("counted") == 1);
    const auto begun = platform.post("/sync/v1/login", protocol::encode(protocol::LoginBegin{protocol::StudentNumber{"2024001"}}), platform.as("T01"));
    const auto proof = protocol::answer_challenge(protocol::decode_login_challenge(begun.body)->challenge, platform.pin_of("2024001"));
    const auto login = protocol::decode_login_answer(platform.post("/sync/v1/login", protocol::encode(proof), platform.as("T01")).body);
    REQUIRE(login);
    REQUIRE(login->context.submissions.size() == 1);
    CHECK(login->context.submissions[0].status == protocol::SubmissionStatus::Counted);
}

TEST_CASE("What is no batch is a 400 and nothing is kept; the same bytes twice are a duplicate") {
    ApiPlatform platform;
    auto kiosk = platform.add_terminal("T01");
    platform.add_students({"2024001"});
    for (const auto* body : {"", "{}", "[]", "{\"envelopes\":{}}", "not json"}) {
        const auto response = platform.post(Records, body, platform.as("T01"));
        INFO(body);
        CHECK(response.status == 400);
    }
    CHECK(platform.all_ports.envelopes.counts().stored == 0);
    const auto batch = protocol::encode_batch(std::vector{platform.envelope(kiosk, "2024001")});
    static_cast<void>(platform.post(Records, batch, platform.as("T01")));
    const auto again = protocol::decode_batch_answer(platform.post(Records, batch, platform.as("T01")).body);
    REQUIRE(again);
    CHECK(again->results[0].status == protocol::ReceiptStatus::Duplicate);
}

TEST_CASE("An expired certificate still hands in; without one, or with a name that is not enrolled, nothing is read") {
    ApiPlatform platform;
    auto kiosk = platform.add_terminal("T01");
    platform.add_students({"2024001"});
    const auto batch = protocol::encode_batch(std::vector{platform.envelope(kiosk, "2024001")});
    CHECK(platform.post(Records, batch).status == 401);
    CHECK(platform.post(Records, batch, platform.as("T99")).status == 403);
    auto caller = platform.as("T01");
    caller.certificate->not_after = platform.clock.now() - 24h;
    CHECK(platform.post(Records, batch, caller).status == 200);
}

TEST_CASE("A heartbeat is answered with how far the platform has the chain, signed") {
    ApiPlatform platform;
    auto kiosk = platform.add_terminal("T01");
    platform.add_students({"2024001", "2024002"});
    const auto batch = protocol::encode_batch(std::vector{platform.envelope(kiosk, "2024001"), platform.envelope(kiosk, "2024002")});
    static_cast<void>(platform.post(Records, batch, platform.as("T01")));
    const auto beat = protocol::encode(beat_of(kiosk, platform.clock.now()));
    const auto response = platform.post("/sync/v1/heartbeat", beat, platform.as("T01"));
    REQUIRE(response.status == 200);
    const auto answer = protocol::decode_heartbeat_answer(response.body);
    REQUIRE(answer);
    CHECK(protocol::is_signed_by(*answer, platform.receipt_key.verify_key()));
    CHECK(answer->have_seq == 2);
    CHECK(answer->have_sha256 == kiosk.place.prev);
    CHECK(answer->epoch == platform.all_ports.state.epoch());
    CHECK(platform.all_ports.terminals.find("T01")->reported_seq == 2);
    CHECK(platform.all_ports.terminals.find("T01")->seen_at == platform.clock.now());
}

TEST_CASE("A locked terminal beats on and is told so, signed, until it is given back") {
    ApiPlatform platform;
    auto kiosk = platform.add_terminal("T01");
    const auto order = [&](std::string id, sync::TerminalState state, const protocol::LockOrder& what) {
        const auto command = protocol::command_of(std::move(id), what);
        sync::wait_for<bool>([&](auto done) {
            platform.all_ports.terminals.lock("T01", state, {command.id, command.name, command.args, platform.clock.now()}, std::move(done));
        });
        return command;
    };
    const auto told = [&] {
        const auto response = platform.post("/sync/v1/heartbeat", protocol::encode(beat_of(kiosk, platform.clock.now())), platform.as("T01"));
        REQUIRE(response.status == 200);
        const auto answer = protocol::decode_heartbeat_answer(response.body);
        REQUIRE(answer);
        CHECK(protocol::is_signed_by(*answer, platform.receipt_key.verify_key()));
        return answer->commands;
    };
    CHECK(told().empty());
    const auto lock = order("0197588e-9a00-7000-8000-000000000001", sync::TerminalState::Locked, protocol::Lock{"送修"});
    CHECK(told() == std::vector{lock});
    CHECK(told() == std::vector{lock});
    const auto unlock = order("0197588e-9a00-7000-8000-000000000002", sync::TerminalState::Active, protocol::Unlock{});
    CHECK(told() == std::vector{unlock});
}

TEST_CASE("A chain head that another terminal signed is refused") {
    ApiPlatform platform;
    auto kiosk = platform.add_terminal("T01");
    static_cast<void>(platform.add_terminal("T02"));
    const auto beat = protocol::encode(beat_of(kiosk, platform.clock.now()));
    CHECK(platform.post("/sync/v1/heartbeat", beat, platform.as("T02")).status == 403);
    auto impostor = kiosk.clone();
    impostor.id = "T02";
    CHECK(platform.post("/sync/v1/heartbeat", protocol::encode(beat_of(impostor, platform.clock.now())), platform.as("T02")).status == 403);
}

TEST_CASE("The bundle comes whole and signed, packed for who takes that, and not at all for who has it") {
    ApiPlatform platform;
    static_cast<void>(platform.add_terminal("T01"));
    platform.publish_signed();
    const auto plain = platform.get("/sync/v1/bundle", platform.as("T01"));
    REQUIRE(plain.status == 200);
    const auto bundle = protocol::decode_bundle(plain.body);
    REQUIRE(bundle);
    CHECK(protocol::accept(*bundle, platform.key_set, {}));

    auto caller = platform.as("T01");
    caller.headers = {{"accept-encoding", "gzip"}};
    const auto packed = platform.get("/sync/v1/bundle", caller);
    CHECK(gunzip(packed.body, protocol::MaxBundle) == plain.body);
    caller.headers = {{"if-none-match", header_of(plain, "etag")}};
    const auto known = platform.get("/sync/v1/bundle", caller);
    CHECK(known.status == 304);
    CHECK(known.body.empty());
    platform.publish_signed();
    CHECK(platform.get("/sync/v1/bundle", caller).status == 200);
}
