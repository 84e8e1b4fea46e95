// An outcome that the caller must choose about: a value, or a typed reason why there is none.
#pragma once

#include <tl/expected.hpp>

#include <utility>

namespace xz {

template <typename T, typename E>
using Result = tl::expected<T, E>;

template <typename E>
[[nodiscard]] constexpr auto failure(E error) {
    return tl::unexpected<E>(std::move(error));
}

}  // namespace xz
