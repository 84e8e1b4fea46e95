#include "terminal/core/domain/ratio.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <cassert>
#include <charconv>
#include <cstdint>

namespace xz::domain {

namespace {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Most numbers are short and take the quick way. cpp_int reads a leading zero as the mark of an octal number.
Integer integer_from(std::string_view digits) {
    constexpr std::size_t quick = 18;
    if (digits.size() <= quick) {
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    const auto first = digits.find_first_not_of('0');
    return first == std::string_view::npos ? Integer{0} : Integer{std::string{digits.substr(first)}};
}

Rational rational_from(const Decimal& decimal) {
    const auto& text = decimal.text();
    const auto point = text.find('.');
    if (point == std::string::npos) {
        return Rational{integer_from(text)};
    }
    const auto places = text.size() - point - 1;
    Integer scale = boost::multiprecision::pow(Integer{10}, static_cast<unsigned>(places));
    return Rational{integer_from(text.substr(0, point) + text.substr(point + 1)), scale};
}

}  // namespace

struct Ratio::Exact {
    Rational value;
};

Ratio::Ratio(Exact&& exact) : exact_{std::make_shared<const Exact>(std::move(exact))} {}
Ratio::Ratio() : Ratio{0} {}
Ratio::Ratio(int whole) : Ratio{Exact{Rational{whole}}} {}
Ratio::Ratio(const Decimal& decimal) : Ratio{Exact{rational_from(decimal)}} {}

std::optional<Ratio> Ratio::parse(std::string_view text) {
    constexpr std::size_t longest = 4096;  // far above what any sum of scores makes
    if (text.size() > longest) {
        return std::nullopt;
    }
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) {
        text.remove_prefix(1);
    }
    const auto slash = text.find('/');
    const auto over = text.substr(0, slash);
    const auto under = slash == std::string_view::npos ? std::string_view{"1"} : text.substr(slash + 1);
    if (!all_digits(over) || !all_digits(under)) {
        return std::nullopt;
    }
    const Integer denominator = integer_from(under);
    if (denominator == 0) {
        return std::nullopt;
    }
    const Rational value{integer_from(over), denominator};
    return Ratio{Exact{negative ? Rational{-value} : value}};
}

std::string Ratio::text() const {
    const Integer over = numerator(exact_->value);
    const Integer under = denominator(exact_->value);
    return under == 1 ? over.str() : over.str() + "/" + under.str();
}

std::string Ratio::rounded(int places) const {
    const Integer scale = boost::multiprecision::pow(Integer{10}, static_cast<unsigned>(places));
    const bool negative = exact_->value < 0;
    const Rational size = abs(exact_->value) * scale;
    const Integer units = (2 * numerator(size) + denominator(size)) / (2 * denominator(size));
    auto digits = units.str();
    const auto least = static_cast<std::size_t>(places) + 1;
    if (digits.size() < least) {
        digits.insert(0, least - digits.size(), '0');
    }
    if (places > 0) {
        digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
    }
    return negative && units != 0 ? "-" + digits : digits;
}

double Ratio::approximate() const {
    return exact_->value.convert_to<double>();
}

Ratio operator+(const Ratio& left, const Ratio& right) {
    return Ratio{Ratio::Exact{left.exact_->value + right.exact_->value}};
}
Ratio operator-(const Ratio& left, const Ratio& right) {
    return Ratio{Ratio::Exact{left.exact_->value - right.exact_->value}};
}
Ratio operator*(const Ratio& left, const Ratio& right) {
    return Ratio{Ratio::Exact{left.exact_->value * right.exact_->value}};
}
Ratio operator/(const Ratio& left, const Ratio& right) {
    assert(right.exact_->value != 0);
    return Ratio{Ratio::Exact{left.exact_->value / right.exact_->value}};
}
bool operator==(const Ratio& left, const Ratio& right) {
    return left.exact_->value == right.exact_->value;
}
std::strong_ordering operator<=>(const Ratio& left, const Ratio& right) {
    const int order = left.exact_->value.compare(right.exact_->value);
    return order <=> 0;
}

}  // namespace xz::domain
