// A decimal as a person writes it, kept digit by digit: what forms, imports and wire forms carry.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xz::domain {

// Always ≥ 0 and always in one spelling ("72.5", "0", "10"): no sign, no exponent, no zeros that say nothing.
class Decimal {
public:
    static constexpr std::size_t MaxDigits = 400;  // what a number may take written out; more is refused, not computed with

    Decimal() = default;  // 0
    explicit Decimal(std::uint32_t whole);

    // Takes what a JSON number may look like, exponent included. Nothing for other text, for numbers below zero, and for
    // numbers that take more than MaxDigits digits to write out.
    [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool is_whole() const;
    [[nodiscard]] std::size_t places() const;  // digits after the point
    // The value when it is whole and fits; nothing otherwise.
    [[nodiscard]] std::optional<int> as_int() const;
    // For sliders and drawing only; never computed from.
    [[nodiscard]] double approximate() const;

    friend bool operator==(const Decimal&, const Decimal&) = default;
    friend std::strong_ordering operator<=>(const Decimal& left, const Decimal& right);

private:
    std::string text_ = "0";
};

}  // namespace xz::domain
