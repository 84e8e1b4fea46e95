// A secret on paper: groups of four letters and a checksum, so that whoever types it again learns of a slip at once.
#pragma once

#include "terminal/core/crypto/secret.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace xz::crypto {

// "ABCD-EFGH-…": base32 of the bytes and the first four of SHA-256("xuezhen/1/paper/<kind>" ‖ 0x00 ‖ bytes). The caller wipes the text.
[[nodiscard]] std::string to_paper(std::string_view kind, ByteView bytes);
// Blanks, dashes and case do not matter. Nothing: a slip, or paper of another kind.
[[nodiscard]] std::optional<SecureBytes> from_paper(std::string_view kind, std::string_view text);

}  // namespace xz::crypto
