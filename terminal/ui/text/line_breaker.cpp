#include "terminal/ui/text/line_breaker.hpp"

#include <algorithm>
#include <array>

namespace xz::ui {

namespace {

constexpr std::u32string_view NoBegin = U"、。〉》」』】〕〗〙〛！），．：；？］｝～…—·ー々’”%‰℃,.!?;:)]}>›·•°";
constexpr std::u32string_view NoEnd = U"〈《「『【〔〖〘〚（［｛‘“([{<‹￥$#";

constexpr std::u32string_view Counted = U"年月日天分条项个次学";

bool is_space(char32_t c) { return c == U' ' || c == U'\t' || c == U'\u3000'; }

// May a line end between the two? Spaces are handled by the caller.
bool may_break(char32_t before, char32_t after) {
    if (may_not_end(before) || may_not_begin(after)) {
        return false;
    }
    if ((before == U'—' && after == U'—') || (before == U'…' && after == U'…')) {
        return false;
    }
    return is_wide(before) || is_wide(after) || before == U'-' || before == U'/' || may_not_begin(before);
}

// "3.5" and "8:30" stay whole though a full stop may be followed by a break elsewhere.
bool is_latin_sign(char32_t c) { return c < 0x80 && may_not_begin(c); }

}  // namespace

bool is_wide(char32_t c) {
    return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
           (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

bool may_not_begin(char32_t c) { return NoBegin.find(c) != std::u32string_view::npos; }
bool may_not_end(char32_t c) { return NoEnd.find(c) != std::u32string_view::npos; }

CodePoint code_point_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
        return {lead, 1};
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    if (length == 1 || lead > 0xF4 || at + length > text.size()) {
        return {0xFFFD, 1};
    }
    char32_t value = lead & (0x7F >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return {0xFFFD, 1};
        }
        value = (value << 6) | (byte(i) & 0x3F);
    }
    return {value, length};
}

void append_utf8(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0 | (c >> 6));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0 | (c >> 12));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        text += static_cast<char>(0xF0 | (c >> 18));
        text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::vector<TextLine> break_lines(std::string_view text, float width, const Advance& advance) {
    std::vector<TextLine> lines;
    std::size_t line_begin = 0;
    // The last place where this line may end, and how wide it is up to there.
    std::size_t break_end = 0, break_next = 0;
    float width_at_break = 0, width_at_next = 0;
    bool can_break = false;
    std::size_t space_at = 0;  // where the last run of spaces began
    float width_at_space = 0;
    float used = 0;          // up to the code point in hand
    float used_inked = 0;    // the same without trailing spaces
    std::size_t inked_end = 0;
    char32_t before = 0, before_space = 0;

    std::size_t at = 0;
    while (at < text.size()) {
        const CodePoint cp = code_point_at(text, at);
        if (cp.value == U'\n') {
            lines.push_back({line_begin, inked_end > line_begin ? inked_end : line_begin, used_inked});
            at += cp.bytes;
            line_begin = inked_end = at;
            used = used_inked = 0;
            can_break = false;
            before = 0;
            continue;
        }
        const float wide = advance(cp.value);
        if (is_space(cp.value)) {
            // Spaces hang over the edge; a line may end before them and begins after them.
            if (before != 0 && !is_space(before)) {
                space_at = at;
                width_at_space = used;
                before_space = before;
            }
            used += wide;
            at += cp.bytes;
            before = cp.value;
            continue;
        }
        if (is_space(before)) {
            // A mark that may begin no line, as the dot in "甲 · 乙", stays with the words before it.
            // Nor does a number leave what it counts: "6 月".
            const bool counted = before_space >= U'0' && before_space <= U'9' && Counted.find(cp.value) != std::u32string_view::npos;
            if (space_at > line_begin && !counted && (!may_not_begin(cp.value) || is_latin_sign(cp.value))) {
                break_end = space_at;
                break_next = at;
                width_at_break = width_at_space;
                width_at_next = used;
                can_break = true;
            }
        }
        const bool sign_in_word = before != 0 && is_latin_sign(before) && cp.value < 0x80;
        if (before != 0 && !is_space(before) && !sign_in_word && may_break(before, cp.value)) {
            break_end = break_next = at;
            width_at_break = width_at_next = used;
            can_break = true;
        }
        if (used + wide > width && at > line_begin) {
            if (!can_break) {
                break_end = break_next = at;
                width_at_break = width_at_next = used;
            }
            lines.push_back({line_begin, break_end, width_at_break});
            line_begin = break_next;
            used -= width_at_next;
            can_break = false;
            if (line_begin == at) {
                before = 0;
            }
        }
        used += wide;
        at += cp.bytes;
        inked_end = at;
        used_inked = used;
        before = cp.value;
    }
    lines.push_back({line_begin, std::max(line_begin, inked_end), inked_end > line_begin ? used_inked : 0.0F});
    return lines;
}

}  // namespace xz::ui
