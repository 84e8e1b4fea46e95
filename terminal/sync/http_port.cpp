#include "terminal/sync/http_port.hpp"

#include <algorithm>

namespace xz::sync {

std::optional<std::string_view> HttpAnswer::header(std::string_view lowercase_name) const {
    const auto found = std::ranges::find(headers, lowercase_name, [](const auto& pair) { return std::string_view{pair.first}; });
    if (found == headers.end()) {
        return std::nullopt;
    }
    return found->second;
}

}  // namespace xz::sync
