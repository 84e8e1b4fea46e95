#include "terminal/core/domain/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace xz::domain {

namespace {

constexpr std::array<std::string_view, 4> MissingNames{"unanswered", "declined", "not_arrived", "not_applicable"};

std::optional<std::string> fault_of_number(const Decimal& value, const Indicator& indicator, Strictness strictness) {
    const bool count = indicator.type == IndicatorType::Count;
    if (!count && indicator.type != IndicatorType::Number) return "another type of answer";
    if (count && !value.is_whole()) return "a whole number";
    if (strictness == Strictness::Computation) return std::nullopt;
    const auto& [low, high, places] = indicator.limits;
    if (value < low || value > high || value.places() > static_cast<std::size_t>(places))
        return fmt::format("a number from {} to {} with at most {} decimals", low.text(), high.text(), places);
    return std::nullopt;
}

std::optional<std::string> fault_of_choice(Chosen chosen, const Indicator& indicator) {
    if (indicator.type != IndicatorType::Choice) return "another type of answer";
    const auto& choices = indicator.choices;
    if (std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) { return choice.value == chosen.value; }))
        return std::nullopt;
    return fmt::format("a choice from {} to {}", choices.front().value, choices.back().value);
}

std::optional<std::string> fault_of_items(const LikertItems& answer, const Indicator& indicator, Strictness strictness) {
    if (indicator.type != IndicatorType::Likert) return "another type of answer";
    if (strictness == Strictness::Form && answer.items.size() != indicator.items.size())
        return fmt::format("a list of {} items", indicator.items.size());
    const auto wrong = [](const std::optional<int>& item) { return item && (*item < 1 || *item > 5); };
    if (std::any_of(answer.items.begin(), answer.items.end(), wrong)) return "items from 1 to 5";
    return std::nullopt;
}

}  // namespace

bool LikertItems::complete(std::size_t expected) const {
    return items.size() == expected && std::all_of(items.begin(), items.end(), [](const auto& item) { return item.has_value(); });
}

Answer Answers::of(std::string_view code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? Answer{Missing::Unanswered} : found->second;
}

void Answers::set(std::string_view code, Answer answer) {
    by_code_.insert_or_assign(std::string{code}, std::move(answer));
}

void Answers::erase(std::string_view code) {
    if (const auto found = by_code_.find(code); found != by_code_.end()) by_code_.erase(found);
}

bool is_answered(const Answer& answer, const Indicator& indicator) {
    if (std::holds_alternative<Missing>(answer) || fault_of(answer, indicator, Strictness::Computation)) return false;
    const auto* items = std::get_if<LikertItems>(&answer);
    return !items || items->complete(indicator.items.size());
}

std::string_view name_of(Missing missing) {
    return MissingNames[static_cast<std::size_t>(missing)];
}

std::optional<Missing> missing_from(std::string_view name) {
    const auto found = std::find(MissingNames.begin(), MissingNames.end(), name);
    if (found == MissingNames.end()) return std::nullopt;
    return static_cast<Missing>(found - MissingNames.begin());
}

std::optional<std::string> fault_of(const Answer& answer, const Indicator& indicator, Strictness strictness) {
    if (const auto* value = std::get_if<Decimal>(&answer)) return fault_of_number(*value, indicator, strictness);
    if (const auto* chosen = std::get_if<Chosen>(&answer)) return fault_of_choice(*chosen, indicator);
    if (const auto* items = std::get_if<LikertItems>(&answer)) return fault_of_items(*items, indicator, strictness);
    return std::nullopt;
}

}  // namespace xz::domain
