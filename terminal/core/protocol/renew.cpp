#include "terminal/core/protocol/renew.hpp"

#include "terminal/core/protocol/codec.hpp"

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::string_view Type = "renew";

Object unsigned_form(const RenewFinish& request) {
    return {{"terminal", request.terminal}, {"csr", request.csr}, {"challenge", to_base64(request.challenge)}};
}

RenewRequest read_request(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    const std::string terminal = codec::terminal_name(reader, "terminal");
    RenewRequest request = RenewBegin{terminal};
    if (reader.has("challenge")) {
        RenewFinish finish{terminal, codec::pem(reader, "csr"), codec::base64<32>(reader, "challenge"), {}};
        finish.sig = codec::base64<64>(reader, "sig");
        request = std::move(finish);
    }
    reader.refuse_unknown();
    return request;
}

RenewChallenge read_challenge(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    const RenewChallenge answer{codec::base64<32>(reader, "challenge")};
    reader.refuse_unknown();
    return answer;
}

RenewAnswer read_answer(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    RenewAnswer answer{codec::pem(reader, "cert")};
    reader.refuse_unknown();
    return answer;
}

}  // namespace

RenewFinish make_renew(std::string terminal, std::string csr, const Challenge& challenge,
                       const crypto::SigningKey& terminal_key) {
    RenewFinish request{std::move(terminal), std::move(csr), challenge, {}};
    request.sig = terminal_key.sign(Type, bytes_of(json::canonical(unsigned_form(request))));
    return request;
}

bool is_signed_by(const RenewFinish& request, const crypto::VerifyKey& terminal_key) {
    return terminal_key.verify(Type, bytes_of(json::canonical(unsigned_form(request))), request.sig);
}

std::string encode(const RenewBegin& request) {
    return json::canonical(Object{{"terminal", request.terminal}});
}

std::string encode(const RenewFinish& request) {
    return codec::with_signature(unsigned_form(request), request.sig);
}

Decoded<RenewRequest> decode_renew_request(std::string_view text) {
    return codec::decode(text, codec::Form::Canonical, MaxBody, read_request);
}

std::string encode(const RenewChallenge& answer) {
    return json::canonical(Object{{"challenge", to_base64(answer.challenge)}});
}

std::string encode(const RenewAnswer& answer) {
    return json::canonical(Object{{"cert", answer.cert}});
}

Decoded<RenewChallenge> decode_renew_challenge(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody, read_challenge);
}

Decoded<RenewAnswer> decode_renew_answer(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody, read_answer);
}

}  // namespace xz::protocol
