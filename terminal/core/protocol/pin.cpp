#include "terminal/core/protocol/pin.hpp"

#include "terminal/core/protocol/identity.hpp"

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::string_view Type = "pin";
constexpr std::size_t ActivationDigits = 10;
constexpr std::size_t LongestActivation = 24;  // with what people put between the digits

bool is_activation_code(std::string_view text) {
    return text.size() == ActivationDigits && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Object unsigned_form(const PinFirst& request) {
    Object object{{"activation", request.activation}, {"key", to_base64(request.key.bytes())}};
    codec::write(object, request.who);
    return object;
}

Object unsigned_form(const PinChange& request) {
    return {{"challenge", to_base64(request.challenge)}, {"key", to_base64(request.key.bytes())}};
}

template <typename Request>
bool holds(const Request& request, const crypto::VerifyKey& key, const crypto::Signature& signature) {
    return key.verify(Type, bytes_of(json::canonical(unsigned_form(request))), signature);
}

PinRequest read_request(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    PinRequest request;
    if (reader.has("challenge")) {
        PinChange change;
        change.challenge = codec::base64<32>(reader, "challenge");
        change.key = codec::verify_key(reader, "key");
        change.old_sig = codec::base64<64>(reader, "old_sig");
        change.sig = codec::base64<64>(reader, "sig");
        request = change;
    } else {
        PinFirst first;
        first.who = codec::read_identity(reader);
        first.activation = codec::name(
            reader, "activation",
            [](std::string_view text) { return text.size() <= LongestActivation && parse_activation_code(text).has_value(); },
            "an activation code of 10 digits");
        first.key = codec::verify_key(reader, "key");
        first.sig = codec::base64<64>(reader, "sig");
        request = std::move(first);
    }
    reader.refuse_unknown();
    return request;
}

}  // namespace

std::string make_activation_code(RandomSource& random) {
    std::string code;
    while (code.size() < ActivationDigits) {
        std::array<std::uint8_t, 1> byte;
        random.fill(byte);
        if (byte[0] < 250) code += static_cast<char>('0' + byte[0] % 10);  // 250…255 would favour some digits
    }
    return code;
}

std::string shown_activation_code(std::string_view code) {
    return std::string{code.substr(0, ActivationDigits / 2)} + ' ' + std::string{code.substr(ActivationDigits / 2)};
}

std::optional<std::string> parse_activation_code(std::string_view typed) {
    std::string code;
    for (const char c : typed)
        if (c != ' ' && c != '-') code += c;
    if (!is_activation_code(code)) return std::nullopt;
    return code;
}

PinFirst make_first_pin(Identity who, std::string activation, const crypto::SigningKey& new_key) {
    PinFirst request{std::move(who), std::move(activation), new_key.verify_key(), {}};
    request.sig = new_key.sign(Type, bytes_of(json::canonical(unsigned_form(request))));
    return request;
}

PinChange make_pin_change(const Challenge& challenge, const crypto::SigningKey& old_key,
                          const crypto::SigningKey& new_key) {
    PinChange request{challenge, new_key.verify_key(), {}, {}};
    const std::string signed_text = json::canonical(unsigned_form(request));
    request.old_sig = old_key.sign(Type, bytes_of(signed_text));
    request.sig = new_key.sign(Type, bytes_of(signed_text));
    return request;
}

bool is_self_signed(const PinFirst& request) {
    return holds(request, request.key, request.sig);
}

bool is_self_signed(const PinChange& request) {
    return holds(request, request.key, request.sig);
}

bool is_signed_by_old_key(const PinChange& request, const crypto::VerifyKey& old_key) {
    return holds(request, old_key, request.old_sig);
}

std::string encode(const PinFirst& request) {
    return codec::with_signature(unsigned_form(request), request.sig);
}

std::string encode(const PinChange& request) {
    Object object = unsigned_form(request);
    object["old_sig"] = to_base64(request.old_sig);
    return codec::with_signature(std::move(object), request.sig);
}

Decoded<PinRequest> decode_pin_request(std::string_view text) {
    return codec::decode(text, codec::Form::Canonical, MaxBody, read_request);
}

}  // namespace xz::protocol
