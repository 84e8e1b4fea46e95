// How each number of a report came to be (DOMAIN 6, "how this was computed"): values, weights, segments and sums as data, no texts. Scoring
// takes its results from here, so that what is explained is what was computed.
#pragma once

#include "terminal/core/domain/scoring.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace xz::domain {

// The two anchors that a value lies between, s = from.score + (x − from.value)/(to.value − from.value)·(to.score − from.score); both are the
// same where the value is clamped to an end.
struct Segment {
    Anchor from;
    Anchor to;
};

// Of an indicator that is judged (weight > 0).
struct ComputedIndicator {
    const Indicator* indicator = nullptr;  // lives in the instrument
    Resolved value;                        // the answer with its origin, 待核, and the observation it comes from; or why there is none
    std::optional<Ratio> number;           // what anchors, thresholds and warnings look at; nothing when not answered
    std::optional<Segment> segment;        // Number and Likert
    std::optional<Ratio> score;
    std::optional<Level> level;
    const WarningRule* raised = nullptr;   // the worst rule that holds; lives in the instrument
};
[[nodiscard]] ComputedIndicator computed(const Indicator& indicator, const Sheet& sheet);

struct WeighedScore {
    std::string code;
    int weight = 0;  // per cent
    Ratio score;
};

struct OpenWeight {
    std::string code;
    int weight = 0;
    Missing reason = Missing::Unanswered;
};

// D = Σwᵢsᵢ/Σwᵢ over `counted`, C = Σw(counted)/Σw(counted and open).
struct ComputedDimension {
    std::vector<WeighedScore> counted;  // indicators, in the instrument's order
    std::vector<OpenWeight> open;       // indicators that lower the coverage and nothing else
    std::vector<std::string> exempt;    // 不适用: in no sum
    int answered = 0;                   // Σw of counted
    int applicable = 0;                 // Σw of counted and open
    Ratio sum;                          // Σw·s
    DimensionResult result;
};
using Chooses = std::function<bool(const Indicator&)>;
[[nodiscard]] ComputedDimension computed(const Dimension& dimension, const Sheet& sheet, const Rules& rules);
// Over the chosen indicators only.
[[nodiscard]] ComputedDimension computed(const Dimension& dimension, const Sheet& sheet, const Rules& rules, const Chooses& chooses);

// T = ΣW·D/ΣW over `counted`, where there are enough of them and they weigh enough; then what holds its level down.
struct ComputedOverall {
    std::vector<WeighedScore> counted;   // dimensions, in the instrument's order
    std::vector<std::string> left_out;   // dimensions without a score
    int weight = 0;                      // ΣW of counted
    Ratio sum;                           // ΣW·D
    std::optional<Ratio> score;
    std::optional<Level> by_score;       // by the score alone
    std::vector<std::string> low;        // dimensions under `cap_below`: 合格 at most
    std::vector<std::string> red;        // indicators that raised a red: 良好 at most
    std::optional<Level> level;
    int yellow = 0;                      // raised by indicators
    int orange = 0;
    std::optional<Colour> warning;       // the student's: the worst raised or merged
};
[[nodiscard]] ComputedOverall computed_overall(const Instrument& instrument, const std::vector<IndicatorResult>& indicators,
                                               const std::vector<DimensionResult>& dimensions);

}  // namespace xz::domain
