// A store of a test's own, with a clock that the test sets and envelopes that need no student.
#pragma once

#include "terminal/storage/store.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/terminal/storage/given_store.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

namespace xz::storage {

struct StoreFixture {
    testing::TemporaryFolder folder;
    testing::FakeClock clock;
    testing::RepeatableRandom random;
    GivenKey key{7};
    StoreOptions options{.reserve_bytes = 1 << 20, .least_free_bytes = 1 << 20};
    std::unique_ptr<Store> store = created();

    std::unique_ptr<Store> created() {
        auto made = Store::create(folder.path(), key, clock, random, options);
        REQUIRE(made.has_value());
        return std::move(*made);
    }
    void close() { store.reset(); }
    void reopen() {
        close();
        auto opened = Store::open(folder.path(), key, clock, random, options);
        if (!opened) FAIL(to_text(opened.error()));
        store = std::move(*opened);
    }
    [[nodiscard]] StoreFailure failure_to_open() { return failure_to_open(key); }
    [[nodiscard]] StoreFailure failure_to_open(const KeyProvider& provider) {
        const auto opened = Store::open(folder.path(), provider, clock, random, options);
        REQUIRE_FALSE(opened.has_value());
        return opened.error();
    }

    OpenDraft begin(std::string_view text = "{}", std::uint8_t pin = 1) {
        return store->drafts().begin(Student, Kind, Year, stretched(pin), bytes_of(text));
    }
    std::string text_of_draft(const OpenDraft& draft) {
        const auto body = store->drafts().body(draft);
        return body ? std::string{body->text()} : "(gone)";
    }
    // One envelope, through a draft, as a student does it.
    protocol::SealedEnvelope submit(std::size_t size = 3000) {
        const OpenDraft draft = begin();
        auto envelope = sealed_for(store->outbox().next_place(), size);
        store->submit(envelope, {Student, Kind, Year, 1, clock.now()}, &draft);
        return envelope;
    }
    protocol::BatchResult result_for(const protocol::SealedEnvelope& envelope, const protocol::Epoch& epoch,
                                     protocol::ReceiptStatus status = protocol::ReceiptStatus::Stored) {
        return storage::result_for(envelope, epoch, clock.now(), status);
    }
    protocol::HeartbeatAnswer answer(const protocol::Epoch& epoch, std::uint64_t have, const crypto::Digest& hash,
                                     std::uint64_t safe) {
        protocol::HeartbeatAnswer answer;
        answer.epoch = epoch;
        answer.time = clock.now();
        answer.chain = store->outbox().chain_end().chain;
        answer.have_seq = have;
        answer.have_sha256 = hash;
        answer.safe_seq = safe;
        return answer;
    }
};

}  // namespace xz::storage
