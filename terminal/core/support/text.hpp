// Text of people: UTF-8 that is checked before it is trusted, counted as a person counts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace xz {

// Well-formed UTF-8 (no overlong forms, no surrogates, at most U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view text);

// Code points in well-formed UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

// The first `count` code points.
[[nodiscard]] std::string_view first_code_points(std::string_view text, std::size_t count);

// From the first character on that is seen: not white space, as Unicode knows it, nor soft hyphen, zero width space, word joiner, byte order
// mark.
[[nodiscard]] std::string_view after_blanks(std::string_view text);
// Is there anything to be seen in it?
[[nodiscard]] bool says_something(std::string_view text);

// A name as a corridor may see it: of each part between "·" the first character and one star for the rest.
// 张三丰 → 张*, 买买提·阿不都热依木 → 买*·阿*.
[[nodiscard]] std::string mask_name(std::string_view name);

}  // namespace xz
