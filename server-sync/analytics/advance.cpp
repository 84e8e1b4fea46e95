#include "server-sync/analytics/advance.hpp"

#include <algorithm>
#include <iterator>

namespace xz::server::analytics {

namespace {

bool may_move(const Total& from, const Total& to, const AggregateRules& rules) {
    return to.n >= from.n + rules.step && to.n >= rules.least;
}

void move_on(Total& published, const Total& counted, const AggregateRules& rules) {
    if (may_move(published, counted, rules)) {
        published = counted;
    }
}

void move_on(Totals& published, const Totals& counted, const AggregateRules& rules) {
    for (const auto& [code, total] : counted) {
        if (const auto there = published.find(code); there != published.end()) {
            move_on(there->second, total, rules);
        } else if (may_move({}, total, rules)) {
            published.emplace(code, total);
        }
    }
}

}  // namespace

std::optional<Sums> advance(const std::optional<Sums>& published, const std::vector<sync::ScoredResult>& counted,
                            const std::set<std::string>& elsewhere, const AggregateRules& rules) {
    std::vector<sync::ScoredResult> own;
    std::copy_if(counted.begin(), counted.end(), std::back_inserter(own),
                 [&](const sync::ScoredResult& result) { return !elsewhere.contains(result.student_no); });
    const Sums before = published.value_or(Sums{});
    const auto entered = static_cast<std::uint64_t>(std::count_if(
        own.begin(), own.end(), [&](const sync::ScoredResult& result) { return !before.members.contains(result.student_no); }));
    if (entered < rules.step || own.size() < rules.least) {
        return std::nullopt;
    }
    Sums now = sum_of(own);
    Sums next = before;
    next.members = std::move(now.members);
    next.instruments.insert(now.instruments.begin(), now.instruments.end());  // a measure that stays is the former one's
    next.students = now.students;
    next.levels = now.levels;
    move_on(next.overall, now.overall, rules);
    move_on(next.dimensions, now.dimensions, rules);
    move_on(next.data_dimensions, now.data_dimensions, rules);
    move_on(next.indicators, now.indicators, rules);
    return next;
}

}  // namespace xz::server::analytics
