// What stands beside a goal's numbers: the newest value of its indicator, last year's, what it may be set to, and days that make sense.
#pragma once

#include "terminal/ui/flow/session.hpp"
#include "terminal/ui/flow/plan_wish.hpp"

#include <optional>
#include <vector>

namespace xz::ui::flow {

struct KnownValues {
    std::optional<domain::Decimal> newest;     // imported this year, or answered in this year's diagnosis; an L5's is its mean
    std::optional<domain::Observation> from;   // where the newest comes from, if it was imported
    std::optional<domain::Decimal> last_year;  // of the last diagnosis or of last year's data
    domain::BaselineSource last_year_source = domain::BaselineSource::Self;
};
[[nodiscard]] KnownValues known_values(const Session& session, const domain::Indicator& indicator, Instant now);

struct ValueRange {
    domain::Decimal low, high;
    int places = 0;
};
[[nodiscard]] ValueRange range_of(const domain::Indicator& indicator);
[[nodiscard]] bool can_be(const domain::Indicator& indicator, const domain::Decimal& value);

// The standard's threshold of that level.
[[nodiscard]] std::optional<domain::Decimal> threshold_of(const domain::Indicator& indicator, domain::Level level);
// A goal measured by it starts from what is known, and aims at the target level's threshold where that is better.
void measure_by(domain::Goal& goal, const domain::Indicator& indicator, std::optional<domain::Level> target, const KnownValues& known);

// The days that may be due: the rest of the cycle; for an improvement the year after it. Both included.
struct DaySpan {
    domain::Day first, last;
};
[[nodiscard]] DaySpan days_for(const Session& session, DaySubject::Kind kind, Instant now);
// Days of the cycle that something is naturally due at, in order: before the mid-year check, before the diagnosis.
struct Milestones {
    std::optional<domain::Day> checkpoint, diagnosis;
};
[[nodiscard]] Milestones milestones_for(const Session& session, DaySubject::Kind kind, Instant now);
[[nodiscard]] domain::Day usual_due(const Session& session, DaySubject::Kind kind, Instant now);

// The goals' order: the instrument's dimensions, then as they were written.
struct PlacedGoal {
    std::string dimension;
    const domain::Goal* goal;
};
[[nodiscard]] std::vector<PlacedGoal> goals_of(const domain::Plan& plan, const domain::Instrument& instrument);
[[nodiscard]] std::string dimension_of(const domain::Plan& plan, std::string_view goal);

}  // namespace xz::ui::flow
