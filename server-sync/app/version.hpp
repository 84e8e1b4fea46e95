// Which build this is.
#pragma once

#include <string_view>

namespace xz::server::app {

inline constexpr std::string_view Version = XUEZHEN_VERSION;

}  // namespace xz::server::app
