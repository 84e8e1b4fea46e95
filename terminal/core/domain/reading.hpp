// How this room's files are read: labels, decimals and codes on top of json::ObjectReader. Only this room's readers include it.
#pragma once

#include "terminal/core/domain/decimal.hpp"
#include "terminal/core/domain/goal_chain.hpp"
#include "terminal/core/domain/instrument.hpp"
#include "terminal/core/domain/notice.hpp"
#include "terminal/core/domain/policy.hpp"
#include "terminal/core/domain/windows.hpp"
#include "terminal/core/support/json.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain::reading {

using Problems = std::vector<json::Problem>;

// A document, or a part of one, with the place where its problems are to be written.
struct Place {
    const json::Value& value;
    std::string path;
    Problems& problems;

    [[nodiscard]] json::ObjectReader object() const { return {value, path, problems}; }
    void problem(std::string expected) const { problems.push_back({path, std::move(expected)}); }
};

constexpr std::size_t ShortText = 200;
constexpr std::size_t LongText = 2000;

// Both languages, neither empty.
[[nodiscard]] Label label_at(const Place& place, std::size_t max = ShortText);
[[nodiscard]] Label label(json::ObjectReader& reader, std::string_view key, Problems& problems, std::size_t max = ShortText);
[[nodiscard]] Label optional_label(json::ObjectReader& reader, std::string_view key, Problems& problems, std::size_t max = ShortText);
// "4.5": a string, in one spelling (no "4.50", no "4e0").
[[nodiscard]] Decimal decimal_at(const Place& place);
[[nodiscard]] Decimal decimal(json::ObjectReader& reader, std::string_view key, Problems& problems);
// `exact` decimals in an array.
[[nodiscard]] std::vector<Decimal> decimals(json::ObjectReader& reader, std::string_view key, std::size_t min, std::size_t max, Problems& problems);
// Letters, digits, '_' and '-', at most 32, at least one.
[[nodiscard]] std::string code_at(const Place& place);
[[nodiscard]] std::string code(json::ObjectReader& reader, std::string_view key);
// False when it is not there.
[[nodiscard]] bool flag(json::ObjectReader& reader, std::string_view key);

// Reports the second use of a code.
class Unique {
public:
    void add(json::ObjectReader& reader, std::string_view key, const std::string& code);

private:
    std::set<std::string, std::less<>> seen_;
};

// What is asked (self-diagnosis.json); weights and judgement are still empty.
[[nodiscard]] Instrument read_form(const Place& place);
// How it is judged (standard.json): fills `instrument`.
void read_standard(const Place& place, Instrument& instrument);
void read_judgement(const Place& place, Indicator& indicator);
// Whether anchors or scores, thresholds and warnings of a judged indicator say the same of a value.
void check_agreement(const Place& place, const Indicator& indicator, const Rules& rules);

[[nodiscard]] std::vector<Cycle> read_cycles(const Place& place);
[[nodiscard]] Notice read_notice(const Place& place);
[[nodiscard]] Policy read_policy(const Place& place);
// `indicators`: the codes that a node may name.
[[nodiscard]] GoalChain read_goal_chain(const Place& place, const std::set<std::string, std::less<>>& indicators);

}  // namespace xz::domain::reading
