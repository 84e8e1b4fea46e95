// Which warnings (预警) one student's data raise, and by when they are to be answered (DOMAIN 5, Warnings).
#pragma once

#include "terminal/core/domain/instrument.hpp"
#include "terminal/core/domain/status_data.hpp"
#include "terminal/core/domain/work_calendar.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace xz::domain {

// With the student, the key of a warning: one a rule, year and term.
struct WarningKey {
    std::string rule;  // the indicator's code, or "merged" for what several together raise
    std::string year;  // academic year
    std::string term;  // "1", "2", or empty for the year
    friend bool operator==(const WarningKey&, const WarningKey&) = default;
    friend auto operator<=>(const WarningKey&, const WarningKey&) = default;
};
[[nodiscard]] std::string to_text(const WarningKey& key);  // "XY01/2026-2027/1"
[[nodiscard]] std::optional<WarningKey> warning_key_from(std::string_view text);

struct Raised {
    WarningKey key;
    Colour colour = Colour::Yellow;
    std::string value;      // as imported; empty for a merged one
    Decimal threshold;      // the bound that the value crossed; of a merged one, how many it takes
    std::string source;
    std::optional<std::chrono::year_month_day> as_of;
    friend bool operator==(const Raised&, const Raised&) = default;
};

struct TermObservation {
    Observation seen;
    std::string term;
};

struct WarningBasis {
    const Instrument& instrument;
    Student student;
    std::string year;
    std::chrono::year_month_day today;
    int new_red_max_age_days = 45;  // policy: older data raise no new red, but the colour below it
};

// From imported values only. Of each indicator and term the newest unsuperseded value; then the merged one ("merged", whole year) where
// ≥ 3 yellow make an orange or ≥ 2 orange make a red, counting of each indicator the newest value of the year. Data older than
// `new_red_max_age_days` raise the worst colour below red that holds; oranges that are all that old make no red. What was raised
// before stands: whoever keeps warnings never lowers a red because its datum has aged.
[[nodiscard]] std::vector<Raised> warnings_of(const WarningBasis& basis, const std::vector<TermObservation>& observations);

// Working days until a warning of that colour is to be answered: 10, 5 or 2 (`after_working_days` says which day that is).
[[nodiscard]] int response_days(Colour colour, const Rules& rules);

}  // namespace xz::domain
