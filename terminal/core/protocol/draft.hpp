// GET and PUT /sync/v1/drafts/{kind}/{year}: what a student has begun, to be carried on elsewhere (DESIGN 4).
#pragma once

#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/protocol/names.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace xz::protocol {

// The ETag that If-Match names is "<revision>" in quotes; PUT without If-Match makes the first.
struct Draft {
    std::uint64_t revision = 1;
    std::string instrument;  // "name@version"
    Instant started_at;
    Instant updated_at;
    std::string content;     // a JSON object's text, opaque to the platform
    friend bool operator==(const Draft&, const Draft&) = default;
};

[[nodiscard]] Decoded<std::string> encode(const Draft& draft);
[[nodiscard]] Decoded<Draft> decode_draft(std::string_view text);

}  // namespace xz::protocol
