// The student's report (学生诊改报告) as the terminal shows it: numbers and references, no text of its own.
#pragma once

#include "terminal/core/domain/comparison.hpp"
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/scoring.hpp"
#include "terminal/core/domain/status_data.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace xz::domain {

// Last year as the platform tells it.
struct LastYear {
    std::string academic_year;
    std::optional<Decimal> overall;
    std::map<std::string, Decimal, std::less<>> dimensions;  // scores as shown then
    std::optional<Sheet> sheet;  // all values that counted then, by `instrument`; without it nothing is compared
    const Instrument* instrument = nullptr;  // the one that judged then; nullptr: the same as this year's
};

struct ReportDimension {
    std::string code;
    DimensionResult result;                // all values
    std::optional<Level> self_level;
    std::optional<Level> data_level;       // imported values only
    std::optional<int> perception_gap;     // self − data, when both are there
    bool asks_reflection = false;          // |gap| ≥ 2
    // The radar's three lines, 0–100, for drawing: the self level as the middle of its band, the score, last year's score as shown
    // then. Nothing leaves a hole.
    std::optional<double> radar_self;
    std::optional<double> radar_score;
    std::optional<double> radar_last_year;
    std::optional<Colour> warning;         // the worst of its indicators
    Change change;
    std::optional<int> completion;
    std::vector<std::string> problems;     // codes
    std::vector<std::string> causes;       // codes
    std::string gap_text;
};

struct ReportIndicator {
    IndicatorResult result;
    Resolved value;  // value, origin, 待核, observation
};

struct ReportImprovement {
    std::string dimension;
    Improvement item;
};

struct Report {
    std::string academic_year;
    Scores scores;
    int dimensions_complete = 0;
    int dimensions_partial = 0;
    int dimensions_insufficient = 0;
    bool data_arrived = false;  // any imported value at all; else 数据未到
    std::vector<ReportDimension> dimensions;
    std::vector<ReportIndicator> indicators;
    std::vector<std::string> strengths;  // dimension codes, best first, at most three, each ≥ 80
    std::vector<std::string> gaps;       // indicator codes at 待提升 or with a warning, worst first, at most six
    std::vector<ReportImprovement> improvements;
    std::vector<ReportImprovement> carried;  // what goes into next year's plan; empty for graduates
    Change change;  // of the whole, over what can be compared
    Codes compared;  // the indicators whose definitions are last year's too
};

struct ReportSources {
    const Instrument& instrument;
    const Diagnosis& diagnosis;
    const Student& student;
    const Evidence& evidence;
    const LastYear* last_year = nullptr;
};

// The sources must outlive the report: its values point into `evidence`.
[[nodiscard]] Report make_report(const ReportSources& sources);

}  // namespace xz::domain
