#include "terminal/core/protocol/heartbeat.hpp"

#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

namespace {

const sample::Keys Keys;

ChainHead head() {
    return sign(ChainHead{"T-017", sample::first_place().chain, 12, crypto::sha256("twelve"),
                          sample::at("2026-06-10T09:00:00.000Z"), {}},
                Keys.terminal);
}

HeartbeatAnswer answer() {
    HeartbeatAnswer answer;
    answer.epoch = {1, 2, 3};
    answer.time = sample::at("2026-06-10T09:00:00.500Z");
    answer.chain = sample::first_place().chain;
    answer.have_seq = 12;
    answer.have_sha256 = crypto::sha256("twelve");
    answer.safe_seq = 10;
    answer.commands = {{"0197588e-9a00-7000-8000-0123456789ab", "reload", R"({"soon":true})"}};
    return sign(answer, Keys.receipt);
}

}  // namespace

TEST_CASE("A heartbeat reads back as what it was written from, with or without a queue") {
    Heartbeat heartbeat{.version = "0.1.0",
                        .queue_depth = 3,
                        .queue_oldest = sample::at("2026-06-09T10:00:00.000Z"),
                        .disk_free = 12'345'678'901,
                        .clock = sample::at("2026-06-10T09:00:00.000Z"),
                        .store = StoreHealth::Full,
                        .key_level = KeyLevel::Credentials,
                        .bundle_version = 7,
                        .head = head()};
    CHECK(decode_heartbeat(encode(heartbeat)) == heartbeat);
    heartbeat.queue_oldest.reset();
    CHECK(decode_heartbeat(encode(heartbeat)) == heartbeat);
}

TEST_CASE("A chain's head is the terminal's word, for one place of one chain") {
    CHECK(is_signed_by(head(), Keys.terminal.verify_key()));
    ChainHead changed = head();
    changed.seq = 13;
    CHECK_FALSE(is_signed_by(changed, Keys.terminal.verify_key()));
    changed = head();
    changed.sha256[0] ^= 1;
    CHECK_FALSE(is_signed_by(changed, Keys.terminal.verify_key()));
}

TEST_CASE("A heartbeat's answer is the platform's word, down to its commands") {
    const auto again = decode_heartbeat_answer(encode(answer()));
    REQUIRE(again);
    CHECK(*again == answer());
    CHECK(is_signed_by(*again, Keys.receipt.verify_key()));
    HeartbeatAnswer changed = *again;
    changed.safe_seq = 12;
    CHECK_FALSE(is_signed_by(changed, Keys.receipt.verify_key()));
    changed = *again;
    changed.commands[0].args = "{}";
    CHECK_FALSE(is_signed_by(changed, Keys.receipt.verify_key()));
}
