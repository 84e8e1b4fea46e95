#include "terminal/core/protocol/login.hpp"

#include "terminal/core/protocol/identity.hpp"
#include "terminal/core/protocol/readers.hpp"

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::string_view Type = "login";
constexpr std::size_t MaxToken = 256;

bool is_card_number(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
}

LoginRequest read_request(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    LoginRequest request;
    if (reader.has("challenge"))
        request = LoginFinish{codec::base64<32>(reader, "challenge"), codec::base64<64>(reader, "sig")};
    else
        request = LoginBegin{codec::read_identity(reader)};
    reader.refuse_unknown();
    return request;
}

LoginChallenge read_challenge(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    const LoginChallenge answer{codec::base64<32>(reader, "challenge"), codec::base64<16>(reader, "salt")};
    reader.refuse_unknown();
    return answer;
}

LoginAnswer read_answer(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    LoginAnswer answer;
    answer.token = reader.text("token", 16, MaxToken);
    answer.statement = codec::nested(reader, "statement", problems, codec::read_statement);
    answer.expires_at = reader.instant("expires_at");
    answer.context = codec::nested(reader, "context", problems, codec::read_student_context);
    reader.refuse_unknown();
    return answer;
}

}  // namespace

void codec::write(Object& object, const Identity& who) {
    if (const auto* number = std::get_if<StudentNumber>(&who))
        object["student_no"] = number->text;
    else
        object["card"] = std::get<CardNumber>(who).text;
}

Identity codec::read_identity(ObjectReader& reader) {
    if (reader.has("card")) return CardNumber{name(reader, "card", is_card_number, "a card's number")};
    return StudentNumber{student_no(reader, "student_no")};
}

LoginFinish answer_challenge(const Challenge& challenge, const crypto::SigningKey& proof_key) {
    return {challenge, proof_key.sign(Type, challenge)};
}

bool is_signed_by(const LoginFinish& answer, const crypto::VerifyKey& proof_key) {
    return proof_key.verify(Type, answer.challenge, answer.sig);
}

std::string encode(const LoginBegin& request) {
    Object object;
    codec::write(object, request.who);
    return json::canonical(object);
}

std::string encode(const LoginFinish& request) {
    return codec::with_signature({{"challenge", to_base64(request.challenge)}}, request.sig);
}

Decoded<LoginRequest> decode_login_request(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody, read_request);
}

std::string encode(const LoginChallenge& answer) {
    return json::canonical(Object{{"challenge", to_base64(answer.challenge)}, {"salt", to_base64(answer.salt)}});
}

Decoded<LoginChallenge> decode_login_challenge(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody, read_challenge);
}

std::string encode(const LoginAnswer& answer) {
    return json::canonical(Object{{"token", answer.token},
                                  {"statement", codec::write(answer.statement)},
                                  {"expires_at", to_rfc3339(answer.expires_at)},
                                  {"context", codec::write(answer.context)}});
}

Decoded<LoginAnswer> decode_login_answer(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody, read_answer);
}

}  // namespace xz::protocol
