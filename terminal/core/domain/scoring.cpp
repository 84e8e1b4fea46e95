#include "terminal/core/domain/scoring.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace xz::domain {

namespace {

// Piecewise linear through the anchors, clamped at both ends.
Ratio interpolated(const std::vector<Anchor>& anchors, const Ratio& value) {
    const auto above = std::find_if(anchors.begin(), anchors.end(), [&](const Anchor& anchor) { return value < Ratio{anchor.value}; });
    if (above == anchors.begin()) return anchors.front().score;
    if (above == anchors.end()) return anchors.back().score;
    const auto& below = *std::prev(above);
    const Ratio share = (value - below.value) / (Ratio{above->value} - below.value);
    return below.score + share * (Ratio{above->score} - below.score);
}

bool holds(const WarningRule& rule, const Ratio& value, const Student& student) {
    if (rule.grade && *rule.grade != student.grade) return false;
    if (rule.only_when_graduating && !student.graduating) return false;
    switch (rule.comparison) {
        case Comparison::Below: return value < rule.value;
        case Comparison::Equal: return value == rule.value;
        case Comparison::AtLeast: return value >= rule.value;
    }
    return false;
}

using Chooses = std::function<bool(const Indicator&)>;

// D and C over the chosen indicators: what is not applicable leaves the denominator, what is missing lowers the coverage only.
DimensionResult accumulate(const Dimension& dimension, const Sheet& sheet, const Rules& rules, const Chooses& chooses) {
    int applicable = 0;
    int answered = 0;
    Ratio sum;
    for (const auto& indicator : dimension.indicators) {
        if (indicator.weight == 0 || !chooses(indicator)) continue;
        const auto answer = sheet.of(indicator);
        if (answer == Answer{Missing::NotApplicable}) continue;
        applicable += indicator.weight;
        if (const auto score = score_of(indicator, answer)) {
            answered += indicator.weight;
            sum += *score * indicator.weight;
        }
    }
    DimensionResult result{.code = dimension.code};
    if (applicable == 0) return result;
    result.coverage = Ratio{answered} / Ratio{applicable};
    if (result.coverage < Ratio{rules.coverage} || answered == 0) return result;
    result.state = answered == applicable ? Coverage::Complete : Coverage::Partial;
    result.score = sum / Ratio{answered};
    result.level = level_of_score(*result.score, rules);
    return result;
}

IndicatorResult judge(const Indicator& indicator, const Sheet& sheet) {
    const auto answer = sheet.of(indicator);
    IndicatorResult result{.code = indicator.code};
    if (!is_answered(answer, indicator)) {
        const auto* reason = std::get_if<Missing>(&answer);
        result.missing = reason ? *reason : Missing::Unanswered;
        return result;
    }
    result.score = score_of(indicator, answer);
    result.level = level_of(indicator, answer);
    result.warning = warning_of(indicator, answer, sheet.student);
    return result;
}

std::vector<Colour> raised_by(const std::vector<IndicatorResult>& indicators) {
    std::vector<Colour> raised;
    for (const auto& indicator : indicators)
        if (indicator.warning) raised.push_back(*indicator.warning);
    return raised;
}

template <typename Results>
auto* named(const Results& results, std::string_view code) {
    const auto found = std::find_if(results.begin(), results.end(), [&](const auto& result) { return result.code == code; });
    return found == results.end() ? nullptr : &*found;
}

}  // namespace

std::string_view name_of(Coverage coverage) {
    constexpr std::array<std::string_view, 3> names{"insufficient", "partial", "complete"};
    return names[static_cast<std::size_t>(coverage)];
}

const IndicatorResult* Scores::indicator(std::string_view code) const {
    return named(indicators, code);
}

const DimensionResult* Scores::dimension(std::string_view code) const {
    return named(dimensions, code);
}

Ratio value_of(const Answer& answer) {
    if (const auto* decimal = std::get_if<Decimal>(&answer)) return *decimal;
    if (const auto* chosen = std::get_if<Chosen>(&answer)) return chosen->value;
    const auto& items = std::get<LikertItems>(answer).items;
    int sum = 0;
    for (const auto& item : items) sum += *item;
    return Ratio{sum} / Ratio{static_cast<int>(items.size())};
}

std::optional<Ratio> score_of(const Indicator& indicator, const Answer& answer) {
    if (indicator.weight == 0 || !is_answered(answer, indicator)) return std::nullopt;
    switch (indicator.type) {
        case IndicatorType::Number:
        case IndicatorType::Likert: return interpolated(indicator.anchors, value_of(answer));
        case IndicatorType::Choice: {
            const int value = std::get<Chosen>(answer).value;
            const auto& choices = indicator.choices;
            return std::find_if(choices.begin(), choices.end(), [&](const Choice& choice) { return choice.value == value; })->score;
        }
        case IndicatorType::Count: {
            const auto last = indicator.scores.size() - 1;
            const auto count = std::get<Decimal>(answer).as_int();  // nothing when it is beyond any list
            return indicator.scores[count ? std::min(static_cast<std::size_t>(*count), last) : last];
        }
    }
    return std::nullopt;
}

std::optional<Level> level_of(const Indicator& indicator, const Answer& answer) {
    if (!indicator.thresholds || !is_answered(answer, indicator)) return std::nullopt;
    const auto value = value_of(answer);
    const auto reaches = [&](const Decimal& threshold) {
        return indicator.direction == Direction::Up ? value >= threshold : value <= threshold;
    };
    if (reaches(indicator.thresholds->excellent)) return Level::Excellent;
    if (reaches(indicator.thresholds->good)) return Level::Good;
    if (reaches(indicator.thresholds->pass)) return Level::Pass;
    return Level::Below;
}

const WarningRule* warning_rule_of(const Indicator& indicator, const Answer& answer, const Student& student, Colour worst) {
    if (indicator.warnings.empty() || !is_answered(answer, indicator)) return nullptr;
    const auto value = value_of(answer);
    const WarningRule* found = nullptr;
    for (const auto& rule : indicator.warnings)
        if (rule.colour <= worst && holds(rule, value, student) && (!found || rule.colour > found->colour)) found = &rule;
    return found;
}

std::optional<Colour> warning_of(const Indicator& indicator, const Answer& answer, const Student& student) {
    const auto* rule = warning_rule_of(indicator, answer, student, Colour::Red);
    return rule ? std::optional{rule->colour} : std::nullopt;
}

Level level_of_score(const Ratio& score, const Rules& rules) {
    const auto& [pass, good, excellent] = rules.levels;
    if (score >= excellent) return Level::Excellent;
    if (score >= good) return Level::Good;
    if (score >= pass) return Level::Pass;
    return Level::Below;
}

DimensionResult result_over(const Dimension& dimension, const Sheet& sheet, const Codes& codes, const Rules& rules) {
    return accumulate(dimension, sheet, rules, [&](const Indicator& indicator) { return codes.contains(indicator.code); });
}

DimensionResult data_result(const Dimension& dimension, const Sheet& sheet, const Rules& rules) {
    return accumulate(dimension, sheet, rules, [&](const Indicator& indicator) {
        if (indicator.source == Source::Imported) return true;
        const auto found = sheet.values.find(indicator.code);
        return found != sheet.values.end() && found->second.origin == Origin::Imported;
    });
}

int perception_gap(Level self, Level data) {
    return static_cast<int>(self) - static_cast<int>(data);
}

std::optional<Colour> merged_warning(const std::vector<Colour>& raised, const Rules& rules) {
    if (raised.empty()) return std::nullopt;
    const auto count = [&](Colour colour) { return std::count(raised.begin(), raised.end(), colour); };
    auto worst = *std::max_element(raised.begin(), raised.end());
    if (count(Colour::Yellow) >= rules.yellow_to_orange) worst = std::max(worst, Colour::Orange);
    if (count(Colour::Orange) >= rules.orange_to_red) worst = std::max(worst, Colour::Red);
    return worst;
}

std::optional<Ratio> overall_score(const Instrument& instrument, const std::vector<DimensionResult>& dimensions) {
    int counted = 0;
    int weight = 0;
    Ratio sum;
    for (std::size_t index = 0; index < dimensions.size(); ++index) {
        if (!dimensions[index].score) continue;
        const int own = instrument.dimensions[index].weight;
        ++counted;
        weight += own;
        sum += *dimensions[index].score * own;
    }
    if (counted == 0 || counted < instrument.rules.overall_dimensions || weight < instrument.rules.overall_weight) return std::nullopt;
    return sum / Ratio{weight};
}

Scores score(const Instrument& instrument, const Sheet& sheet) {
    const auto& rules = instrument.rules;
    Scores scores;
    for (const auto& dimension : instrument.dimensions) {
        for (const auto& indicator : dimension.indicators)
            if (indicator.weight > 0) scores.indicators.push_back(judge(indicator, sheet));
        scores.dimensions.push_back(accumulate(dimension, sheet, rules, [](const Indicator&) { return true; }));
    }
    const auto raised = raised_by(scores.indicators);
    scores.warning = merged_warning(raised, rules);
    scores.overall = overall_score(instrument, scores.dimensions);
    if (!scores.overall) return scores;

    auto level = level_of_score(*scores.overall, rules);
    const bool red = std::find(raised.begin(), raised.end(), Colour::Red) != raised.end();
    const auto fails = [&](const DimensionResult& result) { return result.score && *result.score < Ratio{rules.cap_below}; };
    if (red) level = std::min(level, Level::Good);
    if (std::any_of(scores.dimensions.begin(), scores.dimensions.end(), fails)) level = std::min(level, Level::Pass);
    scores.level = level;
    return scores;
}

}  // namespace xz::domain
