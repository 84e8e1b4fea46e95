// The year's self-diagnosis (自我诊断) as a student hands it in: the payload of a `diagnosis` record, and its JSON.
#pragma once

#include "terminal/core/domain/answers.hpp"
#include "terminal/core/domain/instrument.hpp"
#include "terminal/core/domain/level.hpp"
#include "terminal/core/domain/status_data.hpp"
#include "terminal/core/support/json.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

// What an improvement item is about (目标, 模式, 内容, 方法, 手段): the annual report gathers by it.
enum class ImprovementTag { Goal, Mode, Content, Method, Means };
[[nodiscard]] std::string_view name_of(ImprovementTag tag);  // goal mode content method means

struct Improvement {
    std::string text;
    std::optional<std::chrono::year_month_day> due;
    bool carry = false;  // becomes a draft goal of next year's plan
    std::string code = {};  // "i1": unique in its diagnosis; what a carried goal links back to. Given when handed in, where still empty
    std::optional<ImprovementTag> tag = {};
    std::string goal = {};  // Goal::code of this year's plan that it carries on; empty: none
    friend bool operator==(const Improvement&, const Improvement&) = default;
};

// One dimension's page beside its indicators.
struct DimensionReview {
    std::optional<Level> self_level;   // asked before the data are shown
    std::optional<int> completion;     // one of the instrument's steps, per cent
    std::string completion_text;
    std::vector<std::string> problems;  // codes
    std::string gap_text;
    std::vector<std::string> causes;    // codes
    std::vector<Improvement> improvements;
    friend bool operator==(const DimensionReview&, const DimensionReview&) = default;
};

// What the student says of one of this year's goals. A goal with an indicator is measured besides.
struct GoalReview {
    std::optional<int> completion;  // one of the instrument's steps, per cent
    std::string note;
    friend bool operator==(const GoalReview&, const GoalReview&) = default;
};

// A draft may be as empty as a default-constructed one; everything in it is optional until `gaps_of` says that it may be submitted.
struct Diagnosis {
    std::map<std::string, DimensionReview, std::less<>> dimensions;  // by dimension code
    Answers answers;                                                  // S and V items only; imported data is joined by the platform
    std::map<std::string, std::string, std::less<>> texts;            // by TextItem code
    std::string plan;                                                 // id of the plan record that it looks back on; empty: none
    std::map<std::string, GoalReview, std::less<>> goals;             // by Goal::code of that plan
    std::string without_plan;                                         // why there is no plan this year; empty when there is one
    friend bool operator==(const Diagnosis&, const Diagnosis&) = default;
};

// The payload in canonical form (RFC 8785): decimals are strings, empty members are left out.
[[nodiscard]] std::string to_json(const Diagnosis& diagnosis);

// Reads a payload. Its form only is checked here; `validate` checks it against the instrument. `path` is where the payload stands.
[[nodiscard]] Result<Diagnosis, std::vector<json::Problem>> diagnosis_from_json(std::string_view text);
[[nodiscard]] Result<Diagnosis, std::vector<json::Problem>> diagnosis_from_json(const json::Value& value, std::string path = "$");

// What the instrument does not allow: unknown codes, values out of range, imported indicators answered, texts too long, steps that do not
// exist. Empty: it may be kept and, when `gaps_of` names nothing required, submitted.
[[nodiscard]] std::vector<json::Problem> validate(const Diagnosis& diagnosis, const Instrument& instrument);

// What a review page lists: what is asked of this student and still open, in the instrument's order. Only a missing self level is required; everything else may be left open (DOMAIN 7, minimum data).
struct Gap {
    enum class Kind { SelfLevel, Indicator, Completion } kind;
    std::string dimension;
    std::string indicator;  // for Kind::Indicator
    bool required = false;
};
[[nodiscard]] std::vector<Gap> gaps_of(const Diagnosis& diagnosis, const Instrument& instrument, const Sheet& sheet);

// At hand-in: an improvement that has no code yet gets the next free one.
void give_codes(Diagnosis& diagnosis);

// Without the separate consent sensitive answers are not kept: each becomes Declined.
void withhold_sensitive(Diagnosis& diagnosis, const Instrument& instrument);
// What staff may read of it: no sensitive answers, and nothing that the student says of a dimension whose questions all are.
void withhold_from_staff(Diagnosis& diagnosis, const Instrument& instrument);

// Who shall get in touch, by what was chosen; nothing for a declined answer.
[[nodiscard]] std::optional<Contact> wished_contact(const Diagnosis& diagnosis, const Instrument& instrument);

}  // namespace xz::domain
