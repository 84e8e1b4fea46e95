#include "terminal/core/protocol/proof.hpp"

#include <algorithm>

namespace xz::protocol {
namespace {

constexpr std::string_view Type = "proof";

}  // namespace

PinProof make_pin_proof(const EnvelopeHeader& header, std::string_view record_without_proof,
                        const crypto::SigningKey& proof_key) {
    return {proof_key.sign(Type, proof_message(associated_data(header), record_without_proof))};
}

ProofVerdict check_pin_proof(const PinProof& proof, const EnvelopeHeader& header, const RecordContent& content,
                             std::span<const crypto::VerifyKey> keys) {
    const auto bare = encode_without_proof(content);
    if (!bare) return ProofVerdict::WrongKey;
    const crypto::Digest message = proof_message(associated_data(header), *bare);
    const bool holds = std::ranges::any_of(
        keys, [&](const crypto::VerifyKey& key) { return key.verify(Type, message, proof.sig); });
    return holds ? ProofVerdict::Holds : ProofVerdict::WrongKey;
}

ProofVerdict check_session_proof(const SessionProof& proof, const EnvelopeHeader& header, const RecordContent& content,
                                 const KeyLookup& receipt_key, std::chrono::milliseconds slack) {
    const Statement& statement = proof.statement;
    const auto key = receipt_key(statement.kid);
    if (!key) return ProofVerdict::UnknownSigner;
    if (!is_signed_by(statement, *key)) return ProofVerdict::Forged;
    if (statement.student_no != content.student_no) return ProofVerdict::OtherStudent;
    if (statement.terminal != header.terminal) return ProofVerdict::OtherTerminal;
    if (content.submitted_at < statement.issued - slack || content.submitted_at > statement.expires + slack)
        return ProofVerdict::OutOfTime;
    return ProofVerdict::Holds;
}

}  // namespace xz::protocol
