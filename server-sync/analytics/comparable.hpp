// Which means of two years may stand side by side: those over the same indicators, each defined alike and weighing the same in all that judged
// (DOMAIN 5, Year against year). A group's sums hold no student's own answers, so a dimension is not recomputed over a part of its indicators: it is
// comparable whole or not at all.
#pragma once

#include "server-sync/sync/published_cache.hpp"
#include "terminal/core/domain/instrument.hpp"

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::analytics {

class Comparable {
public:
    Comparable() = default;  // nothing is
    // Everything that judged either year; none means that nothing is known and nothing comparable.
    explicit Comparable(const std::vector<std::shared_ptr<const domain::Instrument>>& judged);
    [[nodiscard]] bool dimension(std::string_view code) const { return dimensions_.contains(code); }
    [[nodiscard]] bool overall() const { return overall_; }

private:
    std::set<std::string, std::less<>> dimensions_;
    bool overall_ = false;  // every dimension, with the weight that it has
};

using Judge = std::shared_ptr<const domain::Instrument>;

// The instruments of these ids, from the bundles that published them; nothing when one of them is not known.
[[nodiscard]] std::vector<Judge> judges_of(const std::vector<std::string>& ids, const sync::PublishedCache& published);
// The latest of them; the one in force when none is known. Null: nothing was published.
[[nodiscard]] Judge latest_of(const std::vector<std::string>& ids, const sync::PublishedCache& published);

}  // namespace xz::server::analytics
