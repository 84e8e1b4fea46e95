#include "tests/terminal/storage/store_fixture.hpp"

#include "terminal/core/sqlite/transaction.hpp"
#include "terminal/core/support/ids.hpp"

#include <stdexcept>

namespace xz::storage {

namespace {

using protocol::ReceiptStatus;
using namespace std::chrono_literals;

constexpr protocol::Epoch kEpoch{1};
constexpr protocol::Epoch kNextEpoch{2};

std::vector<std::uint64_t> waiting(Store& store) {
    std::vector<std::uint64_t> seqs;
    for (const Outgoing& outgoing : store.outbox().next_batch(500, 1 << 20)) {
        seqs.push_back(outgoing.seq);
    }
    return seqs;
}

}  // namespace

TEST_CASE_METHOD(StoreFixture, "A chain begins at 1 after zeros and counts up without a gap, each naming the one before") {
    const auto first = store->outbox().next_place();
    CHECK(is_uuid(first.chain));
    CHECK(first.seq == 1);
    CHECK(first.prev == crypto::Digest{});
    const auto envelope = submit();
    reopen();
    const auto second = store->outbox().next_place();
    CHECK(second.chain == first.chain);
    CHECK(second.seq == 2);
    CHECK(second.prev == envelope.sha256);
}

TEST_CASE_METHOD(StoreFixture, "An envelope that does not stand next in the chain is never stored") {
    submit();
    auto place = store->outbox().next_place();
    place.seq = 3;
    const OpenDraft draft = begin("kept");
    CHECK_THROWS_AS(store->submit(sealed_for(place), {Student, Kind, Year, 1, clock.now()}, &draft), std::logic_error);
    CHECK(store->outbox().next_place().seq == 2);
    CHECK(store->outbox().state().held == 1);
    CHECK(text_of_draft(draft) == "kept");
}

TEST_CASE_METHOD(StoreFixture, "Submitting puts the envelope in and takes the draft out, together") {
    const OpenDraft draft = begin();
    const auto envelope = sealed_for(store->outbox().next_place());
    store->submit(envelope, {Student, Kind, Year, 3, clock.now()}, &draft);
    reopen();
    CHECK(store->drafts().count() == 0);
    const auto batch = store->outbox().next_batch(10, 1 << 20);
    REQUIRE(batch.size() == 1);
    CHECK(batch.front().bytes == envelope.bytes);
    CHECK(batch.front().id == envelope.id);
    CHECK(batch.front().sha256 == envelope.sha256);
    const auto last = store->last_submissions().find(Student, Kind, Year);
    REQUIRE(last);
    CHECK(last->id == envelope.id);
    CHECK(last->revision == 3);
    CHECK_FALSE(store->last_submissions().find("2026010102", Kind, Year));
}

TEST_CASE_METHOD(StoreFixture, "A batch is the oldest first, within its bytes, and never empty while something waits") {
    for (int n = 0; n < 5; ++n) {
        submit(5000);
    }
    CHECK(store->outbox().next_batch(3, 1 << 20).size() == 3);
    CHECK(store->outbox().next_batch(10, 11'000).size() == 2);
    CHECK(store->outbox().next_batch(10, 10).size() == 1);
    CHECK(waiting(*store) == std::vector<std::uint64_t>{1, 2, 3, 4, 5});
    CHECK(store->outbox().next_batch(10, 11'000).back().seq == 2);
}

TEST_CASE_METHOD(StoreFixture, "A receipt settles the envelope whose id and hash it names, and no other") {
    const auto first = submit();
    const auto second = submit();
    auto forged = result_for(second, kEpoch);
    forged.receipt.sha256[0] ^= 1;
    auto unknown = result_for(first, kEpoch);
    unknown.receipt.id = "01900000-0000-7000-8000-ffffffffffff";
    const std::vector results{result_for(first, kEpoch), forged, unknown};
    CHECK(store->outbox().keep_receipts(results) == std::vector{first.id});
    reopen();
    CHECK(waiting(*store) == std::vector<std::uint64_t>{2});
    CHECK(store->outbox().state_of(first.id) == EnvelopeState::Stored);
    CHECK(store->outbox().state_of(second.id) == EnvelopeState::Waiting);
    CHECK_FALSE(store->outbox().state_of(unknown.receipt.id));
}

TEST_CASE_METHOD(StoreFixture, "What the platform quarantines or refuses is kept and shown with its reason") {
    const auto first = submit();
    const auto second = submit();
    submit();
    auto quarantined = result_for(first, kEpoch, ReceiptStatus::Quarantined);
    quarantined.reason = protocol::QuarantineReason::Fork;
    store->outbox().keep_receipts(std::vector{quarantined});
    store->outbox().set_refused(second.id, "malformed");
    CHECK(waiting(*store) == std::vector<std::uint64_t>{3});
    const auto aside = store->outbox().set_aside();
    REQUIRE(aside.size() == 2);
    CHECK(aside[0].state == EnvelopeState::Quarantined);
    CHECK(aside[0].reason == "fork");
    CHECK(aside[1].id == second.id);
    CHECK(aside[1].reason == "malformed");
    const QueueState state = store->outbox().state();
    CHECK(state.held == 3);
    CHECK(state.waiting == 1);
    CHECK(state.quarantined == 1);
    CHECK(state.refused == 1);
    CHECK(store->outbox().retry_refused() == 1);
    CHECK(waiting(*store) == std::vector<std::uint64_t>{2, 3});
}

TEST_CASE_METHOD(StoreFixture, "An envelope is let go only with a receipt of this epoch, at or below safe_seq, after its days") {
    const auto first = submit();
    const auto second = submit();
    const auto third = submit();
    store->outbox().keep_receipts(std::vector{result_for(first, kEpoch), result_for(second, kNextEpoch), result_for(third, kNextEpoch)});
    clock.advance(7 * 24h);
    const auto purge = [&](const protocol::Epoch& epoch, std::uint64_t safe, std::chrono::hours keep) {
        return store->outbox().purge(answer(epoch, 3, third.sha256, safe), keep);
    };
    CHECK(purge(kNextEpoch, 0, 24h) == 0);
    CHECK(purge(kNextEpoch, 1, 24h) == 0);        // a receipt of another epoch
    CHECK(purge(kNextEpoch, 2, 8 * 24h) == 0);    // too young
    CHECK(purge(kNextEpoch, 2, 7 * 24h) == 1);    // the second only
    CHECK_FALSE(store->outbox().state_of(second.id));
    CHECK(store->outbox().state_of(first.id) == EnvelopeState::Stored);
    CHECK(store->outbox().state_of(third.id) == EnvelopeState::Stored);
    CHECK(store->outbox().next_place().seq == 4);
    CHECK(store->outbox().next_place().prev == third.sha256);
    auto other = answer(kNextEpoch, 3, third.sha256, 3);
    other.chain = "01900000-0000-7000-8000-000000000001";
    CHECK(store->outbox().purge(other, 0h) == 0);
}

TEST_CASE_METHOD(StoreFixture, "An envelope without a receipt is never purged") {
    const auto first = submit();
    clock.advance(1000 * 24h);
    CHECK(store->outbox().purge(answer(kEpoch, 1, first.sha256, 1), 0h) == 0);
    CHECK(waiting(*store) == std::vector<std::uint64_t>{1});
}

TEST_CASE_METHOD(StoreFixture, "What a restored platform has lost is pushed again") {
    const auto first = submit();
    const auto second = submit();
    const auto third = submit();
    store->outbox().keep_receipts(std::vector{result_for(first, kEpoch), result_for(second, kEpoch), result_for(third, kEpoch)});
    CHECK(waiting(*store).empty());
    SECTION("in the same epoch: what lies beyond have_seq") {
        CHECK(store->outbox().compare(answer(kEpoch, 1, first.sha256, 0)) == ChainVerdict::Agrees);
        CHECK(waiting(*store) == std::vector<std::uint64_t>{2, 3});
    }
    SECTION("in a new epoch: everything, since only its receipts let go") {
        CHECK(store->outbox().compare(answer(kNextEpoch, 1, first.sha256, 0)) == ChainVerdict::Agrees);
        CHECK(waiting(*store) == std::vector<std::uint64_t>{1, 2, 3});
    }
    SECTION("nothing when it has all") {
        CHECK(store->outbox().compare(answer(kEpoch, 3, third.sha256, 3)) == ChainVerdict::Agrees);
        CHECK(waiting(*store).empty());
    }
}

TEST_CASE_METHOD(StoreFixture, "Behind a gap nothing is pushed again at every answer, but when the platform has less than it said") {
    const auto first = submit();
    const auto second = submit();
    const auto third = submit();
    const auto settle = [&] { store->outbox().keep_receipts(std::vector{result_for(second, kEpoch), result_for(third, kEpoch)}); };
    store->outbox().keep_receipts(std::vector{result_for(first, kEpoch)});
    store->outbox().set_refused(second.id, "bad_shape");
    settle();  // the second in quarantine or set aside: have_seq stays 1
    CHECK(store->outbox().compare(answer(kEpoch, 1, first.sha256, 0)) == ChainVerdict::Agrees);
    CHECK(waiting(*store) == std::vector<std::uint64_t>{2, 3});
    settle();
    CHECK(store->outbox().compare(answer(kEpoch, 1, first.sha256, 0)) == ChainVerdict::Agrees);
    CHECK(waiting(*store).empty());

    SECTION("less than before") {
        CHECK(store->outbox().compare(answer(kEpoch, 0, {}, 0)) == ChainVerdict::Agrees);
        CHECK(waiting(*store) == std::vector<std::uint64_t>{1, 2, 3});
    }
    SECTION("another epoch") {
        CHECK(store->outbox().compare(answer(kNextEpoch, 1, first.sha256, 0)) == ChainVerdict::Agrees);
        CHECK(waiting(*store) == std::vector<std::uint64_t>{1, 2, 3});
    }
    SECTION("after a new start, once") {
        reopen();
        CHECK(store->outbox().compare(answer(kEpoch, 1, first.sha256, 0)) == ChainVerdict::Agrees);
        CHECK(waiting(*store) == std::vector<std::uint64_t>{2, 3});
    }
}

TEST_CASE_METHOD(StoreFixture, "A rolled-back or forked store is noticed and goes on in a new chain without losing what waits") {
    const auto first = submit();
    CHECK(store->outbox().compare(answer(kEpoch, 2, first.sha256, 0)) == ChainVerdict::RolledBack);
    auto fork = answer(kEpoch, 1, crypto::Digest{9}, 0);
    CHECK(store->outbox().compare(fork) == ChainVerdict::Forked);
    const std::string old_chain = store->outbox().chain_end().chain;
    store->outbox().start_new_chain();
    CHECK(store->outbox().compare(fork) == ChainVerdict::OtherChain);
    CHECK(store->outbox().next_place().seq == 1);
    CHECK(store->outbox().next_place().prev == crypto::Digest{});
    CHECK(store->outbox().next_place().chain != old_chain);
    submit();
    const auto batch = store->outbox().next_batch(10, 1 << 20);
    REQUIRE(batch.size() == 2);
    CHECK(batch[0].chain == old_chain);
    CHECK(batch[1].chain == store->outbox().chain_end().chain);
    CHECK(batch[1].seq == 1);
}

TEST_CASE_METHOD(StoreFixture, "The queue tells how much waits and since when") {
    CHECK(store->outbox().state().waiting == 0);
    CHECK_FALSE(store->outbox().state().oldest_waiting);
    const Instant start = clock.now();
    const auto first = submit();
    clock.advance(1h);
    submit();
    CHECK(store->outbox().state().waiting == 2);
    CHECK(store->outbox().state().oldest_waiting == start);
    store->outbox().keep_receipts(std::vector{result_for(first, kEpoch)});
    CHECK(store->outbox().state().oldest_waiting == start + 1h);
    std::size_t held = 0;
    store->outbox().each_held([&](std::string_view, std::string_view bytes) { held += bytes.empty() ? 0 : 1; });
    CHECK(held == 2);
}

}  // namespace xz::storage
