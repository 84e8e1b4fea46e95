#include "terminal/core/protocol/error_body.hpp"

#include "terminal/core/protocol/codec.hpp"

#include <fmt/format.h>

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::size_t MaxMessage = 1000;

std::string_view code_of(Defect defect) {
    switch (defect) {
        case Defect::TooLarge: return "too_large";
        case Defect::NotJson: return "not_json";
        case Defect::NotCanonical: return "not_canonical";
        case Defect::Shape: return "bad_shape";
    }
    return {};
}

ErrorBody read_error(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    ErrorBody error;
    error.code = reader.text("code", 1, 64);
    error.message = reader.text("message", 0, MaxMessage);
    error.path = reader.text("path", 0, MaxMessage);
    reader.refuse_unknown();
    return error;
}

}  // namespace

ErrorBody error_body(const Malformed& malformed) {
    return {std::string{code_of(malformed.defect)}, "expected " + malformed.problem.expected, malformed.problem.path};
}

std::string encode(const ErrorBody& error) {
    return json::canonical(
        Object{{"error", Object{{"code", error.code}, {"message", error.message}, {"path", error.path}}}});
}

Decoded<ErrorBody> decode_error_body(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody,
                         [](const Value& value, const std::string& path, Problems& problems) {
                             ObjectReader reader{value, path, problems};
                             ErrorBody error = codec::nested(reader, "error", problems, read_error);
                             reader.refuse_unknown();
                             return error;
                         });
}

}  // namespace xz::protocol
