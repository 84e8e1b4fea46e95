#include "terminal/core/domain/scoring.hpp"

#include "terminal/core/domain/computed.hpp"

#include <algorithm>
#include <array>

namespace xz::domain {

namespace {

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

IndicatorResult judge(const Indicator& indicator, const Sheet& sheet) {
    const auto how = computed(indicator, sheet);
    IndicatorResult result{.code = indicator.code, .score = how.score, .level = how.level};
    if (how.raised) result.warning = how.raised->colour;
    if (how.number) return result;
    const auto* reason = std::get_if<Missing>(&how.value.answer);
    result.missing = reason ? *reason : Missing::Unanswered;
    return result;
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
    return computed(dimension, sheet, rules, [&](const Indicator& indicator) { return codes.contains(indicator.code); }).result;
}

DimensionResult data_result(const Dimension& dimension, const Sheet& sheet, const Rules& rules) {
    const auto chooses = [&](const Indicator& indicator) {
        if (indicator.source == Source::Imported) return true;
        const auto found = sheet.values.find(indicator.code);
        return found != sheet.values.end() && found->second.origin == Origin::Imported;
    };
    return computed(dimension, sheet, rules, chooses).result;
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
    return computed_overall(instrument, {}, dimensions).score;
}

Scores score(const Instrument& instrument, const Sheet& sheet) {
    Scores scores;
    for (const auto& dimension : instrument.dimensions) {
        for (const auto& indicator : dimension.indicators)
            if (indicator.weight > 0) scores.indicators.push_back(judge(indicator, sheet));
        scores.dimensions.push_back(computed(dimension, sheet, instrument.rules).result);
    }
    const auto overall = computed_overall(instrument, scores.indicators, scores.dimensions);
    scores.overall = overall.score;
    scores.level = overall.level;
    scores.warning = overall.warning;
    return scores;
}

}  // namespace xz::domain
