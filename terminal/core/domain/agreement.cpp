#include "terminal/core/domain/reading.hpp"
#include "terminal/core/domain/scoring.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace xz::domain::reading {

namespace {

const Decimal TopScore{100};

// An L5's line is drawn by its mean, which any number between 1 and 5 may be.
Ratio score_at(const Indicator& indicator, const Decimal& value) {
    auto line = indicator;
    line.type = IndicatorType::Number;
    return *score_of(line, value);
}

// Whoever falls short of the threshold scores less than at it: no anchor on its worse side does as well, and the line does not begin there.
bool falls_below(const Indicator& indicator, const Decimal& threshold, const Ratio& score) {
    const bool up = indicator.direction == Direction::Up;
    const auto is_worse = [&](const Decimal& value) { return up ? value < threshold : value > threshold; };
    const auto& anchors = indicator.anchors;
    if (std::any_of(anchors.begin(), anchors.end(), [&](const Anchor& anchor) { return is_worse(anchor.value) && Ratio{anchor.score} >= score; })) return false;
    return is_worse(up ? anchors.front().value : anchors.back().value) || !is_worse(up ? indicator.limits.low : indicator.limits.high);
}

// Who stands at a threshold has the score of its level, and who falls short of it has less, so that level and score tell one story. The best
// level's threshold may also be the end of the scale; of thresholds that coincide the best one speaks.
void check_line(const Place& place, const Indicator& indicator, const Rules& rules) {
    const std::array thresholds{indicator.thresholds->pass, indicator.thresholds->good, indicator.thresholds->excellent};
    for (std::size_t at = 0; at < thresholds.size(); ++at) {
        const bool is_best = at + 1 == thresholds.size();
        if (!is_best && thresholds[at] == thresholds[at + 1]) continue;
        const auto score = score_at(indicator, thresholds[at]);
        const bool is_its = score == Ratio{rules.levels[at]} || (is_best && score == Ratio{TopScore});
        if (is_its && !falls_below(indicator, thresholds[at], score)) place.problems.push_back({place.path + ".anchors", fmt::format("less than {} short of the threshold {}", score.rounded(0), thresholds[at].text())});
        if (is_its) continue;
        place.problems.push_back({place.path + ".anchors", fmt::format("a score of {}{} at the threshold {}, not {}", rules.levels[at].text(),
                                                                       is_best ? ", or of 100 where the scale ends," : "", thresholds[at].text(), score.rounded(1))});
    }
}

// Of a choice or a count each value's score lies inside its level.
void check_steps(const Place& place, const Indicator& indicator, const std::vector<Decimal>& scores, const std::vector<Answer>& values, const Rules& rules) {
    for (std::size_t at = 0; at < scores.size(); ++at) {
        const auto level = *level_of(indicator, values[at]);
        if (level_of_score(scores[at], rules) != level)
            place.problems.push_back({fmt::format("{}.scores[{}]", place.path, at), fmt::format("a score of its level, {}, which {} is not", name_of(level), scores[at].text())});
    }
}

// The value that a limit begins at is already excellent, or every excellent one lies beyond it.
bool reaches_excellent(const WarningRule& rule, const Indicator& indicator) {
    const auto& excellent = indicator.thresholds->excellent;
    if (rule.comparison == Comparison::Below) return rule.value > excellent;
    return indicator.direction == Direction::Up ? rule.value >= excellent : rule.value <= excellent;
}

void check_warnings(const Place& place, const Indicator& indicator) {
    for (const auto& rule : indicator.warnings)
        if (reaches_excellent(rule, indicator))
            place.problems.push_back({fmt::format("{}.warnings.{}", place.path, name_of(rule.colour)), "a limit that leaves what is excellent without a warning"});
}

}  // namespace

void check_agreement(const Place& place, const Indicator& indicator, const Rules& rules) {
    if (!indicator.thresholds) return;
    std::vector<Decimal> scores;
    std::vector<Answer> values;
    for (const auto& choice : indicator.choices) {
        scores.push_back(choice.score);
        values.emplace_back(Chosen{choice.value});
    }
    for (const auto& score : indicator.scores) {
        values.emplace_back(Decimal{static_cast<std::uint32_t>(scores.size())});
        scores.push_back(score);
    }
    if (scores.empty()) check_line(place, indicator, rules);
    else check_steps(place, indicator, scores, values, rules);
    check_warnings(place, indicator);
}

}  // namespace xz::domain::reading
