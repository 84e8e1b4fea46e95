// What a dimension's page holds for this student, in order: the items to answer, and the status data, which come after the own level only.
#pragma once

#include "terminal/ui/flow/session.hpp"

#include <string_view>
#include <vector>

namespace xz::ui::flow {

enum class Place : std::uint8_t {
    Asked,       // the student fills it in
    Shown,       // imported; `observation` has the value
    NotArrived,  // imported, and nothing is there: 数据未到
    Withheld,    // sensitive, and there is no consent for that
    Exempt       // 不适用 for this student
};

struct Question {
    const domain::Indicator* indicator;                // of the session's instrument
    Place place;
    std::optional<domain::Observation> observation;    // for Shown
    std::optional<domain::Answer> last_year;           // what was answered or imported then
    std::optional<domain::Decimal> target;             // of the student's own goal that it measures
};

// Offline: self items alone. Online: imported ones only once the student's own level is settled (Draft::revealed).
[[nodiscard]] std::vector<Question> questions_of(const Session& session, std::string_view dimension, Instant now);

// One of this year's goals, come back to be judged.
struct GoalQuestion {
    const domain::Goal* goal;  // of the draft's plan
    domain::GoalResult result;
    domain::GoalReview review;
};
// Those of the dimension, once its own level is settled.
[[nodiscard]] std::vector<GoalQuestion> goals_of(const Session& session, std::string_view dimension, Instant now);

// What was answered or imported in the last diagnosis.
[[nodiscard]] std::optional<domain::Answer> last_answer(const Session& session, const domain::Indicator& indicator);

struct Progress {
    int filled = 0;
    int asked = 0;
    [[nodiscard]] bool complete() const { return filled == asked; }
};
// Own level and asked items, each one step; a chosen reason for leaving an item out fills it.
[[nodiscard]] Progress progress_of(const Session& session, std::string_view dimension, Instant now);
[[nodiscard]] Progress progress_of(const Session& session, Instant now);  // dimensions

// What the review lists: what the student can still fill in. An item that the data answer or that was withheld is not among them.
[[nodiscard]] std::vector<domain::Gap> open_points(const Session& session, Instant now);
// The platform knows of no active plan this year: a diagnosis needs the reason (DOMAIN 3).
[[nodiscard]] bool lacks_plan(const Session& session);
[[nodiscard]] bool may_submit(const Session& session, Instant now);

}  // namespace xz::ui::flow
