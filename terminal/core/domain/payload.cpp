#include "terminal/core/domain/payload.hpp"

#include "terminal/core/support/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace xz::domain::payload {

int number_in(std::string_view text, char letter) {
    constexpr std::size_t most_digits = 5;
    if (text.size() < 2 || text.size() > 1 + most_digits || text[0] != letter || text[1] == '0') return 0;
    int number = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number > 0 ? number : 0;
}

bool is_numbered(std::string_view text, char letter) {
    return number_in(text, letter) != 0;
}

void write_text(json::Object& object, std::string_view key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}

void write_day(json::Object& object, std::string_view key, const std::optional<std::chrono::year_month_day>& day) {
    if (day) object[key] = to_text(*day);
}

std::string text_or_empty(json::ObjectReader& reader, std::string_view key, std::size_t max) {
    return reader.optional_text(key, max).value_or("");
}

std::string uuid_or_empty(json::ObjectReader& reader, std::string_view key) {
    return reader.optional_member(key) ? reader.uuid(key) : std::string{};
}

std::string code_or_empty(json::ObjectReader& reader, std::string_view key) {
    return reader.optional_member(key) ? reader.text(key, 1, LongestCode) : std::string{};
}

std::optional<std::chrono::year_month_day> day_or_nothing(json::ObjectReader& reader, std::string_view key) {
    if (!reader.optional_member(key)) return std::nullopt;
    return reader.day(key);
}

std::string numbered(json::ObjectReader& reader, std::string_view key, char letter) {
    const auto* value = reader.optional_member(key);
    const auto* text = value ? value->if_string() : nullptr;
    if (text && is_numbered(*text, letter)) return std::string{*text};
    reader.problem(key, fmt::format("a code like {}1", letter));
    return {};
}

void check_text(const std::string& text, int most, const std::string& path, Problems& problems) {
    if (count_code_points(text) > static_cast<std::size_t>(most))
        problems.push_back({path, fmt::format("a text of at most {} characters", most)});
}

void check_step(const std::optional<int>& completion, const Instrument& instrument, const std::string& path, Problems& problems) {
    const auto& steps = instrument.completion_steps;
    if (completion && std::find(steps.begin(), steps.end(), *completion) == steps.end())
        problems.push_back({path, "one of the instrument's steps"});
}

json::Object object_of(const UsedCodes& used) {
    json::Object object;
    for (const auto& [goal, measures] : used) object[goal] = measures;
    return object;
}

UsedCodes used_codes_or_none(json::ObjectReader& reader, std::string_view key, Problems& problems) {
    UsedCodes used;
    if (!reader.optional_member(key)) return used;
    reader.each_member(key, MostMembers, [&](std::string_view goal, const json::Value& value, const std::string& path) {
        const auto* measures = value.if_int64();
        if (is_numbered(goal, 'g') && measures && *measures >= 0 && *measures <= HighestNumber) used.emplace(goal, static_cast<int>(*measures));
        else problems.push_back({path, fmt::format("a goal's code with the highest number of a measure, 0 to {}", HighestNumber)});
    });
    return used;
}

json::Object object_of(const CarriedFrom& from) {
    return {{"record", from.record}, {"item", from.item}};
}

CarriedFrom read_carried_from(const json::Value& value, std::string path, Problems& problems) {
    json::ObjectReader reader{value, std::move(path), problems};
    CarriedFrom from{.record = reader.uuid("record"), .item = numbered(reader, "item", 'i')};
    reader.refuse_unknown();
    return from;
}

}  // namespace xz::domain::payload
