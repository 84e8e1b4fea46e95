// A published aggregate as people may see it: means to one place, counts with the small ones hidden, shares capped.
#pragma once

#include "server-sync/analytics/rules.hpp"
#include "server-sync/analytics/suppression.hpp"
#include "server-sync/analytics/sums.hpp"
#include "terminal/core/domain/instrument.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::analytics {

// SX self-reports are aggregated at department level and above only (DOMAIN 4): a class shows the dimensions that hold
// sensitive indicators from imported values, no sensitive indicator, and no mean of the whole, out of which the missing
// one could be solved.
enum class Breadth { Class, Wide };

struct Shown {
    struct Dimension {
        std::string code;
        std::optional<std::string> mean;  // "82.4"; nothing: fewer than ten have one
        bool from_data = false;           // imported values only
        friend bool operator==(const Dimension&, const Dimension&) = default;
    };
    struct LevelShare {
        std::string level;                   // excellent good pass below none
        std::optional<std::string> count;    // "12", "<5"; nothing: withheld
        std::optional<std::string> share;    // "24.0%", ">95%", "<5%"
        friend bool operator==(const LevelShare&, const LevelShare&) = default;
    };
    struct Indicator {
        std::string code;
        std::string dimension;
        std::string mean;
        friend bool operator==(const Indicator&, const Indicator&) = default;
    };

    std::uint64_t students = 0;
    std::vector<std::string> instruments;  // what judged them
    std::vector<Dimension> dimensions;  // in the instrument's order
    std::vector<LevelShare> levels;     // best first
    std::vector<Indicator> lowest;      // lowest first
    std::optional<std::string> overall;
    friend bool operator==(const Shown&, const Shown&) = default;
};

// `parts`: the published rows that add up to this group's, or none.
[[nodiscard]] Shown show(const Sums& sums, const domain::Instrument& instrument, Breadth breadth, const std::vector<Row>& parts,
                         const AggregateRules& rules);

// The level counts with what a reader was shown of them: a part for the group above.
[[nodiscard]] Row level_row(const Sums& sums, const Shown& shown);

[[nodiscard]] std::string encode(const Shown& shown);
[[nodiscard]] std::optional<Shown> decode_shown(std::string_view text);

}  // namespace xz::server::analytics
