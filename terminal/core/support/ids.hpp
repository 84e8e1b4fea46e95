// Names that no two things share: UUIDs of version 7 (RFC 9562), ordered by the time of their making.
#pragma once

#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"

#include <compare>
#include <string>
#include <string_view>

namespace xz {

// Lowercase 8-4-4-4-12 hex with version and variant bits of a UUIDv7.
[[nodiscard]] bool is_uuid_v7(std::string_view text);
// Lowercase 8-4-4-4-12 hex of any version.
[[nodiscard]] bool is_uuid(std::string_view text);

// Makes ids that sort in the order of their making, even within one millisecond and when the clock steps back.
class IdMaker {
public:
    IdMaker(const Clock& clock, RandomSource& random) : clock_{clock}, random_{random} {}
    [[nodiscard]] std::string uuid_v7();

private:
    const Clock& clock_;
    RandomSource& random_;
    std::int64_t last_milliseconds_ = 0;
    std::uint16_t counter_ = 0;  // 12 bits, RFC 9562 §6.2 method 1
};

}  // namespace xz
