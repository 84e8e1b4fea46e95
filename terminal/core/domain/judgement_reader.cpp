#include "terminal/core/domain/reading.hpp"

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace xz::domain::reading {

namespace {

const Decimal Full{100};

struct Range {
    Decimal low;
    Decimal high;
};

// The values that an indicator's own numbers may speak of.
Range range_of(const Indicator& indicator) {
    switch (indicator.type) {
        case IndicatorType::Choice:
            if (indicator.choices.empty()) return {};
            return {Decimal{static_cast<std::uint32_t>(indicator.choices.front().value)},
                    Decimal{static_cast<std::uint32_t>(indicator.choices.back().value)}};
        case IndicatorType::Likert: return {Decimal{1}, Decimal{5}};
        case IndicatorType::Number:
        case IndicatorType::Count: break;
    }
    return {indicator.limits.low, indicator.limits.high};
}

void check_in_range(const Decimal& value, const Range& range, const std::string& path, Problems& problems) {
    if (value < range.low || value > range.high)
        problems.push_back({path, fmt::format("a value from {} to {}, which the indicator can take", range.low.text(), range.high.text())});
}

// One of an indicator's own values, where it has only some.
bool is_value_of(const Indicator& indicator, const Decimal& value) {
    if (indicator.type == IndicatorType::Count) return value.is_whole();
    if (indicator.type == IndicatorType::Number) return value.places() <= static_cast<std::size_t>(indicator.limits.places);
    if (indicator.type != IndicatorType::Choice) return true;
    const auto whole = value.as_int();
    return whole && std::any_of(indicator.choices.begin(), indicator.choices.end(), [&](const Choice& choice) { return choice.value == *whole; });
}

void check_score(const Decimal& score, const std::string& path, Problems& problems) {
    if (score > Full) problems.push_back({path, "a score from 0 to 100"});
}

std::optional<Thresholds> read_thresholds(json::ObjectReader& reader, const Indicator& indicator, Problems& problems) {
    const auto values = decimals(reader, "thresholds", 3, 3, problems);
    if (values.size() != 3) return std::nullopt;
    const bool up = indicator.direction == Direction::Up;
    const bool ordered = up ? std::is_sorted(values.begin(), values.end()) : std::is_sorted(values.rbegin(), values.rend());
    if (!ordered)
        reader.problem("thresholds", up ? "rising thresholds: pass ≤ good ≤ excellent" : "falling thresholds: pass ≥ good ≥ excellent");
    for (std::size_t index = 0; index < values.size(); ++index) {
        const auto path = fmt::format("{}[{}]", reader.path_of("thresholds"), index);
        check_in_range(values[index], range_of(indicator), path, problems);
        const bool by_steps = indicator.type == IndicatorType::Choice || indicator.type == IndicatorType::Count;
        if (by_steps && !is_value_of(indicator, values[index])) problems.push_back({path, indicator.type == IndicatorType::Count ? "a whole number" : "the value of a choice"});
    }
    return Thresholds{values[0], values[1], values[2]};
}

std::vector<Anchor> read_anchors(json::ObjectReader& reader, const Indicator& indicator, Problems& problems) {
    std::vector<Anchor> anchors;
    const bool up = indicator.direction == Direction::Up;
    reader.each("anchors", 2, 12, [&](const json::Value& value, const std::string& path) {
        const auto* pair = value.if_array();
        if (!pair || pair->size() != 2) {
            problems.push_back({path, "a pair of value and score"});
            return;
        }
        Anchor anchor{decimal_at({pair->at(0), path + "[0]", problems}), decimal_at({pair->at(1), path + "[1]", problems})};
        check_in_range(anchor.value, range_of(indicator), path + "[0]", problems);
        check_score(anchor.score, path + "[1]", problems);
        if (!anchors.empty()) {
            const auto& before = anchors.back();
            if (anchor.value <= before.value) problems.push_back({path + "[0]", "a value above the one before"});
            if (up ? anchor.score < before.score : anchor.score > before.score)
                problems.push_back({path + "[1]", up ? "a score not under the one before" : "a score not over the one before"});
        }
        anchors.push_back(std::move(anchor));
    });
    return anchors;
}

// By value: they run with the indicator's direction.
std::vector<Decimal> read_scores(json::ObjectReader& reader, const Indicator& indicator, std::size_t min, std::size_t max, Problems& problems) {
    auto scores = decimals(reader, "scores", min, max, problems);
    const bool up = indicator.direction == Direction::Up;
    for (std::size_t index = 0; index < scores.size(); ++index) {
        const auto path = fmt::format("{}[{}]", reader.path_of("scores"), index);
        check_score(scores[index], path, problems);
        if (index > 0 && (up ? scores[index] < scores[index - 1] : scores[index] > scores[index - 1]))
            problems.push_back({path, up ? "a score not under the one before" : "a score not over the one before"});
    }
    return scores;
}

void read_when(json::ObjectReader& rule_reader, WarningRule& rule, Problems& problems) {
    const auto* value = rule_reader.optional_member("when");
    if (!value) return;
    json::ObjectReader clause{*value, rule_reader.path_of("when"), problems};
    if (const auto grade = clause.optional_integer("grade", 1, 3)) rule.grade = static_cast<int>(*grade);
    rule.only_when_graduating = flag(clause, "graduating");
    if (!rule.grade && !rule.only_when_graduating) rule_reader.problem("when", "a grade or \"graduating\": true");
    clause.refuse_unknown();
}

WarningRule read_warning(const Place& place, Colour colour, const Indicator& indicator) {
    constexpr std::array<std::string_view, 3> keys{"below", "equal", "at_least"};
    auto reader = place.object();
    WarningRule rule{.colour = colour, .comparison = Comparison::Below, .value = {}, .grade = {}};
    int comparisons = 0;
    for (std::size_t index = 0; index < keys.size(); ++index) {
        const auto* value = reader.optional_member(keys[index]);
        if (!value) continue;
        ++comparisons;
        rule.comparison = static_cast<Comparison>(index);
        rule.value = decimal_at({*value, reader.path_of(keys[index]), place.problems});
        check_in_range(rule.value, range_of(indicator), reader.path_of(keys[index]), place.problems);
        const bool by_steps = rule.comparison == Comparison::Equal || indicator.type == IndicatorType::Choice;
        if (by_steps && !is_value_of(indicator, rule.value)) reader.problem(keys[index], "a value that the indicator can take");
    }
    if (comparisons != 1) place.problem("exactly one of below, equal, at_least");
    const bool up = indicator.direction == Direction::Up;
    if (rule.comparison == (up ? Comparison::AtLeast : Comparison::Below) && comparisons == 1)
        place.problem(up ? "below or equal, more being better" : "at_least or equal, less being better");
    read_when(reader, rule, place.problems);
    if (rule.grade && std::find(indicator.exemption.grades.begin(), indicator.exemption.grades.end(), *rule.grade) != indicator.exemption.grades.end())
        reader.problem("when", "a year of study in which the indicator applies");
    reader.refuse_unknown();
    return rule;
}

// Both colours at once of one student: of rules for two different years of study one holds at most.
bool can_meet(const WarningRule& left, const WarningRule& right) {
    return !left.grade || !right.grade || *left.grade == *right.grade;
}

// A worse colour is harder to raise than a milder one: by its limit, or by a clause where the limits are the same.
bool is_harder(const WarningRule& worse, const WarningRule& milder, Direction direction) {
    if (worse.value != milder.value) return direction == Direction::Up ? worse.value < milder.value : worse.value > milder.value;
    if (worse.comparison != milder.comparison) return milder.comparison == Comparison::Equal && worse.comparison == Comparison::Below;
    return (worse.grade && !milder.grade) || (worse.only_when_graduating && !milder.only_when_graduating);
}

std::vector<WarningRule> read_warnings(json::ObjectReader& reader, const Indicator& indicator, Problems& problems) {
    constexpr std::array<std::string_view, 3> colours{"yellow", "orange", "red"};
    std::vector<WarningRule> rules;
    const auto* value = reader.optional_member("warnings");
    if (!value) return rules;
    json::ObjectReader entry{*value, reader.path_of("warnings"), problems};
    for (std::size_t index = 0; index < colours.size(); ++index) {
        const auto* rule = entry.optional_member(colours[index]);
        if (!rule) continue;
        rules.push_back(read_warning({*rule, entry.path_of(colours[index]), problems}, static_cast<Colour>(index), indicator));
        const auto& worse = rules.back();
        const auto crosses = [&](const WarningRule& milder) {
            return milder.colour != worse.colour && can_meet(milder, worse) && !is_harder(worse, milder, indicator.direction);
        };
        if (std::any_of(rules.begin(), rules.end(), crosses)) entry.problem(colours[index], "a limit no easier to reach than the milder colour's");
    }
    entry.refuse_unknown();
    return rules;
}

void read_choice_scores(json::ObjectReader& reader, Indicator& indicator, Problems& problems) {
    const auto scores = read_scores(reader, indicator, indicator.choices.size(), indicator.choices.size(), problems);
    for (std::size_t index = 0; index < scores.size(); ++index) indicator.choices[index].score = scores[index];
}

}  // namespace

void read_judgement(const Place& place, Indicator& indicator) {
    auto reader = place.object();
    indicator.weight = static_cast<int>(reader.integer("weight", 0, 100));
    if (indicator.weight > 0) {
        indicator.thresholds = read_thresholds(reader, indicator, place.problems);
        switch (indicator.type) {
            case IndicatorType::Number:
            case IndicatorType::Likert: indicator.anchors = read_anchors(reader, indicator, place.problems); break;
            case IndicatorType::Choice: read_choice_scores(reader, indicator, place.problems); break;
            case IndicatorType::Count: indicator.scores = read_scores(reader, indicator, 2, 20, place.problems); break;
        }
        indicator.warnings = read_warnings(reader, indicator, place.problems);
    }
    reader.refuse_unknown();
}

}  // namespace xz::domain::reading
