// A terminal's transport for one record: sealed so that the kiosk itself cannot read it again, chained so that nothing can be
// lost or slipped in unseen (DESIGN 4, Envelope).
#pragma once

#include "terminal/core/crypto/aead.hpp"
#include "terminal/core/crypto/box.hpp"
#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/protocol/names.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace xz::protocol {

// What anybody may read, and what the record is bound to: these fields in canonical form (with "v":1) are the associated data.
struct EnvelopeHeader {
    std::string id;  // UUIDv7, the record's
    RecordKind kind = RecordKind::Diagnosis;
    std::string terminal;
    std::string chain;         // UUID, made with the terminal's store
    std::uint64_t seq = 1;     // 1, 2, 3 … per chain
    crypto::Digest prev{};     // SHA-256 of the canonical envelope before; zeros for the first
    std::string kid;           // the platform's box key
    std::string rkid;          // the recovery key
    crypto::AeadNonce nonce{};
    Instant captured_at;
    friend bool operator==(const EnvelopeHeader&, const EnvelopeHeader&) = default;
};

struct Envelope {
    EnvelopeHeader header;
    Bytes dek;       // the envelope's key in a sealed box to kid
    Bytes recovery;  // the same to rkid
    Bytes body;      // XChaCha20-Poly1305 of the padded record
    crypto::Signature sig{};
    friend bool operator==(const Envelope&, const Envelope&) = default;
};

// Canonical form of every field but dek, recovery, body and sig.
[[nodiscard]] std::string associated_data(const EnvelopeHeader& header);
// What associated_data() wrote.
[[nodiscard]] Decoded<EnvelopeHeader> decode_header(std::string_view associated_data);

[[nodiscard]] std::string encode(const Envelope& envelope);
// Takes canonical bytes only: then encode() gives them back, and the signature over the canonical form is one over them.
[[nodiscard]] Decoded<Envelope> decode_envelope(std::string_view bytes);

// Fills sig: type "envelope", over the canonical form without sig.
[[nodiscard]] Envelope sign(Envelope envelope, const crypto::SigningKey& terminal_key);
[[nodiscard]] bool is_signed_by(const Envelope& envelope, const crypto::VerifyKey& terminal_key);

// What `prev` of the next one, receipts and heartbeats name an envelope by.
[[nodiscard]] inline crypto::Digest envelope_digest(std::string_view canonical_bytes) {
    return crypto::sha256(canonical_bytes);
}

// The id in whatever `bytes` are, if it can be found and is a UUIDv7, else "": for answering about a malformed envelope.
[[nodiscard]] std::string envelope_id_in(std::string_view bytes);

}  // namespace xz::protocol
