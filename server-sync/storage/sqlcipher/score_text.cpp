#include "server-sync/storage/sqlcipher/score_text.hpp"

#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>

namespace xz::server::storage {

namespace {

std::string_view text_at(const json::Object& object, std::string_view key) {
    const auto* found = object.if_contains(key);
    return found != nullptr && found->is_string() ? std::string_view{found->get_string()} : std::string_view{};
}

std::optional<domain::Ratio> ratio_at(const json::Object& object, std::string_view key) {
    const std::string_view text = text_at(object, key);
    return text.empty() ? std::nullopt : domain::Ratio::parse(text);
}

}  // namespace

std::string encode_scores(const sync::ScoredResult& result) {
    json::Array dimensions;
    for (const sync::DimensionScore& dimension : result.dimensions) {
        json::Object object{{"code", dimension.code}};
        if (dimension.score) {
            object["score"] = dimension.score->text();
        }
        if (dimension.data_score) {
            object["data"] = dimension.data_score->text();
        }
        if (dimension.level) {
            object["level"] = domain::name_of(*dimension.level);
        }
        dimensions.emplace_back(std::move(object));
    }
    json::Array indicators;
    for (const sync::IndicatorScore& indicator : result.indicators) {
        indicators.emplace_back(json::Array{indicator.code, indicator.score.text()});
    }
    return boost::json::serialize(json::Object{{"dimensions", std::move(dimensions)}, {"indicators", std::move(indicators)}});
}

void decode_scores(std::string_view text, sync::ScoredResult& result) {
    const auto parsed = json::parse(text);
    if (!parsed || !parsed->is_object()) {
        return;
    }
    const json::Object& object = parsed->get_object();
    if (const auto* dimensions = object.if_contains("dimensions"); dimensions != nullptr && dimensions->is_array()) {
        for (const json::Value& each : dimensions->get_array()) {
            if (each.is_object()) {
                const json::Object& one = each.get_object();
                result.dimensions.push_back({.code = std::string{text_at(one, "code")},
                                             .score = ratio_at(one, "score"),
                                             .data_score = ratio_at(one, "data"),
                                             .level = domain::level_from(text_at(one, "level"))});
            }
        }
    }
    if (const auto* indicators = object.if_contains("indicators"); indicators != nullptr && indicators->is_array()) {
        for (const json::Value& each : indicators->get_array()) {
            if (!each.is_array() || each.get_array().size() != 2 || !each.get_array()[1].is_string()) {
                continue;
            }
            if (const auto score = domain::Ratio::parse(each.get_array()[1].get_string())) {
                result.indicators.push_back({std::string{each.get_array()[0].get_string()}, *score});
            }
        }
    }
}

}  // namespace xz::server::storage
