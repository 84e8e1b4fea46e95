// What a student hands in, and the proof that it was that student (DESIGN 4, Record).
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/protocol/names.hpp"
#include "terminal/core/protocol/statement.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xz::protocol {

// What the student agreed to or declined, each purpose for itself; optional purposes never block a submission.
struct Consent {
    std::string purpose;  // "notice", "sensitive", …: a purpose that the notice names
    std::string notice;   // the notice's "name@version"
    bool given = false;
    Instant at;
    friend bool operator==(const Consent&, const Consent&) = default;
};

// Everything of a record but its proof.
struct RecordContent {
    std::string id;  // UUIDv7; the envelope that carries the record has the same
    std::string student_no;
    RecordKind kind = RecordKind::Diagnosis;
    std::string academic_year;
    std::string instrument;            // "name@version"
    std::uint32_t revision = 1;
    std::optional<std::string> base;   // the revision that this one replaces
    std::string payload;               // a JSON object's text; travels in canonical form
    std::vector<Consent> consents;
    Instant started_at;
    Instant submitted_at;
    std::string locale;                // "zh_CN", "en"
    RecordSource source = RecordSource::Terminal;
    friend bool operator==(const RecordContent&, const RecordContent&) = default;
};

// Offline: made with the key that the PIN gives. {"sig","type":"pin"}
struct PinProof {
    crypto::Signature sig{};
    friend bool operator==(const PinProof&, const PinProof&) = default;
};
// Online: {"statement","type":"session"}
struct SessionProof {
    Statement statement;
    friend bool operator==(const SessionProof&, const SessionProof&) = default;
};
using Proof = std::variant<PinProof, SessionProof>;

struct Record {
    RecordContent content;
    Proof proof;
    friend bool operator==(const Record&, const Record&) = default;
};

// Canonical bytes. Nothing but Malformed{Shape} comes back, for a content that would not decode again (a bad id, a payload
// that is no JSON object, …).
[[nodiscard]] Decoded<std::string> encode_without_proof(const RecordContent& content);
[[nodiscard]] Decoded<std::string> encode(const Record& record);
// Takes canonical bytes only.
[[nodiscard]] Decoded<Record> decode_record(std::string_view bytes);

// What a PIN proof signs: SHA-256(associated data of the envelope ‖ canonical record without its proof).
[[nodiscard]] crypto::Digest proof_message(std::string_view associated_data, std::string_view record_without_proof);

}  // namespace xz::protocol
