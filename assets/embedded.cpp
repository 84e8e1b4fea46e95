#include "assets/embedded.hpp"

#include <algorithm>

namespace xz::assets {

std::optional<std::string_view> find(std::string_view name) {
    const auto all = files();
    const auto found = std::ranges::find(all, name, &File::name);
    if (found == all.end()) return std::nullopt;
    return found->bytes;
}

}  // namespace xz::assets
