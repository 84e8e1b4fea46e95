// An exact number: scores are computed with it and rounded only where they are shown (DOMAIN 5, "Score").
#pragma once

#include "terminal/core/domain/decimal.hpp"

#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace xz::domain {

class Ratio {
public:
    Ratio();  // 0
    Ratio(int whole);  // NOLINT: a whole number is a ratio
    Ratio(const Decimal& decimal);  // NOLINT: a decimal is a ratio

    // "n/d" or "n", as `text` writes it; nothing for anything else.
    [[nodiscard]] static std::optional<Ratio> parse(std::string_view text);
    // Exact and in lowest terms: "247/3", "-1/2", "80". What storage keeps when more is to be computed later.
    [[nodiscard]] std::string text() const;
    // Rounded half up (away from zero) to `places` decimals, all of them written: 72 → "72.0".
    [[nodiscard]] std::string rounded(int places) const;
    // For drawing only.
    [[nodiscard]] double approximate() const;

    friend Ratio operator+(const Ratio& left, const Ratio& right);
    friend Ratio operator-(const Ratio& left, const Ratio& right);
    friend Ratio operator*(const Ratio& left, const Ratio& right);
    friend Ratio operator/(const Ratio& left, const Ratio& right);  // asserts right ≠ 0
    Ratio& operator+=(const Ratio& other) { return *this = *this + other; }
    friend bool operator==(const Ratio& left, const Ratio& right);
    friend std::strong_ordering operator<=>(const Ratio& left, const Ratio& right);

private:
    struct Exact;
    explicit Ratio(Exact&& exact);
    std::shared_ptr<const Exact> exact_;  // shared because it never changes: a copy costs no allocation
};

}  // namespace xz::domain
