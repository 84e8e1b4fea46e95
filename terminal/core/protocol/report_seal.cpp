#include "terminal/core/protocol/report_seal.hpp"

#include "terminal/core/protocol/codec.hpp"

namespace xz::protocol {
namespace {

constexpr std::string_view Type = "report-seal";

codec::Object unsigned_form(const ReportSeal& seal) {
    return {{"id", seal.id},
            {"sha256", to_hex(seal.sha256)},
            {"academic_year", seal.academic_year},
            {"instrument", seal.instrument},
            {"issued", to_rfc3339(seal.issued)},
            {"kid", seal.kid}};
}

ReportSeal read(const codec::Value& value, const std::string& path, codec::Problems& problems) {
    codec::ObjectReader reader{value, path, problems};
    ReportSeal seal;
    seal.id = codec::id(reader, "id");
    seal.sha256 = codec::hex<32>(reader, "sha256");
    seal.academic_year = codec::academic_year(reader, "academic_year");
    seal.instrument = codec::versioned_name(reader, "instrument");
    seal.issued = reader.instant("issued");
    seal.kid = codec::key_name(reader, "kid");
    seal.sig = codec::base64<64>(reader, "sig");
    reader.refuse_unknown();
    return seal;
}

}  // namespace

ReportSeal sign(ReportSeal seal, const crypto::SigningKey& receipt_key) {
    seal.kid = receipt_key.verify_key().id();
    seal.sig = receipt_key.sign(Type, bytes_of(json::canonical(unsigned_form(seal))));
    return seal;
}

bool is_signed_by(const ReportSeal& seal, const crypto::VerifyKey& receipt_key) {
    return receipt_key.verify(Type, bytes_of(json::canonical(unsigned_form(seal))), seal.sig);
}

std::string encode(const ReportSeal& seal) {
    auto object = unsigned_form(seal);
    object["sig"] = to_base64(seal.sig);
    return json::canonical(object);
}

Decoded<ReportSeal> decode_report_seal(std::string_view text) {
    return codec::decode(text, codec::Form::Canonical, MaxBody, read);
}

}  // namespace xz::protocol
