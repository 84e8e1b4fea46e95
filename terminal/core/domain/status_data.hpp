// Imported status data (状态数据) joined with what the student answered: which value counts (DOMAIN 5, "Which value").
#pragma once

#include "terminal/core/domain/answers.hpp"
#include "terminal/core/domain/instrument.hpp"
#include "terminal/core/domain/student.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

struct Observation {
    std::string indicator;
    Decimal value;       // a choice's value as a whole number
    std::string source;  // 教务系统
    std::chrono::year_month_day as_of;
    std::string year;    // academic year
    bool superseded = false;
};

// An imported value as an answer of the indicator's type; nothing when it does not fit.
[[nodiscard]] std::optional<Answer> imported_answer(const Indicator& indicator, const Decimal& value);

// What a counselor made of a V answer.
enum class Verification { Pending, Confirmed, Rejected };
[[nodiscard]] std::string_view name_of(Verification verification);  // pending confirmed rejected
using Verdicts = std::map<std::string, Verification, std::less<>>;  // by indicator; others are Pending

enum class Origin { Imported, SelfReported };

struct Resolved {
    Answer answer = Missing::Unanswered;
    Origin origin = Origin::SelfReported;
    bool pending = false;               // 待核
    const Observation* from = nullptr;  // the observation that counts; lives in the list given
};

// Everything that judging one student's year takes.
struct Sheet {
    Student student;
    std::map<std::string, Resolved, std::less<>> values;  // by indicator code

    // NotApplicable for an exempt student, Unanswered for a code that was never set.
    [[nodiscard]] Answer of(const Indicator& indicator) const;
};

struct Evidence {
    std::string year;                                       // academic year
    std::optional<std::chrono::year_month_day> freeze;      // data after this day do not count
    std::vector<Observation> observations;
    Verdicts verified;
};

// Joins. An imported indicator without an observation is NotArrived; an observation that does not fit its indicator's type is ignored.
// `evidence` must outlive the sheet.
[[nodiscard]] Sheet merge(const Instrument& instrument, const Student& student, const Answers& answers, const Evidence& evidence);

}  // namespace xz::domain
