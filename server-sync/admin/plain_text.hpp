// A command's answer for a person's eyes: lines and tables instead of JSON.
#pragma once

#include "terminal/core/support/json.hpp"

#include <string>

namespace xz::server::admin {

// Objects become "name: value" lines, lists of objects tables with a head.
[[nodiscard]] std::string to_plain_text(const json::Value& answer);

}  // namespace xz::server::admin
