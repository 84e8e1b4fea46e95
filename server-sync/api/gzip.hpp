// Gzip in memory, with a limit on what comes out: a few bytes must not become a gigabyte.
#pragma once

#include "terminal/core/support/result.hpp"

#include <string>
#include <string_view>

namespace xz::server::api {

enum class GzipError { Malformed, TooLarge };

[[nodiscard]] std::string gzip(std::string_view plain);
// One or more gzip members (RFC 1952), whole; trailing bytes are malformed.
[[nodiscard]] Result<std::string, GzipError> gunzip(std::string_view packed, std::size_t limit);

}  // namespace xz::server::api
