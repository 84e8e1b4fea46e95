// What encoding a file that was handed in has, found without guessing: two that fit, or two in one file, are refused with the place.
#pragma once

#include "terminal/core/support/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace xz::server::sync {

struct EncodingProblem {
    std::size_t line = 0;  // from 1; 0: the whole file
    std::size_t byte = 0;  // of the line, from 1; 0: none in particular
    std::string expected;  // finishes the sentence "expected …"
    friend bool operator==(const EncodingProblem&, const EncodingProblem&) = default;
};

// The text as UTF-8 without byte order mark. UTF-8 when it begins with that mark or reads as such; else GB18030, of which GBK and GB2312 are
// parts. Refused: a byte that is neither, lines of both kinds in one file, a few letters that could be either, UTF-16, characters for private
// use (a name in them is drawn by no other machine).
[[nodiscard]] Result<std::string, EncodingProblem> to_utf8(std::string_view bytes);

}  // namespace xz::server::sync
