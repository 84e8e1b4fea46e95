#include "terminal/sync/backoff.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace xz::sync {

Backoff::Span Backoff::next() {
    const unsigned doublings = std::min(failures_, 20U);
    ++failures_;
    const Span whole = std::min<Span>(longest_, first_ * (std::int64_t{1} << doublings));
    std::array<std::uint8_t, 4> bytes{};
    random_.fill(bytes);
    const std::uint64_t draw = bytes[0] | bytes[1] << 8U | bytes[2] << 16U | static_cast<std::uint64_t>(bytes[3]) << 24U;
    const std::int64_t half = whole.count() / 2;
    return Span{half + static_cast<std::int64_t>(draw % static_cast<std::uint64_t>(half + 1))};
}

}  // namespace xz::sync
