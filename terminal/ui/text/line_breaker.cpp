#include "terminal/ui/text/line_breaker.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace xz::ui {

namespace {

constexpr std::u32string_view NoBegin = U"、。〉》」』】〕〗〙〛！），．：；？］｝～…—·ー々’”%‰℃,.!?;:)]}>›·•°";
constexpr std::u32string_view NoEnd = U"〈《「『【〔〖〘〚（［｛‘“([{<‹￥$#";

constexpr std::u32string_view Counted = U"年月日天分条项个次学";
constexpr std::u32string_view BeforeNumber = U"年月≥≤≧≦";  // and then a number: "6 月 10 日", "≥ 75"
constexpr std::u32string_view InAddresses = U".:@_";

bool holds(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
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

// What belongs together though a space stands between: a number and what it counts, a date's parts, a bound and its number.
bool belongs_together(char32_t before, char32_t after) {
    return (is_digit(before) && holds(Counted, after)) || (holds(BeforeNumber, before) && is_digit(after));
}

// A place where a line may end: at `end`, the next one beginning at `next`; the widths of the line up to both.
struct Place {
    std::size_t end = 0, next = 0;
    float width_at_end = 0, width_at_next = 0;
};

enum class For { Typing, Reading };

// Walks through a text once; what it may use to end a line, best first, is forgotten with each line.
class Breaker {
public:
    Breaker(std::string_view text, float width, const Advance& advance, For what) : text_{text}, width_{width}, advance_{advance}, for_{what} {}

    std::vector<TextLine> lines() {
        while (at_ < text_.size()) {
            const CodePoint cp = code_point_at(text_, at_);
            if (cp.value == U'\n') {
                end_paragraph(cp);
            } else if (is_space(cp.value)) {
                pass_space(cp);
            } else {
                set(cp);
            }
        }
        lines_.push_back({line_begin_, std::max(line_begin_, inked_end_), inked_end_ > line_begin_ ? used_inked_ : 0.0F});
        return std::move(lines_);
    }

private:
    void end_paragraph(CodePoint newline) {
        lines_.push_back({line_begin_, std::max(line_begin_, inked_end_), used_inked_});
        at_ += newline.bytes;
        begin_line(at_);
        inked_end_ = at_;
        used_ = used_inked_ = 0;
        before_ = 0;
    }

    // Spaces hang over the edge; a line may end before them and begins after them.
    void pass_space(CodePoint space) {
        if (before_ != 0 && !is_space(before_)) {
            space_at_ = at_;
            width_at_space_ = used_;
            before_space_ = before_;
        }
        used_ += advance_(space.value);
        at_ += space.bytes;
        before_ = space.value;
    }

    void set(CodePoint cp) {
        find_place(cp.value);
        const float wide = advance_(cp.value);
        if (used_ + wide > width_ && at_ > line_begin_) {
            end_line();
        }
        used_ += wide;
        at_ += cp.bytes;
        inked_end_ = at_;
        used_inked_ = used_;
        before_ = cp.value;
    }

    // May a line end before this one?
    void find_place(char32_t c) {
        if (before_ == 0) {
            return;
        }
        if (is_space(before_)) {
            // A mark that may begin no line, as the dot in "甲 · 乙", stays with the words before it.
            if (space_at_ <= line_begin_ || (may_not_begin(c) && !is_latin_sign(c))) {
                return;
            }
            const Place place{space_at_, at_, width_at_space_, used_};
            if (belongs_together(before_space_, c)) {
                poor_ = place;
                return;
            }
            good_ = place;
            if (before_space_ == U'·') {
                after_dot_ = place;
            }
            return;
        }
        const Place place{at_, at_, used_, used_};
        const bool sign_in_word = is_latin_sign(before_) && c < 0x80;
        if (sign_in_word || (before_ == U'—' && is_digit(c))) {
            if (holds(InAddresses, before_) || before_ == U'—') {
                poor_ = place;  // "platform.example.cn", "2026—2027"
            }
        } else if (may_break(before_, c)) {
            good_ = place;
        }
    }

    void end_line() {
        const Place place = after_dot_ && is_whole_after(*after_dot_) ? *after_dot_ : good_ ? *good_ : poor_ ? *poor_ : Place{at_, at_, used_, used_};
        lines_.push_back({line_begin_, place.end, place.width_at_end});
        used_ -= place.width_at_next;
        begin_line(place.next);
        if (line_begin_ == at_) {
            before_ = 0;
        }
    }

    void begin_line(std::size_t at) {
        line_begin_ = at;
        good_.reset();
        poor_.reset();
        after_dot_.reset();
    }

    // Does what follows the dot, up to the next one, fit on a line, and is the line before not all too short without it?
    [[nodiscard]] bool is_whole_after(const Place& place) const {
        constexpr float LeastShare = 0.3F;
        if (for_ == For::Typing || place.width_at_end < LeastShare * width_) {
            return false;
        }
        float used = 0;
        for (std::size_t at = place.next; at < text_.size();) {
            const CodePoint cp = code_point_at(text_, at);
            if (cp.value == U'\n') {
                break;
            }
            used += advance_(cp.value);
            at += cp.bytes;
            if (cp.value == U'·') {
                break;
            }
        }
        return used <= width_;
    }

    std::string_view text_;
    float width_;
    const Advance& advance_;
    For for_;
    std::vector<TextLine> lines_;
    std::size_t at_ = 0, line_begin_ = 0;
    std::optional<Place> good_, poor_, after_dot_;
    std::size_t space_at_ = 0;  // where the last run of spaces began
    float width_at_space_ = 0;
    float used_ = 0;         // up to the code point in hand
    float used_inked_ = 0;   // the same without trailing spaces
    std::size_t inked_end_ = 0;
    char32_t before_ = 0, before_space_ = 0;
};

// Whether a line ends within a word, a date, a bound: as it only may where no line can hold them.
bool is_torn(std::string_view text, const std::vector<TextLine>& lines) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
        std::size_t last = lines[i - 1].end;
        if (last == lines[i - 1].begin || lines[i].begin == text.size()) {
            continue;
        }
        do {
            --last;
        } while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80);
        const char32_t before = code_point_at(text, last).value, after = code_point_at(text, lines[i].begin).value;
        const bool joined = lines[i - 1].end == lines[i].begin;
        if (joined ? !may_break(before, after) || (before == U'—' && is_digit(after)) : belongs_together(before, after)) {
            return true;
        }
    }
    return false;
}

float widest(const std::vector<TextLine>& lines) {
    return std::max_element(lines.begin(), lines.end(), [](const TextLine& a, const TextLine& b) { return a.width < b.width; })->width;
}

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

std::vector<TextLine> break_lines(std::string_view text, float width, const Advance& advance) { return Breaker{text, width, advance, For::Typing}.lines(); }

std::vector<TextLine> break_for_reading(std::string_view text, float width, const Advance& advance) {
    constexpr float Lone = 3.5F;  // characters: a shorter last line looks forgotten
    constexpr int Tries = 16;
    std::vector<TextLine> lines = Breaker{text, width, advance, For::Reading}.lines();
    const float least = std::min(Lone * advance(U'国'), 0.4F * width);
    const std::size_t count = lines.size();
    if (count < 2 || lines.back().width >= least || text[lines.back().begin - 1] == '\n') {
        return lines;
    }
    // The line before gives of its own.
    const std::size_t from = lines[count - 2].begin;
    for (int i = 1; i <= Tries; ++i) {
        const float narrower = lines[count - 2].width - advance(U'国') * 0.5F * static_cast<float>(i);
        const auto two = Breaker{text.substr(from), narrower, advance, For::Reading}.lines();
        if (two.size() > 2 || narrower < width / 2 || is_torn(text.substr(from), two)) {
            break;
        }
        if (two.size() == 2 && two.back().width >= least) {
            lines.resize(count - 2);
            for (const TextLine& line : two) {
                lines.push_back({from + line.begin, from + line.end, line.width});
            }
            break;
        }
    }
    return lines;
}

std::vector<TextLine> break_evenly(std::string_view text, float width, const Advance& advance) {
    std::vector<TextLine> best = Breaker{text, width, advance, For::Reading}.lines();
    const std::size_t count = best.size();
    if (count < 2) {
        return best;
    }
    // The narrowest room that still takes as many lines.
    float low = 0, high = width;
    while (high - low > std::max(1.0F, width / 64)) {
        const float middle = (low + high) / 2;
        auto tried = Breaker{text, middle, advance, For::Reading}.lines();
        if (tried.size() <= count && widest(tried) <= middle && !is_torn(text, tried)) {
            best = std::move(tried);
            high = middle;
        } else {
            low = middle;
        }
    }
    return best;
}

}  // namespace xz::ui
