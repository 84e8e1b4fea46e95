// A store of a test's own, with a clock that the test sets and envelopes that need no student.
#pragma once

#include "terminal/core/crypto/sign.hpp"
#include "terminal/storage/store.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

namespace xz::storage {

inline constexpr std::string_view Student = "2026010101";
inline constexpr std::string_view Year = "2026-2027";
inline constexpr auto Kind = protocol::RecordKind::Diagnosis;

// A key that is simply given.
class GivenKey final : public KeyProvider {
public:
    explicit GivenKey(std::uint8_t first, KeyLevel level = KeyLevel::File) : first_{first}, level_{level} {}
    [[nodiscard]] Result<ProvidedKey, KeyFailure> provide() const override {
        crypto::Secret<32> key;
        key.bytes()[0] = first_;
        return ProvidedKey{std::move(key), level_};
    }

private:
    std::uint8_t first_;
    KeyLevel level_;
};

// What crypto::stretch_pin would give, without its 200 ms.
inline crypto::Secret<32> stretched(std::uint8_t pin) {
    crypto::Secret<32> secret;
    secret.bytes()[0] = pin;
    return secret;
}

// Bytes that stand for a sealed envelope at `place`.
inline protocol::SealedEnvelope sealed_for(const protocol::ChainPlace& place, std::size_t size = 3000) {
    protocol::SealedEnvelope envelope;
    envelope.id = fmt::format("01900000-0000-7000-8000-{:012x}", place.seq + (std::hash<std::string>{}(place.chain) & 0xffff) * 100000);
    envelope.seq = place.seq;
    envelope.bytes = fmt::format("{{\"id\":\"{}\",\"seq\":{},\"fill\":\"{}\"}}", envelope.id, place.seq, std::string(size, 'e'));
    envelope.sha256 = protocol::envelope_digest(envelope.bytes);
    return envelope;
}

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
        protocol::BatchResult result;
        result.id = envelope.id;
        result.status = status;
        result.receipt = {envelope.id, envelope.sha256, status, clock.now(), epoch, "kid", {}};
        return result;
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
