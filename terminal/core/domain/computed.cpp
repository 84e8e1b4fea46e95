#include "terminal/core/domain/computed.hpp"

#include <algorithm>

namespace xz::domain {

namespace {

// Where the value lies between the anchors, clamped at both ends.
Segment segment_of(const std::vector<Anchor>& anchors, const Ratio& value) {
    const auto above = std::find_if(anchors.begin(), anchors.end(), [&](const Anchor& anchor) { return value < Ratio{anchor.value}; });
    if (above == anchors.begin()) return {anchors.front(), anchors.front()};
    if (above == anchors.end()) return {anchors.back(), anchors.back()};
    return {*std::prev(above), *above};
}

Ratio interpolated(const Segment& segment, const Ratio& value) {
    const auto& [from, to] = segment;
    if (from.value == to.value) return from.score;
    const Ratio share = (value - from.value) / (Ratio{to.value} - from.value);
    return from.score + share * (Ratio{to.score} - from.score);
}

Ratio score_of_choice(const Indicator& indicator, int value) {
    const auto& choices = indicator.choices;
    return std::find_if(choices.begin(), choices.end(), [&](const Choice& choice) { return choice.value == value; })->score;
}

Ratio score_of_count(const Indicator& indicator, const Decimal& value) {
    const auto last = indicator.scores.size() - 1;
    const auto count = value.as_int();  // nothing when it is beyond any list
    return indicator.scores[count ? std::min(static_cast<std::size_t>(*count), last) : last];
}

std::optional<Segment> segment_of(const Indicator& indicator, const Answer& answer) {
    const bool by_anchors = indicator.type == IndicatorType::Number || indicator.type == IndicatorType::Likert;
    if (!by_anchors || indicator.weight == 0 || !is_answered(answer, indicator)) return std::nullopt;
    return segment_of(indicator.anchors, value_of(answer));
}

}  // namespace

std::optional<Ratio> score_of(const Indicator& indicator, const Answer& answer) {
    if (indicator.weight == 0 || !is_answered(answer, indicator)) return std::nullopt;
    switch (indicator.type) {
        case IndicatorType::Number:
        case IndicatorType::Likert: return interpolated(*segment_of(indicator, answer), value_of(answer));
        case IndicatorType::Choice: return score_of_choice(indicator, std::get<Chosen>(answer).value);
        case IndicatorType::Count: return score_of_count(indicator, std::get<Decimal>(answer));
    }
    return std::nullopt;
}

ComputedIndicator computed(const Indicator& indicator, const Sheet& sheet) {
    ComputedIndicator how{.indicator = &indicator};
    if (const auto found = sheet.values.find(indicator.code); found != sheet.values.end()) how.value = found->second;
    how.value.answer = sheet.of(indicator);
    const auto& answer = how.value.answer;
    if (!is_answered(answer, indicator)) return how;
    how.number = value_of(answer);
    how.segment = segment_of(indicator, answer);
    how.score = score_of(indicator, answer);
    how.level = level_of(indicator, answer);
    how.raised = warning_rule_of(indicator, answer, sheet.student, Colour::Red);
    return how;
}

ComputedDimension computed(const Dimension& dimension, const Sheet& sheet, const Rules& rules, const Chooses& chooses) {
    ComputedDimension how;
    for (const auto& indicator : dimension.indicators) {
        if (indicator.weight == 0 || !chooses(indicator)) continue;
        const auto answer = sheet.of(indicator);
        if (answer == Answer{Missing::NotApplicable}) {
            how.exempt.push_back(indicator.code);
            continue;
        }
        how.applicable += indicator.weight;
        if (const auto score = score_of(indicator, answer)) {
            how.answered += indicator.weight;
            how.sum += *score * indicator.weight;
            how.counted.push_back({.code = indicator.code, .weight = indicator.weight, .score = *score});
        } else {
            const auto* reason = std::get_if<Missing>(&answer);
            how.open.push_back({.code = indicator.code, .weight = indicator.weight, .reason = reason ? *reason : Missing::Unanswered});
        }
    }
    auto& result = how.result;
    result.code = dimension.code;
    if (how.applicable == 0) return how;
    result.coverage = Ratio{how.answered} / Ratio{how.applicable};
    if (result.coverage < Ratio{rules.coverage} || how.answered == 0) return how;
    result.state = how.answered == how.applicable ? Coverage::Complete : Coverage::Partial;
    result.score = how.sum / Ratio{how.answered};
    result.level = level_of_score(*result.score, rules);
    return how;
}

ComputedDimension computed(const Dimension& dimension, const Sheet& sheet, const Rules& rules) {
    return computed(dimension, sheet, rules, [](const Indicator&) { return true; });
}

ComputedOverall computed_overall(const Instrument& instrument, const std::vector<IndicatorResult>& indicators, const std::vector<DimensionResult>& dimensions) {
    const auto& rules = instrument.rules;
    ComputedOverall how;
    std::vector<Colour> raised;
    for (const auto& indicator : indicators) {
        if (!indicator.warning) continue;
        raised.push_back(*indicator.warning);
        if (indicator.warning == Colour::Yellow) ++how.yellow;
        if (indicator.warning == Colour::Orange) ++how.orange;
        if (indicator.warning == Colour::Red) how.red.push_back(indicator.code);
    }
    how.warning = merged_warning(raised, rules);
    for (std::size_t index = 0; index < dimensions.size(); ++index) {
        const auto& dimension = dimensions[index];
        if (!dimension.score) {
            how.left_out.push_back(dimension.code);
            continue;
        }
        const int weight = instrument.dimensions[index].weight;
        how.weight += weight;
        how.sum += *dimension.score * weight;
        how.counted.push_back({.code = dimension.code, .weight = weight, .score = *dimension.score});
        if (*dimension.score < Ratio{rules.cap_below}) how.low.push_back(dimension.code);
    }
    const bool enough = !how.counted.empty() && static_cast<int>(how.counted.size()) >= rules.overall_dimensions && how.weight >= rules.overall_weight;
    if (!enough) return how;
    how.score = how.sum / Ratio{how.weight};
    how.by_score = level_of_score(*how.score, rules);
    how.level = how.by_score;
    if (!how.red.empty()) how.level = std::min(*how.level, Level::Good);
    if (!how.low.empty()) how.level = std::min(*how.level, Level::Pass);
    return how;
}

}  // namespace xz::domain
