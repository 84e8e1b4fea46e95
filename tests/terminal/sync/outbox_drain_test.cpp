#include "terminal/sync/outbox_drain.hpp"

#include "terminal/core/protocol/seal.hpp"
#include "terminal/core/support/ids.hpp"
#include "tests/terminal/sync/fake_platform.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>

namespace xz::sync {
namespace {

using test::FakePlatform;
using Left = OutboxDrain::Progress::Left;
using Kind = CallFailure::Kind;

class MemoryOutbox final : public OutboxStore {
public:
    std::vector<Waiting> queue;
    std::vector<protocol::BatchResult> receipts;
    std::map<std::string, std::string> aside;

    [[nodiscard]] std::vector<Waiting> waiting(std::size_t count, std::size_t bytes) override {
        std::vector<Waiting> batch;
        std::size_t total = 0;
        for (const Waiting& one : queue) {
            total += one.bytes.size();
            if (batch.size() == count || (!batch.empty() && total > bytes)) {
                break;
            }
            batch.push_back(one);
        }
        return batch;
    }
    void settle(const std::vector<protocol::BatchResult>& verified) override {
        for (const auto& result : verified) {
            receipts.push_back(result);
            drop(result.id);
        }
    }
    void set_aside(const std::string& id, const std::string& why) override {
        aside[id] = why;
        drop(id);
    }

private:
    void drop(const std::string& id) {
        std::erase_if(queue, [&id](const Waiting& one) { return one.id == id; });
    }
};

struct Fixture {
    FakePlatform platform;
    Platform calls{platform};
    Trust trust{platform.key_set()};
    MemoryOutbox outbox;
    OutboxDrain drain{calls, outbox, trust};
    SystemClock clock;
    IdMaker ids{clock, platform.random};
    crypto::SigningKey terminal = crypto::SigningKey::generate(platform.random);
    protocol::ChainPlace place{"0b6c2b1e-3c5d-4c8e-9f00-0123456789ab", 1, {}};

    explicit Fixture(std::size_t envelopes) {
        for (std::size_t i = 0; i < envelopes; ++i) {
            queue_one();
        }
    }
    void queue_one() {
        const protocol::RecordContent content{.id = ids.uuid_v7(), .student_no = "20260001", .academic_year = "2026-2027",
                                              .instrument = "self-diagnosis@1", .payload = "{}", .started_at = platform.now,
                                              .submitted_at = platform.now, .locale = "zh_CN"};
        const protocol::Sealer sealer{"kiosk-01", terminal, platform.box.public_key(), platform.recovery.public_key(),
                                      platform.box.public_key().id(), platform.recovery.public_key().id()};
        const auto sealed = protocol::seal(content, &terminal, place, sealer, platform.now, platform.random).value();
        place = {place.chain, place.seq + 1, sealed.sha256};
        outbox.queue.push_back({sealed.id, sealed.bytes});
    }
    // Until nothing is left or there is trouble.
    std::optional<CallFailure> drain_all() {
        for (;;) {
            const auto progress = drain.send_batch();
            if (!progress) {
                return progress.error();
            }
            if (progress->trouble) {
                return progress->trouble;
            }
            if (progress->left == Left::Nothing) {
                return std::nullopt;
            }
        }
    }
};

}  // namespace

TEST_CASE("An empty outbox asks the platform nothing") {
    Fixture f{0};
    CHECK(f.drain.send_batch().value().left == Left::Nothing);
    CHECK(f.platform.paths.empty());
}

TEST_CASE("Each envelope leaves the outbox for its own verified receipt") {
    Fixture f{3};
    const auto ids = [&] {
        std::vector<std::string> all;
        std::ranges::transform(f.outbox.queue, std::back_inserter(all), &Waiting::id);
        return all;
    }();
    CHECK_FALSE(f.drain_all());
    CHECK(f.outbox.queue.empty());
    REQUIRE(f.outbox.receipts.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(f.outbox.receipts[i].id == ids[i]);
        CHECK(f.outbox.receipts[i].status == protocol::ReceiptStatus::Stored);
    }
}

TEST_CASE("An answer lost after the commit costs a duplicate and no envelope") {
    Fixture f{2};
    f.platform.lose_next_answer = NoAnswer::Interrupted;
    const auto failed = f.drain_all();
    REQUIRE(failed);
    CHECK(failed->kind == Kind::Offline);
    CHECK(f.outbox.queue.size() == 2);
    CHECK(f.platform.stored.size() == 2);

    CHECK_FALSE(f.drain_all());
    CHECK(f.outbox.queue.empty());
    CHECK(f.platform.stored.size() == 2);
    CHECK(std::ranges::all_of(f.outbox.receipts, [](const auto& r) { return r.status == protocol::ReceiptStatus::Duplicate; }));
}

TEST_CASE("An envelope stays for a receipt that is forged, another's, or of other bytes") {
    Fixture f{2};
    const std::string spoiled = f.outbox.queue[0].id;
    const auto stranger = crypto::SigningKey::generate(f.platform.random);
    const auto on_first = [&](auto change) {
        f.platform.tamper = [&, change](protocol::BatchResult& result) {
            if (result.id == spoiled) {
                change(result);
            }
        };
    };
    SECTION("signature") {
        on_first([](auto& result) { result.receipt.sig[0] ^= 1; });
    }
    SECTION("a key that is not the platform's") {
        on_first([&](auto& result) { result.receipt = protocol::sign(result.receipt, stranger); });
    }
    SECTION("other bytes") {
        on_first([&](auto& result) {
            result.receipt.sha256[0] ^= 1;
            result.receipt = protocol::sign(result.receipt, f.platform.receipt);
        });
    }
    SECTION("another epoch than the answer's") {
        on_first([&](auto& result) {
            result.receipt.epoch[0] ^= 1;
            result.receipt = protocol::sign(result.receipt, f.platform.receipt);
        });
    }
    const auto failed = f.drain_all();
    REQUIRE(failed);
    CHECK(failed->kind == Kind::BadSignature);
    REQUIRE(f.outbox.queue.size() == 1);
    CHECK(f.outbox.queue[0].id == spoiled);

    f.platform.tamper = nullptr;
    CHECK_FALSE(f.drain_all());
    CHECK(f.outbox.queue.empty());
}

TEST_CASE("Results in another order than the envelopes settle nothing of another") {
    Fixture f{2};
    std::vector<protocol::BatchResult> seen;
    f.platform.tamper = [&](protocol::BatchResult& result) {
        seen.push_back(result);
        result = seen.front();
    };
    CHECK(f.drain_all()->kind == Kind::BadSignature);
    CHECK(f.outbox.queue.size() == 1);
}

TEST_CASE("A refused batch is halved until the one envelope that spoils it is set aside, visibly, and the rest arrives") {
    Fixture f{9};
    const std::string poison = f.outbox.queue[6].id;
    f.platform.refuse_batch = [&](const std::vector<std::string>& envelopes) -> std::optional<HttpAnswer> {
        const bool poisoned = std::ranges::any_of(envelopes, [&](const std::string& one) { return protocol::envelope_id_in(one) == poison; });
        return poisoned ? std::optional{test::error(400, "bad_shape")} : std::nullopt;
    };
    CHECK_FALSE(f.drain_all());
    CHECK(f.outbox.queue.empty());
    CHECK(f.platform.stored.size() == 8);
    REQUIRE(f.outbox.aside.size() == 1);
    CHECK(f.outbox.aside.begin()->first == poison);
    CHECK(f.outbox.aside.begin()->second.find("bad_shape") != std::string::npos);
}

TEST_CASE("Nothing is set aside for an answer that says nothing of the batch") {
    Fixture f{1};
    SECTION("a captive portal's page") { f.platform.say = HttpAnswer{200, "<html>login</html>", {}}; }
    SECTION("a redirect") { f.platform.say = HttpAnswer{302, "", {{"location", "http://portal/"}}}; }
    SECTION("a proxy's 400 without our error form") { f.platform.say = HttpAnswer{400, "Bad Request", {}}; }
    SECTION("a moved address") { f.platform.say = test::error(404, "not_found"); }
    SECTION("a revoked certificate") { f.platform.say = test::error(403, "revoked"); }
    SECTION("a broken platform") { f.platform.say = test::error(500, "internal"); }
    SECTION("a platform that is away") { f.platform.silence = NoAnswer::Unreachable; }
    SECTION("somebody else's certificate") { f.platform.silence = NoAnswer::UntrustedServer; }
    CHECK(f.drain_all());
    CHECK(f.outbox.queue.size() == 1);
    CHECK(f.outbox.aside.empty());
    CHECK(f.outbox.receipts.empty());
}

TEST_CASE("An overloaded platform's Retry-After reaches the caller") {
    Fixture f{1};
    f.platform.say = test::error(429, "slow_down");
    f.platform.say->headers.emplace_back("retry-after", "17");
    const auto failed = f.drain_all();
    REQUIRE(failed);
    CHECK(failed->kind == Kind::Busy);
    CHECK(failed->retry_after == std::chrono::seconds{17});
}

TEST_CASE("Conflict and quarantine are receipts too, and are handed on with their reason") {
    Fixture f{1};
    f.platform.stored[f.outbox.queue[0].id] = "other bytes";
    CHECK_FALSE(f.drain_all());
    REQUIRE(f.outbox.receipts.size() == 1);
    CHECK(f.outbox.receipts[0].status == protocol::ReceiptStatus::Conflict);
    CHECK(f.outbox.receipts[0].reason == protocol::QuarantineReason::Conflict);
}

TEST_CASE("No batch has more than 500 envelopes or a body over 1 MiB") {
    Fixture f{0};
    for (int i = 0; i < 600; ++i) {
        f.queue_one();
    }
    CHECK_FALSE(f.drain_all());
    CHECK(f.platform.stored.size() == 600);
    CHECK(std::ranges::all_of(f.platform.batches, [](std::size_t size) { return size <= 500; }));
    CHECK(f.platform.batches.size() > 1);
}

}  // namespace xz::sync
