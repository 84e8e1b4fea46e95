// What the JSON of this room's payloads has in common: bounds that hold whatever the instrument says, and the parts that they read alike.
// Only this room's codecs include it.
#pragma once

#include "terminal/core/domain/checkpoint.hpp"
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/feedback.hpp"
#include "terminal/core/domain/plan.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain::payload {

using Problems = std::vector<json::Problem>;

// The instrument's own limits are tighter.
inline constexpr std::size_t MostMembers = 1000;
inline constexpr std::size_t MostCodes = 50;
inline constexpr std::size_t LongestText = 5000;
inline constexpr std::size_t LongestCode = 32;

// "g1", "m12", "i3": `letter` and a number from 1 to 99999 without leading zeros.
[[nodiscard]] bool is_numbered(std::string_view text, char letter);
inline constexpr int HighestNumber = 99'999;
// The number in it; 0 when it is none.
[[nodiscard]] int number_in(std::string_view text, char letter);

void write_text(json::Object& object, std::string_view key, const std::string& text);  // left out when empty
void write_day(json::Object& object, std::string_view key, const std::optional<std::chrono::year_month_day>& day);

[[nodiscard]] std::string text_or_empty(json::ObjectReader& reader, std::string_view key, std::size_t max = LongestText);
[[nodiscard]] std::string uuid_or_empty(json::ObjectReader& reader, std::string_view key);
[[nodiscard]] std::string code_or_empty(json::ObjectReader& reader, std::string_view key);
[[nodiscard]] std::optional<std::chrono::year_month_day> day_or_nothing(json::ObjectReader& reader, std::string_view key);
[[nodiscard]] std::string numbered(json::ObjectReader& reader, std::string_view key, char letter);

void check_text(const std::string& text, int most, const std::string& path, Problems& problems);
void check_step(const std::optional<int>& completion, const Instrument& instrument, const std::string& path, Problems& problems);

[[nodiscard]] json::Object object_of(const UsedCodes& used);
[[nodiscard]] UsedCodes used_codes_or_none(json::ObjectReader& reader, std::string_view key, Problems& problems);
[[nodiscard]] json::Object object_of(const Plan& plan);
[[nodiscard]] json::Object object_of(const Checkpoint& checkpoint);
[[nodiscard]] json::Object object_of(const Diagnosis& diagnosis);
[[nodiscard]] json::Object object_of(const CarriedFrom& from);
[[nodiscard]] CarriedFrom read_carried_from(const json::Value& value, std::string path, Problems& problems);

// The last lines of every reader: what was read, or what was wrong with it.
template <typename T>
Result<T, Problems> unless(Problems problems, T value) {
    if (!problems.empty()) return failure(std::move(problems));
    return value;
}

}  // namespace xz::domain::payload
