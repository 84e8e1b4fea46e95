// How the platform says no: {"error":{"code","message","path"}} (DESIGN 4).
#pragma once

#include "terminal/core/protocol/decoded.hpp"

#include <string>
#include <string_view>

namespace xz::protocol {

struct ErrorBody {
    std::string code;     // a snake_case word that programs decide by
    std::string message;  // for people; programs show or log it, and never decide by it
    std::string path;     // where in the request, "" when it is nowhere in particular
    friend bool operator==(const ErrorBody&, const ErrorBody&) = default;
};

// Codes that this room itself gives: "too_large", "not_json", "not_canonical", "bad_shape".
[[nodiscard]] ErrorBody error_body(const Malformed& malformed);

[[nodiscard]] std::string encode(const ErrorBody& error);
[[nodiscard]] Decoded<ErrorBody> decode_error_body(std::string_view text);

}  // namespace xz::protocol
