#include "server-sync/analytics/sums.hpp"

#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>

namespace xz::server::analytics {

namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 20;  // members of a college, and room

std::size_t place_of(const std::optional<domain::Level>& level) {
    return level ? static_cast<std::size_t>(*level) - 1 : NoLevel;
}

json::Array to_json(const Total& total) {
    return {total.n, total.sum.text()};
}

json::Object to_json(const Totals& totals) {
    json::Object object;
    for (const auto& [code, total] : totals) {
        object[code] = to_json(total);
    }
    return object;
}

std::optional<Total> total_from(const json::Value& value) {
    if (!value.is_array() || value.get_array().size() != 2 || !value.get_array()[1].is_string()) {
        return std::nullopt;
    }
    const auto n = boost::json::try_value_to<std::uint64_t>(value.get_array()[0]);
    auto sum = domain::Ratio::parse(value.get_array()[1].get_string());
    return n && sum ? std::optional{Total{*n, std::move(*sum)}} : std::nullopt;
}

Totals totals_from(const json::Object& object, std::string_view key) {
    Totals totals;
    const auto* found = object.if_contains(key);
    if (found != nullptr && found->is_object()) {
        for (const auto& [code, value] : found->get_object()) {
            if (auto total = total_from(value)) {
                totals.emplace(code, std::move(*total));
            }
        }
    }
    return totals;
}

void add_all(Totals& totals, const Totals& part) {
    for (const auto& [code, total] : part) {
        totals[code].add(total);
    }
}

}  // namespace

void Total::add(const domain::Ratio& value) {
    ++n;
    sum += value;
}

void Total::add(const Total& other) {
    n += other.n;
    sum += other.sum;
}

Sums sum_of(const std::vector<sync::ScoredResult>& results) {
    Sums sums;
    for (const sync::ScoredResult& result : results) {
        sums.members.insert(result.student_no);
        sums.instruments.insert(result.instrument);
        ++sums.students;
        ++sums.levels[place_of(result.level)];
        if (result.overall) {
            sums.overall.add(*result.overall);
        }
        for (const sync::DimensionScore& dimension : result.dimensions) {
            if (dimension.score) {
                sums.dimensions[dimension.code].add(*dimension.score);
            }
            if (dimension.data_score) {
                sums.data_dimensions[dimension.code].add(*dimension.data_score);
            }
        }
        for (const sync::IndicatorScore& indicator : result.indicators) {
            sums.indicators[indicator.code].add(indicator.score);
        }
    }
    return sums;
}

void add(Sums& sums, const Sums& part) {
    sums.students += part.students;
    sums.instruments.insert(part.instruments.begin(), part.instruments.end());
    add_all(sums.dimensions, part.dimensions);
    add_all(sums.data_dimensions, part.data_dimensions);
    add_all(sums.indicators, part.indicators);
    sums.overall.add(part.overall);
    for (std::size_t level = 0; level < LevelCount; ++level) {
        sums.levels[level] += part.levels[level];
    }
}

std::string encode(const Sums& sums) {
    json::Object object{{"students", sums.students},
                        {"dimensions", to_json(sums.dimensions)},
                        {"data_dimensions", to_json(sums.data_dimensions)},
                        {"indicators", to_json(sums.indicators)},
                        {"overall", to_json(sums.overall)}};
    object["levels"] = json::Array(sums.levels.begin(), sums.levels.end());
    object["instruments"] = json::Array(sums.instruments.begin(), sums.instruments.end());
    object["members"] = json::Array(sums.members.begin(), sums.members.end());
    return json::canonical(object);
}

std::optional<Sums> decode_sums(std::string_view text) {
    const auto parsed = json::parse(text, {.bytes = kMostBytes});
    if (!parsed || !parsed->is_object()) {
        return std::nullopt;
    }
    const json::Object& object = parsed->get_object();
    Sums sums;
    const auto* students = object.if_contains("students");
    const auto* overall = object.if_contains("overall");
    const auto* levels = object.if_contains("levels");
    const auto* members = object.if_contains("members");
    const auto* instruments = object.if_contains("instruments");
    if (students == nullptr || overall == nullptr || levels == nullptr || members == nullptr) {
        return std::nullopt;
    }
    const auto count = boost::json::try_value_to<std::uint64_t>(*students);
    auto total = total_from(*overall);
    const auto counts = boost::json::try_value_to<std::vector<std::uint64_t>>(*levels);
    const auto names = boost::json::try_value_to<std::vector<std::string>>(*members);
    if (!count || !total || !counts || counts->size() != LevelCount || !names) {
        return std::nullopt;
    }
    sums.students = *count;
    sums.overall = std::move(*total);
    std::copy(counts->begin(), counts->end(), sums.levels.begin());
    sums.members.insert(names->begin(), names->end());
    // An aggregate from before instruments were noted: its block stays, and it compares with nothing.
    if (instruments != nullptr && instruments->is_array()) {
        for (const json::Value& id : instruments->get_array()) {
            sums.instruments.insert(std::string{id.as_string()});
        }
    }
    sums.dimensions = totals_from(object, "dimensions");
    sums.data_dimensions = totals_from(object, "data_dimensions");
    sums.indicators = totals_from(object, "indicators");
    return sums;
}

}  // namespace xz::server::analytics
