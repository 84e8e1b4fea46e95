#include "terminal/core/domain/notice.hpp"

#include <algorithm>

namespace xz::domain {

const ConsentItem* Notice::consent(std::string_view code) const {
    const auto found = std::find_if(consents.begin(), consents.end(), [&](const auto& each) { return each.code == code; });
    return found == consents.end() ? nullptr : &*found;
}

}  // namespace xz::domain
