#include "terminal/core/domain/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace xz::domain {

namespace {

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

// Takes the digits that `text` begins with.
std::string_view take_digits(std::string_view& text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) {
        ++count;
    }
    const auto digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

// Takes "e±digits"; nothing when it is malformed or far beyond MaxDigits.
std::optional<int> take_exponent(std::string_view& text) {
    if (text.empty() || (text.front() != 'e' && text.front() != 'E')) {
        return 0;
    }
    text.remove_prefix(1);
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        text.remove_prefix(1);
    }
    const auto digits = take_digits(text);
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc{} || value > 1'000'000) {
        return std::nullopt;
    }
    return negative ? -value : value;
}

std::string_view whole_part(std::string_view text) {
    return text.substr(0, text.find('.'));
}

std::string_view fraction_part(std::string_view text) {
    const auto point = text.find('.');
    return point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
}

}  // namespace

Decimal::Decimal(std::uint32_t whole) : text_{std::to_string(whole)} {}

std::optional<Decimal> Decimal::parse(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) {
        text.remove_prefix(1);
    }
    const auto whole = take_digits(text);
    if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) {
        return std::nullopt;
    }
    std::string_view fraction;
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        fraction = take_digits(text);
        if (fraction.empty()) {
            return std::nullopt;
        }
    }
    const auto exponent = take_exponent(text);
    if (!exponent || !text.empty() || whole.size() + fraction.size() > MaxDigits) {
        return std::nullopt;
    }

    std::string digits{whole};
    digits += fraction;
    const auto first = digits.find_first_not_of('0');
    if (first == std::string::npos) {
        return Decimal{};
    }
    if (negative) {
        return std::nullopt;
    }
    // The decimal point stands before digits[point]; both ends are trimmed to the digits that say something.
    long point = static_cast<long>(whole.size()) + *exponent - static_cast<long>(first);
    digits.erase(0, first);
    digits.erase(digits.find_last_not_of('0') + 1);
    const auto size = static_cast<long>(digits.size());
    if (std::max(point, size) + std::max(-point, 0L) > static_cast<long>(MaxDigits)) {
        return std::nullopt;
    }

    Decimal result;
    if (point <= 0) {
        result.text_ = "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    } else if (point >= size) {
        result.text_ = digits + std::string(static_cast<std::size_t>(point - size), '0');
    } else {
        result.text_ = digits.substr(0, static_cast<std::size_t>(point)) + "." + digits.substr(static_cast<std::size_t>(point));
    }
    return result;
}

bool Decimal::is_whole() const {
    return text_.find('.') == std::string::npos;
}

std::size_t Decimal::places() const {
    return fraction_part(text_).size();
}

std::optional<int> Decimal::as_int() const {
    int value = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    if (!is_whole() || error != std::errc{}) {
        return std::nullopt;
    }
    return value;
}

double Decimal::approximate() const {
    double value = 0;
    std::from_chars(text_.data(), text_.data() + text_.size(), value);
    return value;
}

std::strong_ordering operator<=>(const Decimal& left, const Decimal& right) {
    const auto left_whole = whole_part(left.text_);
    const auto right_whole = whole_part(right.text_);
    if (left_whole.size() != right_whole.size()) {
        return left_whole.size() <=> right_whole.size();
    }
    if (const auto order = left_whole <=> right_whole; order != 0) {
        return order;
    }
    // Without zeros at their ends, fractions order as text does.
    return fraction_part(left.text_) <=> fraction_part(right.text_);
}

}  // namespace xz::domain
