// What is kept of a group's answers: exact sums and counts, from which everything shown is computed and rounded last.
#pragma once

#include "server-sync/sync/record_store.hpp"
#include "terminal/core/domain/ratio.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::analytics {

struct Total {
    std::uint64_t n = 0;
    domain::Ratio sum;
    void add(const domain::Ratio& value);
    void add(const Total& other);
    friend bool operator==(const Total&, const Total&) = default;
};

using Totals = std::map<std::string, Total, std::less<>>;

// Students by overall level: 待提升, 合格, 良好, 优秀, and those with too little data for one.
inline constexpr std::size_t LevelCount = 5;
inline constexpr std::size_t NoLevel = 4;
using LevelCounts = std::array<std::uint64_t, LevelCount>;

struct Sums {
    std::set<std::string> members;  // student numbers; empty for a union of groups
    std::set<std::string> instruments;  // "self-diagnosis@1": what judged them
    std::uint64_t students = 0;
    Totals dimensions;
    Totals data_dimensions;  // the same from imported values only
    Totals indicators;
    Total overall;
    LevelCounts levels{};
    friend bool operator==(const Sums&, const Sums&) = default;
};

[[nodiscard]] Sums sum_of(const std::vector<sync::ScoredResult>& results);
// Adds a group that shares no student with `sums`; members are not joined.
void add(Sums& sums, const Sums& part);

[[nodiscard]] std::string encode(const Sums& sums);
[[nodiscard]] std::optional<Sums> decode_sums(std::string_view text);

}  // namespace xz::server::analytics
