// The self-diagnosis form together with the standard that judges it (诊断量表与发展标准): all of it published data (DOMAIN 4).
#pragma once

#include "terminal/core/domain/indicator.hpp"
#include "terminal/core/domain/rules.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

struct Dimension {
    std::string code;  // "XY"
    Label name;        // 学业发展
    Label short_name;  // for the radar's corners
    Label about;       // one line over the page
    int weight = 0;    // per cent of the whole
    std::vector<Indicator> indicators;
};

// A code with its text: a problem code, a cause.
struct Term {
    std::string code;
    Label label;
    std::string dimension;  // "" when it fits every dimension
};

// A free text of the overall page or of a dimension's page.
struct TextItem {
    std::string code;  // "gained"
    Label label;
    Label placeholder;
    int max_characters = 0;  // code points
    bool opens_feedback = false;  // 可转为反馈
};

struct TextLimits {
    int completion = 0;   // code points, as all of these
    int gap = 0;
    int improvement = 0;
    int improvements = 0;  // entries a dimension
    int exception = 0;     // the reason for diagnosing without a plan
    int plan = 0;          // the plan's header texts, and the mid-year check's summary
    int goal = 0;
    int goals = 0;         // entries a dimension
    int measure = 0;
    int measures = 0;      // entries a goal
    int expected = 0;      // the expected result
    int support = 0;       // the support needed
    int note = 0;          // about a goal, a measure or a warning
};

struct Instrument {
    std::string name;      // "self-diagnosis"
    int version = 0;
    std::string standard;  // "development-standard@1"
    Label title;
    Label book_title;      // 学业生涯规划书: the plan book's title is data
    Label standard_title;  // 学生发展标准
    Label introduction;
    std::vector<Dimension> dimensions;
    std::vector<std::string> retired;  // codes of earlier versions that are asked no more and never come back
    std::array<Label, 5> likert;  // 从不 … 总是
    std::array<Label, 4> levels;  // 待提升 … 优秀
    std::vector<int> completion_steps;  // 0 25 50 75 100
    std::vector<Term> problems;
    std::vector<Term> causes;
    std::vector<TextItem> texts;  // the overall page
    TextLimits limits;
    Rules rules;

    [[nodiscard]] std::string id() const;  // "self-diagnosis@1"
    [[nodiscard]] const Indicator* find(std::string_view code) const;
    [[nodiscard]] const Dimension* dimension(std::string_view code) const;
    [[nodiscard]] const Label& label_of(Level level) const { return levels[static_cast<std::size_t>(level) - 1]; }
    // The problem codes that a dimension's page offers.
    [[nodiscard]] std::vector<Term> problems_of(std::string_view dimension) const;
};

}  // namespace xz::domain
