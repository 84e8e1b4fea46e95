// What comes out of bytes from the wire: a value that keeps every rule of its form, or the reason why there is none.
#pragma once

#include "terminal/core/support/json.hpp"
#include "terminal/core/support/result.hpp"

namespace xz::protocol {

enum class Defect {
    TooLarge,      // over the form's limit of bytes
    NotJson,       // no strict JSON: bad UTF-8, duplicate members, non-integers, too deep, something after the end
    NotCanonical,  // JSON, but not the bytes that RFC 8785 gives
    Shape,         // a member is missing, unknown, of another type or out of range
};

struct Malformed {
    Defect defect;
    json::Problem problem;  // the first one found
};

template <typename T>
using Decoded = Result<T, Malformed>;

}  // namespace xz::protocol
