// What tests of the store give it: a student, a key, a PIN without its 200 ms, envelopes that need no student.
#pragma once

#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/protocol/seal.hpp"
#include "terminal/storage/key_provider.hpp"

#include <fmt/format.h>

#include <functional>
#include <string>
#include <string_view>

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

// As the platform would have signed it.
inline protocol::BatchResult result_for(const protocol::SealedEnvelope& envelope, const protocol::Epoch& epoch, Instant received_at,
                                        protocol::ReceiptStatus status = protocol::ReceiptStatus::Stored) {
    protocol::BatchResult result;
    result.id = envelope.id;
    result.status = status;
    result.receipt = {envelope.id, envelope.sha256, status, received_at, epoch, "kid", {}};
    return result;
}

}  // namespace xz::storage
