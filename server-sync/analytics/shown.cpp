#include "server-sync/analytics/shown.hpp"

#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace xz::server::analytics {

namespace {

constexpr int kPlaces = 1;
// Best first; the places are those of LevelCounts.
constexpr std::array<std::pair<std::size_t, std::string_view>, LevelCount> kLevels{
    {{3, "excellent"}, {2, "good"}, {1, "pass"}, {0, "below"}, {NoLevel, "none"}}};

std::optional<domain::Ratio> mean_of(const Totals& totals, std::string_view code, const AggregateRules& rules) {
    const auto found = totals.find(code);
    if (found == totals.end() || found->second.n < rules.least) {
        return std::nullopt;
    }
    return found->second.sum / domain::Ratio{static_cast<int>(found->second.n)};
}

bool holds_sensitive(const domain::Dimension& dimension) {
    return std::any_of(dimension.indicators.begin(), dimension.indicators.end(),
                       [](const domain::Indicator& indicator) { return indicator.sensitive; });
}

std::vector<Shown::Dimension> show_dimensions(const Sums& sums, const domain::Instrument& instrument, Breadth breadth,
                                              const AggregateRules& rules) {
    std::vector<Shown::Dimension> shown;
    for (const domain::Dimension& dimension : instrument.dimensions) {
        const bool from_data = breadth == Breadth::Class && holds_sensitive(dimension);
        const auto mean = mean_of(from_data ? sums.data_dimensions : sums.dimensions, dimension.code, rules);
        shown.push_back({dimension.code, mean ? std::optional{mean->rounded(kPlaces)} : std::nullopt, from_data});
    }
    return shown;
}

std::vector<Shown::Indicator> show_lowest(const Sums& sums, const domain::Instrument& instrument, Breadth breadth,
                                          const AggregateRules& rules) {
    struct Candidate {
        const domain::Indicator* indicator;
        domain::Ratio mean;
    };
    std::vector<Candidate> candidates;
    for (const domain::Dimension& dimension : instrument.dimensions) {
        for (const domain::Indicator& indicator : dimension.indicators) {
            const bool allowed = breadth == Breadth::Wide || !indicator.sensitive;
            if (const auto mean = mean_of(sums.indicators, indicator.code, rules); mean && allowed) {
                candidates.push_back({&indicator, *mean});
            }
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& left, const Candidate& right) { return left.mean < right.mean; });
    candidates.resize(std::min(candidates.size(), rules.lowest));
    std::vector<Shown::Indicator> lowest;
    for (const Candidate& candidate : candidates) {
        lowest.push_back({candidate.indicator->code, candidate.indicator->dimension, candidate.mean.rounded(kPlaces)});
    }
    return lowest;
}

domain::Ratio share_of(std::uint64_t count, std::uint64_t students) {
    return domain::Ratio{static_cast<int>(count) * 100} / domain::Ratio{static_cast<int>(students)};
}

std::string capped(const domain::Ratio& share, const AggregateRules& rules) {
    if (share > domain::Ratio{rules.cap}) {
        return fmt::format(">{}%", rules.cap);
    }
    if (share < domain::Ratio{100 - rules.cap}) {
        return fmt::format("<{}%", 100 - rules.cap);
    }
    return share.rounded(kPlaces) + "%";
}

std::vector<Shown::LevelShare> show_levels(const Sums& sums, const std::vector<Row>& parts, const AggregateRules& rules) {
    // Nearly everyone at one level: a count beside the capped share, or the zeros of the others, would undo the cap.
    const bool nearly_all = std::any_of(sums.levels.begin(), sums.levels.end(), [&](std::uint64_t count) {
        return share_of(count, sums.students) > domain::Ratio{rules.cap};
    });
    const Row row = suppress({sums.levels.begin(), sums.levels.end()}, parts, rules);
    std::vector<Shown::LevelShare> shown;
    for (const auto& [place, name] : kLevels) {
        const std::uint64_t count = sums.levels[place];
        const std::string share = capped(share_of(count, sums.students), rules);
        Shown::LevelShare level{.level = std::string{name}, .count = std::nullopt, .share = std::nullopt};
        if (nearly_all) {
            level.share = share;
        } else if (row.cells[place] == Cell::Small) {
            level.count = fmt::format("<{}", rules.small_cell);
        } else if (row.cells[place] == Cell::Shown) {
            level.count = fmt::format("{}", count);
            level.share = count == 0 ? "0.0%" : share;
        }
        shown.push_back(std::move(level));
    }
    return shown;
}

template <typename Text>
json::Value or_null(const std::optional<Text>& text) {
    return text ? json::Value(*text) : json::Value(nullptr);
}

std::optional<std::string> optional_text(const json::Object& object, std::string_view key) {
    const auto* found = object.if_contains(key);
    return found != nullptr && found->is_string() ? std::optional{std::string{found->get_string()}} : std::nullopt;
}

const json::Array& array_at(const json::Object& object, std::string_view key) {
    static const json::Array none;
    const auto* found = object.if_contains(key);
    return found != nullptr && found->is_array() ? found->get_array() : none;
}

}  // namespace

Shown show(const Sums& sums, const domain::Instrument& instrument, Breadth breadth, const std::vector<Row>& parts,
           const AggregateRules& rules) {
    Shown shown{.students = sums.students,
                .instruments = {sums.instruments.begin(), sums.instruments.end()},
                .dimensions = show_dimensions(sums, instrument, breadth, rules),
                .levels = show_levels(sums, parts, rules),
                .lowest = show_lowest(sums, instrument, breadth, rules),
                .overall = std::nullopt};
    if (breadth == Breadth::Wide && sums.overall.n >= rules.least) {
        shown.overall = (sums.overall.sum / domain::Ratio{static_cast<int>(sums.overall.n)}).rounded(kPlaces);
    }
    return shown;
}

Row level_row(const Sums& sums, const Shown& shown) {
    Row row{.counts = {sums.levels.begin(), sums.levels.end()}, .cells = std::vector<Cell>(LevelCount, Cell::Withheld)};
    for (std::size_t at = 0; at < kLevels.size() && at < shown.levels.size(); ++at) {
        if (const auto& count = shown.levels[at].count) {
            row.cells[kLevels[at].first] = count->starts_with('<') ? Cell::Small : Cell::Shown;
        }
    }
    return row;
}

std::string encode(const Shown& shown) {
    json::Array dimensions;
    for (const auto& dimension : shown.dimensions) {
        dimensions.emplace_back(
            json::Object{{"code", dimension.code}, {"mean", or_null(dimension.mean)}, {"from_data", dimension.from_data}});
    }
    json::Array levels;
    for (const auto& level : shown.levels) {
        levels.emplace_back(
            json::Object{{"level", level.level}, {"count", or_null(level.count)}, {"share", or_null(level.share)}});
    }
    json::Array lowest;
    for (const auto& indicator : shown.lowest) {
        lowest.emplace_back(json::Object{{"code", indicator.code}, {"dimension", indicator.dimension}, {"mean", indicator.mean}});
    }
    return json::canonical(json::Object{{"students", shown.students},
                                        {"instruments", json::Array(shown.instruments.begin(), shown.instruments.end())},
                                        {"dimensions", std::move(dimensions)},
                                        {"levels", std::move(levels)},
                                        {"lowest", std::move(lowest)},
                                        {"overall", or_null(shown.overall)}});
}

std::optional<Shown> decode_shown(std::string_view text) {
    const auto parsed = json::parse(text);
    if (!parsed || !parsed->is_object()) {
        return std::nullopt;
    }
    const json::Object& object = parsed->get_object();
    Shown shown;
    if (const auto* students = object.if_contains("students")) {
        const auto count = boost::json::try_value_to<std::uint64_t>(*students);
        shown.students = count ? *count : 0;
    }
    for (const json::Value& each : array_at(object, "instruments")) {
        if (each.is_string()) {
            shown.instruments.emplace_back(each.get_string());
        }
    }
    for (const json::Value& each : array_at(object, "dimensions")) {
        const json::Object& one = each.as_object();
        const auto* from_data = one.if_contains("from_data");
        shown.dimensions.push_back({optional_text(one, "code").value_or(""), optional_text(one, "mean"),
                                    from_data != nullptr && from_data->is_bool() && from_data->get_bool()});
    }
    for (const json::Value& each : array_at(object, "levels")) {
        const json::Object& one = each.as_object();
        shown.levels.push_back({optional_text(one, "level").value_or(""), optional_text(one, "count"), optional_text(one, "share")});
    }
    for (const json::Value& each : array_at(object, "lowest")) {
        const json::Object& one = each.as_object();
        shown.lowest.push_back({optional_text(one, "code").value_or(""), optional_text(one, "dimension").value_or(""),
                                optional_text(one, "mean").value_or("")});
    }
    shown.overall = optional_text(object, "overall");
    return shown;
}

}  // namespace xz::server::analytics
