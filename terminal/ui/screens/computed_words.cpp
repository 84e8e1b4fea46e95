#include "terminal/ui/screens/computed_words.hpp"

#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <fmt/format.h>

namespace xz::ui::screens {

std::string number(const domain::Ratio& ratio) {
    auto text = ratio.rounded(2);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::string score_formula(const Frame& frame, const domain::ComputedIndicator& how) {
    if (!how.number || !how.score) return {};
    const auto score = how.score->rounded(1);
    if (!how.segment) return frame.words("computed.listed"_t, {{"value", value_text(frame, *how.indicator, how.value.answer)}, {"score", score}});
    const auto& [from, to] = *how.segment;
    if (from.value == to.value) return frame.words("computed.end"_t, {{"value", number(*how.number)}, {"end", from.value.text()}, {"score", score}});
    const auto x = number(*how.number);
    return fmt::format("{0} + ({1} − {2}) ÷ ({3} − {2}) × ({4} − {0}) = {5}", from.score.text(), x, from.value.text(), to.value.text(), to.score.text(), score);
}

std::string mean_formula(std::span<const domain::WeighedScore> counted, int weight, const domain::Ratio& result) {
    std::string sum;
    for (const auto& part : counted) {
        if (!sum.empty()) sum += " + ";
        sum += fmt::format("{}×{}", part.weight, part.score.rounded(1));
    }
    return fmt::format("({}) ÷ {} = {}", sum, weight, result.rounded(1));
}

std::string goal_formula(const Frame& frame, const domain::Goal& goal, const domain::GoalResult& result) {
    const auto& words = frame.words;
    if (!result.attained) return std::string{words("computed.goal_open"_t)};
    const auto share = percent(*result.attained);
    switch (result.basis) {
        case domain::GoalBasis::Measured: break;
        case domain::GoalBasis::SelfReported: return words("computed.goal_self"_t, {{"share", share}});
        case domain::GoalBasis::Confirmed: return words("computed.goal_confirmed"_t, {{"share", share}});
        case domain::GoalBasis::Open: return std::string{words("computed.goal_open"_t)};
    }
    if (!goal.baseline || !goal.target || !result.actual) return words("computed.goal_self"_t, {{"share", share}});
    const auto actual = number(*result.actual);
    if (*goal.baseline == *goal.target) return words("computed.goal_hold"_t, {{"actual", actual}, {"target", goal.target->text()}, {"share", share}});
    const auto formula = fmt::format("({0} − {1}) ÷ ({2} − {1})", actual, goal.baseline->text(), goal.target->text());
    return words("computed.goal_measured"_t, {{"formula", formula}, {"share", share}});
}

std::string_view missing_text(const Frame& frame, domain::Missing missing) {
    switch (missing) {
        case domain::Missing::Unanswered: return frame.words("computed.unanswered"_t);
        case domain::Missing::Declined: return frame.words("item.declined"_t);
        case domain::Missing::NotArrived: return frame.words("item.not_arrived"_t);
        case domain::Missing::NotApplicable: break;
    }
    return frame.words("item.not_applicable"_t);
}

}  // namespace xz::ui::screens
