// A request's target taken apart: decoded segments and query pairs, or nothing where it is not in origin form.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xz::server::http {

struct Target {
    std::string path;                   // decoded
    std::vector<std::string> segments;  // decoded; "/" has none
    std::vector<std::pair<std::string, std::string>> query;
};

// RFC 9112 §3.2.1 origin form. Refused: bad escapes, NUL, "." and ".." segments, not UTF-8.
[[nodiscard]] std::optional<Target> parse_target(std::string_view text);

}  // namespace xz::server::http
