// How a number is kept digit by digit where json::parse is asked for Numbers::decimal_text.
#pragma once

#include "terminal/core/support/json.hpp"

#include <optional>
#include <string_view>

namespace xz::json {

// The number's text as it was written; nothing for any other value, whatever the document holds: no text of JSON can make one.
[[nodiscard]] std::optional<std::string_view> number_text(const Value& value);

}  // namespace xz::json
