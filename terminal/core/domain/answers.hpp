// What is known of a student's indicators: for each a value, or one of four reasons why there is none (DOMAIN 3).
#pragma once

#include "terminal/core/domain/decimal.hpp"
#include "terminal/core/domain/indicator.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xz::domain {

// 未填, 不愿回答, 数据未到, 不适用.
enum class Missing { Unanswered, Declined, NotArrived, NotApplicable };

// The chosen entry's value.
struct Chosen {
    int value = 0;
    friend bool operator==(const Chosen&, const Chosen&) = default;
};

// One entry an item, 1–5; an item that was not touched is empty.
struct LikertItems {
    std::vector<std::optional<int>> items;
    // Answered only when all its items are (DOMAIN 5).
    [[nodiscard]] bool complete(std::size_t expected) const;
    friend bool operator==(const LikertItems&, const LikertItems&) = default;
};

// A number or a count is a Decimal.
using Answer = std::variant<Missing, Decimal, Chosen, LikertItems>;

class Answers {
public:
    // Unanswered for a code that was never set.
    [[nodiscard]] Answer of(std::string_view code) const;
    void set(std::string_view code, Answer answer);
    void erase(std::string_view code);
    [[nodiscard]] const std::map<std::string, Answer, std::less<>>& all() const { return by_code_; }
    friend bool operator==(const Answers&, const Answers&) = default;

private:
    std::map<std::string, Answer, std::less<>> by_code_;
};

// Is it a value of the indicator's type with nothing left open? An L5 with an untouched item is not.
[[nodiscard]] bool is_answered(const Answer& answer, const Indicator& indicator);

[[nodiscard]] std::string_view name_of(Missing missing);  // unanswered declined not_arrived not_applicable
[[nodiscard]] std::optional<Missing> missing_from(std::string_view name);

// What is wrong with an answer for this indicator: its type, the range of a choice or item, input limits. Empty when nothing is.
enum class Strictness { Form, Computation };  // Computation: any decimal ≥ 0, no input limits
[[nodiscard]] std::optional<std::string> fault_of(const Answer& answer, const Indicator& indicator, Strictness strictness);

}  // namespace xz::domain
