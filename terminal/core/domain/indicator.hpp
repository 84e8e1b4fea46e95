// One indicator of the instrument (指标): how it is asked, where its value comes from, and how it is judged (DOMAIN 4).
#pragma once

#include "terminal/core/domain/decimal.hpp"
#include "terminal/core/domain/label.hpp"
#include "terminal/core/domain/level.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

enum class IndicatorType {
    Number,  // a decimal inside limits
    Choice,  // one of a list, each with its score
    Likert,  // several items from 1 to 5; the value is their mean
    Count    // a number of pieces of evidence, scored by a list whose last entry stands for "and more"
};

// ↑ more is better, ↓ less is better.
enum class Direction { Up, Down };

enum class Source {
    Imported,            // I: the college's systems
    SelfReported,        // S
    Verified,            // V: the student's word, verified by a counselor from evidence
    ImportedOrVerified   // I/V: imported wins
};

struct Anchor {
    Decimal value;
    Decimal score;
};

// Whose task it becomes to get in touch with a student who chose it.
enum class Contact { Counselor, PsychologyCentre };
[[nodiscard]] std::string_view name_of(Contact contact);  // counselor psychology-centre
[[nodiscard]] std::optional<Contact> contact_from(std::string_view name);

struct Choice {
    int value;
    Label label;
    Decimal score;
    std::optional<Contact> contact = {};
};

// The three thresholds; a value that reaches none is 待提升.
struct Thresholds {
    Decimal pass;
    Decimal good;
    Decimal excellent;
};

enum class Comparison { Below, Equal, AtLeast };

// One colour of the "warn" column, with the clause that limits it.
struct WarningRule {
    Colour colour;
    Comparison comparison;
    Decimal value;
    std::optional<int> grade;         // only in this year of study
    bool only_when_graduating = false;
};

// When an indicator is 不适用 whatever is given.
struct Exemption {
    std::vector<int> grades;
    bool before_internship = false;
};

struct InputLimits {
    Decimal low;
    Decimal high;
    int places = 0;  // decimals that a form or an import may give; 0: whole numbers only
};

struct Indicator {
    std::string code;       // "XY03"
    std::string dimension;  // "XY"
    std::vector<std::string> succeeds;  // codes of earlier versions that it renames, splits or joins; a comparison still asks for equal definitions
    Label name;
    Label hint;             // one line under the question; may be empty
    Label unit;             // may be empty
    IndicatorType type = IndicatorType::Number;
    Direction direction = Direction::Up;
    Source source = Source::Imported;
    bool optional = false;   // 选填
    bool sensitive = false;  // needs the separate consent
    InputLimits limits;            // Number and Count
    std::vector<Label> items;      // Likert
    std::vector<Choice> choices;   // Choice: in order of value
    std::vector<Decimal> scores;   // Count: score of 0, 1, 2, … and more
    std::vector<Anchor> anchors;   // Number and Likert: in order of value
    std::optional<Thresholds> thresholds;
    std::vector<WarningRule> warnings;
    Exemption exemption;
    int weight = 0;  // per cent inside the dimension; 0 is asked but not judged

    // Does the student's form ask it (S, V, I/V), or do the data answer it?
    [[nodiscard]] bool asked() const { return source != Source::Imported; }
    // May a goal be measured by it? A plan's numbers are read by staff: what is sensitive stays out of them.
    [[nodiscard]] bool measures_goals() const { return weight > 0 && !sensitive; }
};

[[nodiscard]] std::string_view name_of(IndicatorType type);  // number choice likert count
[[nodiscard]] std::string_view name_of(Source source);       // I S V I/V

// The RFC 8785 form of {code,type,direction,anchors,thresholds,n}: two years compare where its SHA-256 is the same (DOMAIN 5). n is
// the number of Likert items, 0 for other types; a choice's or count's list of scores stands as its anchors.
[[nodiscard]] std::string definition_of(const Indicator& indicator);

}  // namespace xz::domain
