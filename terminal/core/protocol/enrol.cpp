#include "terminal/core/protocol/enrol.hpp"

#include "terminal/core/protocol/readers.hpp"
#include "terminal/core/support/base32.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::string_view Type = "enrol";
constexpr std::string_view CodePrefix = "XZ1";
constexpr std::size_t HalfLetters = 26;  // 128 bits and 2 that are zero

using Half = std::array<std::uint8_t, 16>;

std::optional<Half> half_from(std::string_view letters) {
    const auto bytes = from_base32(letters);
    if (!bytes || bytes->size() != Half{}.size()) return std::nullopt;
    Half half;
    std::ranges::copy(*bytes, half.begin());
    return half;
}

Half first_half(const crypto::Digest& digest) {
    Half half;
    std::copy_n(digest.begin(), half.size(), half.begin());
    return half;
}

Object unsigned_form(const EnrolRequest& request) {
    return {{"code", to_text(request.code)}, {"csr", request.csr}, {"sign_key", to_base64(request.sign_key.bytes())}};
}

EnrolRequest read_request(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    EnrolRequest request;
    std::optional<EnrolCode> code;
    const auto is_written_code = [&](std::string_view text) {
        code = parse_enrol_code(text);
        return code && to_text(*code) == text;
    };
    static_cast<void>(codec::name(reader, "code", is_written_code, "an enrolment code"));
    request.code = code.value_or(EnrolCode{});
    request.csr = codec::pem(reader, "csr");
    request.sign_key = codec::verify_key(reader, "sign_key");
    request.sig = codec::base64<64>(reader, "sig");
    reader.refuse_unknown();
    return request;
}

EnrolAnswer read_answer(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    EnrolAnswer answer;
    answer.terminal = codec::terminal_name(reader, "terminal");
    answer.cert = codec::pem(reader, "cert");
    answer.ca = codec::pem(reader, "ca");
    answer.keys = codec::nested(reader, "keys", problems, codec::read_key_set);
    reader.refuse_unknown();
    return answer;
}

}  // namespace

EnrolCode EnrolCode::make(const crypto::Certificate& ca, RandomSource& random) {
    EnrolCode code;
    random.fill(code.token);
    code.ca = first_half(ca.fingerprint());
    return code;
}

bool EnrolCode::names(const crypto::Certificate& certificate) const {
    return ca == first_half(certificate.fingerprint());
}

std::string to_text(const EnrolCode& code) {
    return fmt::format("{}-{}-{}", CodePrefix, to_base32(code.token), to_base32(code.ca));
}

std::optional<EnrolCode> parse_enrol_code(std::string_view typed) {
    std::string letters;
    std::size_t seen = 0;
    for (const char c : typed) {
        if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n') continue;
        // The "1" of the prefix is a digit, everything after it base32.
        letters += seen++ < CodePrefix.size() ? (c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c) : meant_in_base32(c);
    }
    if (letters.size() != CodePrefix.size() + 2 * HalfLetters || !letters.starts_with(CodePrefix)) return std::nullopt;
    const std::string_view halves = std::string_view{letters}.substr(CodePrefix.size());
    const auto token = half_from(halves.substr(0, HalfLetters));
    const auto ca = half_from(halves.substr(HalfLetters));
    if (!token || !ca) return std::nullopt;
    return EnrolCode{*token, *ca};
}

EnrolRequest make_enrol_request(const EnrolCode& code, std::string csr, const crypto::SigningKey& key) {
    EnrolRequest request{code, std::move(csr), key.verify_key(), {}};
    request.sig = key.sign(Type, bytes_of(json::canonical(unsigned_form(request))));
    return request;
}

bool is_self_signed(const EnrolRequest& request) {
    return request.sign_key.verify(Type, bytes_of(json::canonical(unsigned_form(request))), request.sig);
}

std::string encode(const EnrolRequest& request) {
    return codec::with_signature(unsigned_form(request), request.sig);
}

Decoded<EnrolRequest> decode_enrol_request(std::string_view text) {
    return codec::decode(text, codec::Form::Canonical, MaxBody, read_request);
}

std::string encode(const EnrolAnswer& answer) {
    return json::canonical(Object{{"terminal", answer.terminal},
                                  {"cert", answer.cert},
                                  {"ca", answer.ca},
                                  {"keys", codec::write(answer.keys)}});
}

Decoded<EnrolAnswer> decode_enrol_answer(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody, read_answer);
}

}  // namespace xz::protocol
