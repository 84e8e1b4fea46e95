// Whether a record was handed in by the student whose number it carries.
#pragma once

#include "terminal/core/protocol/envelope.hpp"
#include "terminal/core/protocol/record.hpp"

#include <functional>
#include <optional>
#include <span>

namespace xz::protocol {

// Signed with type "proof".
[[nodiscard]] PinProof make_pin_proof(const EnvelopeHeader& header, std::string_view record_without_proof,
                                      const crypto::SigningKey& proof_key);

enum class ProofVerdict {
    Holds,
    WrongKey,       // a PIN proof that none of the student's keys made
    UnknownSigner,  // a statement signed by a key that is not among the receipt keys
    Forged,         // a statement whose signature does not hold
    OtherStudent,   // a statement for another student
    OtherTerminal,  // a statement for another terminal
    OutOfTime,      // a statement that was not in force when the record was handed in
};

// `keys`: the student's proof keys that were in force at the time, the present one first.
[[nodiscard]] ProofVerdict check_pin_proof(const PinProof& proof, const EnvelopeHeader& header,
                                           const RecordContent& content, std::span<const crypto::VerifyKey> keys);

using KeyLookup = std::function<std::optional<crypto::VerifyKey>(std::string_view kid)>;
// The record's own submitted_at is held against the statement's span: both are of one visit, the span widened by `slack` for
// the terminal's clock.
[[nodiscard]] ProofVerdict check_session_proof(const SessionProof& proof, const EnvelopeHeader& header,
                                               const RecordContent& content, const KeyLookup& receipt_key,
                                               std::chrono::milliseconds slack);

}  // namespace xz::protocol
