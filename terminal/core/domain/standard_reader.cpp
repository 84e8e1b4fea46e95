#include "terminal/core/domain/reading.hpp"

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace xz::domain::reading {

namespace {

constexpr int Whole = 100;

std::array<Decimal, 3> read_steps(json::ObjectReader& reader, std::string_view key, const Decimal& most, Problems& problems) {
    const auto values = decimals(reader, key, 3, 3, problems);
    if (values.size() != 3) return {};
    if (!(Decimal{} < values[0] && values[0] < values[1] && values[1] < values[2] && values[2] <= most))
        reader.problem(key, fmt::format("three rising numbers above 0, up to {}", most.text()));
    return {values[0], values[1], values[2]};
}

// A worse colour gives no more time than a milder one.
std::array<int, 3> read_response_days(json::ObjectReader& reader, Problems& problems) {
    std::array<int, 3> days{};
    std::size_t next = 0;
    std::int64_t most = 60;
    reader.each("response_days", days.size(), days.size(), [&](const json::Value& value, const std::string& path) {
        const auto* number = value.if_int64();
        if (!number || *number < 1 || *number > most) problems.push_back({path, fmt::format("an integer from 1 to {}", most)});
        else days[next] = static_cast<int>(most = *number);
        ++next;
    });
    return days;
}

Rules read_rules(const Place& place, std::size_t dimensions) {
    auto& problems = place.problems;
    auto reader = place.object();
    Rules rules;
    rules.levels = read_steps(reader, "levels", Decimal{100}, problems);
    rules.coverage = decimal(reader, "coverage", problems);
    if (rules.coverage == Decimal{} || rules.coverage > Decimal{1}) reader.problem("coverage", "a share above 0, at most 1");
    auto overall = reader.object("overall");
    rules.overall_dimensions = static_cast<int>(overall.integer("dimensions", 1, 12));
    if (rules.overall_dimensions > static_cast<int>(dimensions)) overall.problem("dimensions", fmt::format("at most {}, the number of dimensions", dimensions));
    rules.overall_weight = static_cast<int>(overall.integer("weight", 1, Whole));
    rules.cap_below = decimal(overall, "cap_below", problems);
    if (rules.cap_below > Decimal{100}) overall.problem("cap_below", "a score from 0 to 100");
    overall.refuse_unknown();
    auto warnings = reader.object("warnings");
    rules.yellow_to_orange = static_cast<int>(warnings.integer("yellow_to_orange", 2, 99));
    rules.orange_to_red = static_cast<int>(warnings.integer("orange_to_red", 2, 99));
    rules.response_days = read_response_days(warnings, problems);
    warnings.refuse_unknown();
    rules.reflection_gap = static_cast<int>(reader.integer("reflection_gap", 1, 3));
    rules.trend = decimal(reader, "trend", problems);
    if (rules.trend == Decimal{} || rules.trend > Decimal{100}) reader.problem("trend", "a difference above 0, at most 100");
    rules.attainment = read_steps(reader, "attainment", Decimal{1}, problems);
    reader.refuse_unknown();
    return rules;
}

void read_weights(json::ObjectReader& reader, Instrument& instrument, Problems& problems) {
    auto entry = reader.object("dimensions");
    int sum = 0;
    const auto problems_before = problems.size();
    for (auto& dimension : instrument.dimensions) {
        dimension.weight = static_cast<int>(entry.integer(dimension.code, 1, Whole));
        sum += dimension.weight;
    }
    entry.refuse_unknown();
    if (sum != Whole && problems.size() == problems_before)
        reader.problem("dimensions", fmt::format("weights that add up to {}, not {}", Whole, sum));
}

enum class Readable { No, Yes };

void read_judgements(json::ObjectReader& reader, Instrument& instrument, Readable rules, Problems& problems) {
    auto entry = reader.object("indicators");
    for (auto& dimension : instrument.dimensions) {
        int sum = 0;
        bool all = true;
        for (auto& indicator : dimension.indicators) {
            const auto* value = entry.member(indicator.code);
            all = all && value;
            if (!value) continue;
            const Place place{*value, entry.path_of(indicator.code), problems};
            const auto problems_before = problems.size();
            read_judgement(place, indicator);
            if (rules == Readable::Yes && problems.size() == problems_before) check_agreement(place, indicator, instrument.rules);
            sum += indicator.weight;
        }
        if (all && sum != Whole)
            reader.problem("indicators", fmt::format("weights of {} that add up to {}, not {}", dimension.code, Whole, sum));
    }
    entry.refuse_unknown();
}

}  // namespace

void read_standard(const Place& place, Instrument& instrument) {
    auto& problems = place.problems;
    auto reader = place.object();
    const auto name = code(reader, "name");
    instrument.standard = fmt::format("{}@{}", name, reader.integer("version", 1, 9999));
    if (reader.text("instrument", 1, 64) != instrument.id())
        reader.problem("instrument", fmt::format("{}, the instrument that is published with it", instrument.id()));
    instrument.standard_title = label(reader, "title", problems);
    const auto problems_before = problems.size();
    if (const auto* rules = reader.member("rules")) instrument.rules = read_rules({*rules, reader.path_of("rules"), problems}, instrument.dimensions.size());
    const auto rules = problems.size() == problems_before ? Readable::Yes : Readable::No;
    read_weights(reader, instrument, problems);
    read_judgements(reader, instrument, rules, problems);
    reader.refuse_unknown();
}

}  // namespace xz::domain::reading
