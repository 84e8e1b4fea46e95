// Bytes as letters that a person reads off paper and types again: base32 without padding (RFC 4648 §6).
#pragma once

#include "terminal/core/support/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace xz {

[[nodiscard]] std::string to_base32(ByteView bytes);
// Takes what to_base32() writes and nothing else: no lowercase, no loose last bits, no letter too many.
[[nodiscard]] std::optional<Bytes> from_base32(std::string_view text);

// The letter of the alphabet that a tired eye and a clumsy finger meant.
[[nodiscard]] char meant_in_base32(char c);

}  // namespace xz
