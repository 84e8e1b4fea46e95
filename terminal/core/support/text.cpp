#include "terminal/core/support/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace xz {
namespace {

constexpr std::string_view MiddleDot = "·";  // U+00B7, as GB 18030 names write it

// What Unicode 15 gives the property White_Space, and what nobody sees either: soft hyphen, zero width space, word joiner, byte order mark.
constexpr std::array<std::string_view, 29> Blanks{
    "\t",     "\n",     "\v",     "\f",     "\r",     " ",      "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005",
    "\u2006", "\u2007", "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u00ad", "\u200b", "\u2060", "\ufeff"};

// Length of the well-formed sequence at the start of `text`, 0 if there is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto tail = [&](std::size_t i, std::uint8_t low = 0x80, std::uint8_t high = 0xbf) {
        return i < text.size() && at(i) >= low && at(i) <= high;
    };
    if (text.empty()) return 0;
    const std::uint8_t lead = at(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead <= 0xdf) return tail(1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        const bool second = lead == 0xe0 ? tail(1, 0xa0, 0xbf) : lead == 0xed ? tail(1, 0x80, 0x9f) : tail(1);
        return second && tail(2) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        const bool second = lead == 0xf0 ? tail(1, 0x90, 0xbf) : lead == 0xf4 ? tail(1, 0x80, 0x8f) : tail(1);
        return second && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::size_t count_code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<std::uint8_t>(c) & 0xc0) != 0x80 ? 1 : 0;
    return count;
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    while (end < text.size()) {
        if ((static_cast<std::uint8_t>(text[end]) & 0xc0) != 0x80 && count-- == 0) break;
        ++end;
    }
    return text.substr(0, end);
}

std::string_view after_blanks(std::string_view text) {
    while (!text.empty()) {
        const auto blank = std::find_if(Blanks.begin(), Blanks.end(), [&](std::string_view each) { return text.starts_with(each); });
        if (blank == Blanks.end()) break;
        text.remove_prefix(blank->size());
    }
    return text;
}

bool says_something(std::string_view text) { return !after_blanks(text).empty(); }

std::string mask_name(std::string_view name) {
    std::string masked;
    while (!name.empty()) {
        const std::size_t dot = name.find(MiddleDot);
        const std::string_view part = name.substr(0, dot);
        masked += first_code_points(part, 1);
        masked += count_code_points(part) > 1 ? "*" : "";
        if (dot == std::string_view::npos) break;
        masked += MiddleDot;
        name.remove_prefix(dot + MiddleDot.size());
    }
    return masked;
}

}  // namespace xz
