// Hides small counts, and enough of the others that no sum gives the small ones away (DOMAIN 5, Aggregates).
#pragma once

#include "server-sync/analytics/rules.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace xz::server::analytics {

enum class Cell {
    Shown,
    Small,     // from 1 to small_cell − 1, shown as "<5"
    Withheld,  // large enough, but a sum would give a small one away
};

// One group's counts over a breakdown whose sum, the group's size, is known to the reader.
struct Row {
    std::vector<std::uint64_t> counts;
    std::vector<Cell> cells;  // as many
};

// A row by itself.
[[nodiscard]] Row suppress(std::vector<std::uint64_t> counts, const AggregateRules& rules);

// A row whose `parts` are published as they are (classes of a department) and, with what is not published of it, add up to it
// column by column. Only this row is decided here; the parts stay.
[[nodiscard]] Row suppress(std::vector<std::uint64_t> counts, const std::vector<Row>& parts, const AggregateRules& rules);

// What a reader who knows all rules and all sums can narrow each count to.
struct Range {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    friend bool operator==(const Range&, const Range&) = default;
};
[[nodiscard]] std::vector<std::vector<Range>> deduce(const Row& whole, const std::vector<Row>& parts, const AggregateRules& rules);

}  // namespace xz::server::analytics
