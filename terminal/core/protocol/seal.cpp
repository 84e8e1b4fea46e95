#include "terminal/core/protocol/seal.hpp"

#include "terminal/core/crypto/padding.hpp"
#include "terminal/core/protocol/limits.hpp"
#include "terminal/core/protocol/proof.hpp"

namespace xz::protocol {
namespace {

Proof prove(const Prover& prover, const EnvelopeHeader& header, std::string_view record_without_proof) {
    if (const auto* key = std::get_if<const crypto::SigningKey*>(&prover))
        return make_pin_proof(header, record_without_proof, **key);
    return SessionProof{std::get<Statement>(prover)};
}

Result<Record, OpenFault> open_with(const Envelope& envelope, ByteView sealed_key, const crypto::BoxKey& box) {
    const auto key_bytes = box.open(sealed_key);
    if (!key_bytes) return failure(OpenFault::WrongKey);
    const auto key = crypto::AeadKey::from(key_bytes->bytes());
    if (!key) return failure(OpenFault::WrongKey);
    const std::string associated = associated_data(envelope.header);
    auto plain = crypto::aead_open(*key, envelope.header.nonce, bytes_of(associated), envelope.body);
    if (!plain) return failure(OpenFault::Body);
    if (!crypto::unpad(*plain, MinPadded)) return failure(OpenFault::Padding);
    auto record = decode_record(plain->text());
    if (!record) return failure(OpenFault::Record);
    if (record->content.id != envelope.header.id || record->content.kind != envelope.header.kind)
        return failure(OpenFault::Header);
    return std::move(*record);
}

}  // namespace

Decoded<SealedEnvelope> seal(const RecordContent& content, const Prover& prover, const ChainPlace& place,
                             const Sealer& sealer, Instant captured_at, RandomSource& random) {
    const auto bare = encode_without_proof(content);
    if (!bare) return failure(bare.error());

    Envelope envelope;
    envelope.header = {.id = content.id,
                       .kind = content.kind,
                       .terminal = sealer.terminal,
                       .chain = place.chain,
                       .seq = place.seq,
                       .prev = place.prev,
                       .kid = sealer.kid,
                       .rkid = sealer.rkid,
                       .nonce = crypto::random_nonce(random),
                       .captured_at = captured_at};
    auto record = encode(Record{content, prove(prover, envelope.header, *bare)});
    if (!record) return failure(record.error());

    const crypto::AeadKey key = crypto::AeadKey::random(random);
    envelope.dek = sealer.platform.seal(key.bytes(), random);
    envelope.recovery = sealer.recovery.seal(key.bytes(), random);
    envelope.body = crypto::aead_seal(key, envelope.header.nonce, bytes_of(associated_data(envelope.header)),
                                      crypto::pad(bytes_of(*record), MinPadded).bytes());
    crypto::wipe(*record);

    std::string bytes = encode(sign(std::move(envelope), sealer.terminal_key));
    if (const auto again = decode_envelope(bytes); !again) return failure(again.error());
    return SealedEnvelope{content.id, place.seq, envelope_digest(bytes), std::move(bytes)};
}

Result<Record, OpenFault> open(const Envelope& envelope, const crypto::BoxKey& platform_key) {
    return open_with(envelope, envelope.dek, platform_key);
}

Result<Record, OpenFault> open_with_recovery_key(const Envelope& envelope, const crypto::BoxKey& recovery_key) {
    return open_with(envelope, envelope.recovery, recovery_key);
}

std::string_view to_text(OpenFault fault) {
    switch (fault) {
        case OpenFault::WrongKey: return "sealed to another key";
        case OpenFault::Body: return "the body or the header was changed";
        case OpenFault::Padding: return "wrong padding";
        case OpenFault::Record: return "no record inside";
        case OpenFault::Header: return "another record than the header says";
    }
    return {};
}

}  // namespace xz::protocol
