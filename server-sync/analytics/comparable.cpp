#include "server-sync/analytics/comparable.hpp"

#include "terminal/core/domain/comparison.hpp"

#include <algorithm>
#include <map>

namespace xz::server::analytics {

namespace {

using Weights = std::map<std::string, int>;

Weights judged_in(const domain::Dimension& dimension) {
    Weights weights;
    for (const domain::Indicator& indicator : dimension.indicators) {
        if (indicator.weight > 0) {
            weights.emplace(indicator.code, indicator.weight);
        }
    }
    return weights;
}

// Is the dimension over the same indicators in both, each defined alike and weighing the same?
bool is_same(const domain::Dimension& dimension, const domain::Instrument& other, const domain::Codes& unchanged) {
    const domain::Dimension* there = other.dimension(dimension.code);
    const Weights weights = judged_in(dimension);
    return there != nullptr && judged_in(*there) == weights &&
           std::all_of(weights.begin(), weights.end(), [&](const auto& judged) { return unchanged.contains(judged.first); });
}

bool has_same_weights(const domain::Instrument& left, const domain::Instrument& right) {
    return std::equal(left.dimensions.begin(), left.dimensions.end(), right.dimensions.begin(), right.dimensions.end(),
                      [](const auto& one, const auto& other) { return one.code == other.code && one.weight == other.weight; });
}

}  // namespace

Comparable::Comparable(const std::vector<Judge>& judged) {
    if (judged.empty()) {
        return;
    }
    const domain::Instrument& first = *judged.front();
    overall_ = true;
    for (const domain::Dimension& dimension : first.dimensions) {
        dimensions_.insert(dimension.code);
    }
    for (const Judge& other : judged) {
        const auto unchanged = domain::unchanged(first, *other);
        std::erase_if(dimensions_, [&](const std::string& code) { return !is_same(*first.dimension(code), *other, unchanged); });
        overall_ = overall_ && has_same_weights(first, *other);
    }
    overall_ = overall_ && dimensions_.size() == first.dimensions.size();
}

std::vector<Judge> judges_of(const std::vector<std::string>& ids, const sync::PublishedCache& published) {
    std::vector<Judge> judges;
    for (const std::string& id : ids) {
        const auto bundle = published.with_instrument(id);
        if (!bundle) {
            return {};
        }
        judges.emplace_back(bundle, bundle->instrument(id));
    }
    return judges;
}

Judge latest_of(const std::vector<std::string>& ids, const sync::PublishedCache& published) {
    const auto judges = judges_of(ids, published);
    const auto latest = std::max_element(judges.begin(), judges.end(), [](const Judge& left, const Judge& right) { return left->version < right->version; });
    if (latest != judges.end()) {
        return *latest;
    }
    const auto newest = published.newest();
    return newest ? Judge{newest, &newest->current()} : nullptr;
}

}  // namespace xz::server::analytics
