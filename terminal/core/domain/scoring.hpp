// Judges one student's year: scores, levels, coverage, warnings and the overall result, all in exact arithmetic (DOMAIN 5).
#pragma once

#include "terminal/core/domain/instrument.hpp"
#include "terminal/core/domain/ratio.hpp"
#include "terminal/core/domain/status_data.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

enum class Coverage { Insufficient, Partial, Complete };  // 数据不足, 部分数据, complete
[[nodiscard]] std::string_view name_of(Coverage coverage);  // insufficient partial complete

struct IndicatorResult {
    std::string code;
    std::optional<Missing> missing;  // set when there is no value; then the rest is empty
    std::optional<Ratio> score;
    std::optional<Level> level;
    std::optional<Colour> warning;
};

struct DimensionResult {
    std::string code;
    std::optional<Ratio> score;  // nothing while coverage is insufficient
    Ratio coverage;              // 0…1, by weight
    Coverage state = Coverage::Insufficient;
    std::optional<Level> level;
};

struct Scores {
    std::vector<IndicatorResult> indicators;  // in the instrument's order, weight 0 left out
    std::vector<DimensionResult> dimensions;  // in the instrument's order
    std::optional<Ratio> overall;
    std::optional<Level> level;
    std::optional<Colour> warning;  // the student's

    [[nodiscard]] const IndicatorResult* indicator(std::string_view code) const;
    [[nodiscard]] const DimensionResult* dimension(std::string_view code) const;
};

[[nodiscard]] Scores score(const Instrument& instrument, const Sheet& sheet);

// The number that anchors, thresholds and warning rules look at: a Likert's mean. `answer` must be answered (`is_answered`).
[[nodiscard]] Ratio value_of(const Answer& answer);

// s(x) and the level of one value; nothing when it is not answered.
[[nodiscard]] std::optional<Ratio> score_of(const Indicator& indicator, const Answer& answer);
[[nodiscard]] std::optional<Level> level_of(const Indicator& indicator, const Answer& answer);
// The worst rule that holds and is no worse than `worst`; it lives in the indicator. nullptr: none.
[[nodiscard]] const WarningRule* warning_rule_of(const Indicator& indicator, const Answer& answer, const Student& student, Colour worst);
[[nodiscard]] std::optional<Colour> warning_of(const Indicator& indicator, const Answer& answer, const Student& student);

// D ≥ 90/80/60, for a dimension and for the whole.
[[nodiscard]] Level level_of_score(const Ratio& score, const Rules& rules);

using Codes = std::set<std::string, std::less<>>;

// A dimension from the named indicators only, as year against year needs it.
[[nodiscard]] DimensionResult result_over(const Dimension& dimension, const Sheet& sheet, const Codes& codes, const Rules& rules);
// A dimension from imported values only: the data level (数据水平) is its `level`. Its indicators are the I ones, and the I/V ones that
// the data answered.
[[nodiscard]] DimensionResult data_result(const Dimension& dimension, const Sheet& sheet, const Rules& rules);

// T over the dimensions that have a score, in the instrument's order; nothing when they are too few or weigh too little.
[[nodiscard]] std::optional<Ratio> overall_score(const Instrument& instrument, const std::vector<DimensionResult>& dimensions);

// Self level − data level; as much as `reflection_gap` either way prompts a reflection question.
[[nodiscard]] int perception_gap(Level self, Level data);

// The student's colour: the worst raised, with ≥ 3 yellow → orange and ≥ 2 orange → red, counting those raised by indicators.
[[nodiscard]] std::optional<Colour> merged_warning(const std::vector<Colour>& raised, const Rules& rules);

}  // namespace xz::domain
