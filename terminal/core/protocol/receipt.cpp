#include "terminal/core/protocol/receipt.hpp"

#include "terminal/core/protocol/readers.hpp"
#include "terminal/core/support/ids.hpp"

namespace xz::protocol {
namespace {

constexpr std::string_view Type = "receipt";

codec::Object unsigned_form(const Receipt& receipt) {
    return {{"id", receipt.id},
            {"sha256", to_hex(receipt.sha256)},
            {"status", to_text(receipt.status)},
            {"received_at", to_rfc3339(receipt.received_at)},
            {"epoch", to_hex(receipt.epoch)},
            {"kid", receipt.kid}};
}

bool is_id_or_none(std::string_view text) {
    return text.empty() || is_uuid_v7(text);
}

}  // namespace

Epoch random_epoch(RandomSource& random) {
    Epoch epoch;
    random.fill(epoch);
    return epoch;
}

codec::Object codec::write(const Receipt& receipt) {
    Object object = unsigned_form(receipt);
    object["sig"] = to_base64(receipt.sig);
    return object;
}

Receipt codec::read_receipt(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Receipt receipt;
    receipt.id = name(reader, "id", is_id_or_none, "a UUID of version 7 in lowercase, or nothing");
    receipt.sha256 = hex<32>(reader, "sha256");
    receipt.status = choice<ReceiptStatus>(reader, "status");
    receipt.received_at = reader.instant("received_at");
    receipt.epoch = hex<16>(reader, "epoch");
    receipt.kid = key_name(reader, "kid");
    receipt.sig = base64<64>(reader, "sig");
    reader.refuse_unknown();
    return receipt;
}

Receipt sign(Receipt receipt, const crypto::SigningKey& receipt_key) {
    receipt.kid = receipt_key.verify_key().id();
    receipt.sig = receipt_key.sign(Type, bytes_of(json::canonical(unsigned_form(receipt))));
    return receipt;
}

bool is_signed_by(const Receipt& receipt, const crypto::VerifyKey& receipt_key) {
    return receipt_key.verify(Type, bytes_of(json::canonical(unsigned_form(receipt))), receipt.sig);
}

std::string encode(const Receipt& receipt) {
    return json::canonical(codec::write(receipt));
}

Decoded<Receipt> decode_receipt(std::string_view text) {
    return codec::decode(text, codec::Form::Canonical, MaxBody, codec::read_receipt);
}

}  // namespace xz::protocol
