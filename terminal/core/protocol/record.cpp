#include "terminal/core/protocol/record.hpp"

#include "terminal/core/protocol/limits.hpp"
#include "terminal/core/protocol/readers.hpp"
#include "terminal/core/support/ids.hpp"

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::size_t MaxConsents = 16;
constexpr std::size_t MaxWord = 64;
constexpr std::uint64_t MaxRevision = 10'000;

Value write(const std::vector<Consent>& consents) {
    codec::Array array;
    for (const Consent& consent : consents)
        array.push_back(Object{{"purpose", consent.purpose},
                               {"notice", consent.notice},
                               {"given", consent.given},
                               {"at", to_rfc3339(consent.at)}});
    return array;
}

Consent read_consent(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Consent consent;
    consent.purpose = reader.text("purpose", 1, MaxWord);
    consent.notice = codec::versioned_name(reader, "notice");
    consent.given = reader.boolean("given");
    consent.at = reader.instant("at");
    reader.refuse_unknown();
    return consent;
}

Object write(const RecordContent& content, Value payload) {
    return {{"id", content.id},
            {"student_no", content.student_no},
            {"kind", to_text(content.kind)},
            {"academic_year", content.academic_year},
            {"instrument", content.instrument},
            {"revision", content.revision},
            {"base", codec::or_null(content.base)},
            {"payload", std::move(payload)},
            {"consents", write(content.consents)},
            {"started_at", to_rfc3339(content.started_at)},
            {"submitted_at", to_rfc3339(content.submitted_at)},
            {"locale", content.locale},
            {"source", to_text(content.source)}};
}

// Reads what it asks for and leaves "proof" to the caller.
RecordContent read_content(const Value& value, ObjectReader& reader, Problems& problems) {
    RecordContent content;
    content.id = codec::id(reader, "id");
    content.student_no = codec::student_no(reader, "student_no");
    content.kind = codec::choice<RecordKind>(reader, "kind");
    content.academic_year = codec::academic_year(reader, "academic_year");
    content.instrument = codec::versioned_name(reader, "instrument");
    content.revision = static_cast<std::uint32_t>(codec::number(reader, "revision", 1, MaxRevision));
    if (codec::nullable(value, reader, "base")) content.base = codec::id(reader, "base");
    content.payload = codec::object_text(reader, "payload");
    content.consents = codec::list(reader, "consents", 0, MaxConsents, problems, read_consent);
    content.started_at = reader.instant("started_at");
    content.submitted_at = reader.instant("submitted_at");
    content.locale = reader.text("locale", 2, MaxWord);
    content.source = codec::choice<RecordSource>(reader, "source");
    return content;
}

RecordContent read_bare_content(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    RecordContent content = read_content(value, reader, problems);
    reader.refuse_unknown();
    return content;
}

Object write(const Proof& proof) {
    if (const auto* pin = std::get_if<PinProof>(&proof)) return {{"type", "pin"}, {"sig", to_base64(pin->sig)}};
    return {{"type", "session"}, {"statement", codec::write(std::get<SessionProof>(proof).statement)}};
}

Proof read_proof(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Proof proof;
    if (reader.choice("type", {"pin", "session"}) == 0)
        proof = PinProof{codec::base64<64>(reader, "sig")};
    else
        proof = SessionProof{codec::nested(reader, "statement", problems, codec::read_statement)};
    reader.refuse_unknown();
    return proof;
}

Record read_record(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Record record;
    record.content = read_content(value, reader, problems);
    record.proof = codec::nested(reader, "proof", problems, read_proof);
    reader.refuse_unknown();
    return record;
}

// The payload's value, or why it is none.
Decoded<Value> payload_of(const RecordContent& content) {
    auto payload = codec::parse(content.payload, codec::Form::Any, MaxRecord);
    if (payload && !payload->is_object()) return failure(Malformed{Defect::Shape, {"$.payload", "an object"}});
    return payload;
}

// The text, if it would be read again as what it was written from.
template <typename Read>
Decoded<std::string> checked(const Object& object, Read&& read) {
    std::string text = json::canonical(object);
    const auto again = codec::decode(text, codec::Form::Any, MaxRecord, read);
    if (!again) return failure(again.error());
    return text;
}

}  // namespace

Decoded<std::string> encode_without_proof(const RecordContent& content) {
    auto payload = payload_of(content);
    if (!payload) return failure(payload.error());
    return checked(write(content, std::move(*payload)), read_bare_content);
}

Decoded<std::string> encode(const Record& record) {
    auto payload = payload_of(record.content);
    if (!payload) return failure(payload.error());
    Object object = write(record.content, std::move(*payload));
    object["proof"] = write(record.proof);
    return checked(object, read_record);
}

Decoded<Record> decode_record(std::string_view bytes) {
    return codec::decode(bytes, codec::Form::Canonical, MaxRecord, read_record);
}

crypto::Digest proof_message(std::string_view associated_data, std::string_view record_without_proof) {
    return crypto::sha256({bytes_of(associated_data), bytes_of(record_without_proof)});
}

}  // namespace xz::protocol
