#include "terminal/core/protocol/envelope.hpp"

#include "terminal/core/protocol/codec.hpp"
#include "terminal/core/support/ids.hpp"

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::string_view Type = "envelope";
constexpr std::size_t SealedKey = crypto::AeadKey::Size + crypto::BoxOverhead;
constexpr std::size_t MaxSealedBody = MaxRecord + 1 + crypto::AeadOverhead;

Object header_form(const EnvelopeHeader& header) {
    return {{"v", 1},
            {"id", header.id},
            {"kind", to_text(header.kind)},
            {"terminal", header.terminal},
            {"chain", header.chain},
            {"seq", codec::number(header.seq)},
            {"prev", to_hex(header.prev)},
            {"kid", header.kid},
            {"rkid", header.rkid},
            {"nonce", to_base64(header.nonce)},
            {"captured_at", to_rfc3339(header.captured_at)}};
}

Object unsigned_form(const Envelope& envelope) {
    Object object = header_form(envelope.header);
    object["dek"] = to_base64(envelope.dek);
    object["recovery"] = to_base64(envelope.recovery);
    object["body"] = to_base64(envelope.body);
    return object;
}

EnvelopeHeader read_fields(ObjectReader& reader) {
    EnvelopeHeader header;
    codec::version_1(reader);
    header.id = codec::id(reader, "id");
    header.kind = codec::choice<RecordKind>(reader, "kind");
    header.terminal = codec::terminal_name(reader, "terminal");
    header.chain = reader.uuid("chain");
    header.seq = codec::number(reader, "seq", 1);
    header.prev = codec::hex<32>(reader, "prev");
    header.kid = codec::key_name(reader, "kid");
    header.rkid = codec::key_name(reader, "rkid");
    header.nonce = codec::base64<24>(reader, "nonce");
    header.captured_at = reader.instant("captured_at");
    return header;
}

EnvelopeHeader read_header(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    EnvelopeHeader header = read_fields(reader);
    reader.refuse_unknown();
    return header;
}

Envelope read_envelope(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Envelope envelope;
    envelope.header = read_fields(reader);
    envelope.dek = reader.base64("dek", SealedKey, SealedKey);
    envelope.recovery = reader.base64("recovery", SealedKey, SealedKey);
    envelope.body = reader.base64("body", MinPadded + crypto::AeadOverhead, MaxSealedBody);
    envelope.sig = codec::base64<64>(reader, "sig");
    reader.refuse_unknown();
    return envelope;
}

}  // namespace

std::string associated_data(const EnvelopeHeader& header) {
    return json::canonical(header_form(header));
}

Decoded<EnvelopeHeader> decode_header(std::string_view associated_data) {
    return codec::decode(associated_data, codec::Form::Canonical, MaxEnvelope, read_header);
}

std::string encode(const Envelope& envelope) {
    return codec::with_signature(unsigned_form(envelope), envelope.sig);
}

Decoded<Envelope> decode_envelope(std::string_view bytes) {
    return codec::decode(bytes, codec::Form::Canonical, MaxEnvelope, read_envelope);
}

Envelope sign(Envelope envelope, const crypto::SigningKey& terminal_key) {
    envelope.sig = terminal_key.sign(Type, bytes_of(json::canonical(unsigned_form(envelope))));
    return envelope;
}

bool is_signed_by(const Envelope& envelope, const crypto::VerifyKey& terminal_key) {
    return terminal_key.verify(Type, bytes_of(json::canonical(unsigned_form(envelope))), envelope.sig);
}

std::string envelope_id_in(std::string_view bytes) {
    const auto value = codec::parse(bytes, codec::Form::Any, MaxBody);
    const Object* object = value ? value->if_object() : nullptr;
    const Value* id = object != nullptr ? object->if_contains("id") : nullptr;
    if (id == nullptr || !id->is_string() || !is_uuid_v7(id->get_string())) return {};
    return std::string{id->get_string()};
}

}  // namespace xz::protocol
