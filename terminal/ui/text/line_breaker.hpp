// Where lines of Chinese and Latin writing may end: no closing punctuation at a line's start, no opening one at its end, words whole.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::ui {

// Width of one code point in pixels.
using Advance = std::function<float(char32_t)>;

// Bytes [begin, end) of the text; spaces and the newline that ended the line lie between this end and the next begin.
struct TextLine {
    std::size_t begin = 0, end = 0;
    float width = 0;
    friend bool operator==(const TextLine&, const TextLine&) = default;
};

// At least one line; a text that ends with a newline has an empty last one. A word wider than `width` is cut where it must be.
[[nodiscard]] std::vector<TextLine> break_lines(std::string_view text, float width, const Advance& advance);

// As many lines of a text that is only read: what stands between two dots stays on one line where it fits, and no last line is a
// lone character or two.
[[nodiscard]] std::vector<TextLine> break_for_reading(std::string_view text, float width, const Advance& advance);
// As many lines, all about as long as each other: for centred writing.
[[nodiscard]] std::vector<TextLine> break_evenly(std::string_view text, float width, const Advance& advance);

// The code point at byte `at` and its length; U+FFFD and 1 for a byte that is no UTF-8.
struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 1;
};
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);
void append_utf8(std::string& text, char32_t code_point);

[[nodiscard]] bool is_wide(char32_t code_point);      // Chinese and the like: a line may end beside it
[[nodiscard]] bool may_not_begin(char32_t code_point);  // a line, as 。，」
[[nodiscard]] bool may_not_end(char32_t code_point);    // a line, as 「（

}  // namespace xz::ui
