// Making an envelope on the terminal and opening it on the platform.
#pragma once

#include "terminal/core/protocol/envelope.hpp"
#include "terminal/core/protocol/record.hpp"

#include <string>
#include <variant>

namespace xz::protocol {

// Where the next envelope of a store belongs.
struct ChainPlace {
    std::string chain;
    std::uint64_t seq = 1;
    crypto::Digest prev{};
};

// Who seals, and for whom.
struct Sealer {
    std::string terminal;
    const crypto::SigningKey& terminal_key;
    crypto::BoxPublicKey platform;
    crypto::BoxPublicKey recovery;
    std::string kid;   // as the key set names them
    std::string rkid;
};

// How this record shall be proven: with the key of the student's PIN, or with the session's statement.
using Prover = std::variant<const crypto::SigningKey*, Statement>;

struct SealedEnvelope {
    std::string id;
    std::uint64_t seq = 0;
    crypto::Digest sha256{};  // `prev` of the next
    std::string bytes;        // canonical: store and send exactly these
};

// Fails only for a content that is not of the form or over MaxRecord.
[[nodiscard]] Decoded<SealedEnvelope> seal(const RecordContent& content, const Prover& prover, const ChainPlace& place,
                                           const Sealer& sealer, Instant captured_at, RandomSource& random);

enum class OpenFault {
    WrongKey,  // `dek` or `recovery` does not open with this key, or holds no key
    Body,      // body, nonce or a header field was changed
    Padding,
    Record,    // what was sealed is no canonical record
    Header,    // the record's id or kind is not the envelope's
};
[[nodiscard]] std::string_view to_text(OpenFault fault);

// The signature is not looked at here; check is_signed_by first.
[[nodiscard]] Result<Record, OpenFault> open(const Envelope& envelope, const crypto::BoxKey& platform_key);
[[nodiscard]] Result<Record, OpenFault> open_with_recovery_key(const Envelope& envelope,
                                                               const crypto::BoxKey& recovery_key);

}  // namespace xz::protocol
