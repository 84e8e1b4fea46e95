// When a published aggregate may move, and to what: never by so few students that a difference gives one of them away.
//
// DOMAIN 5 lets a snapshot advance when 10 more students entered, or at the window's close. Taken by the letter the second
// would publish, at the close, a difference of one student against the snapshot before. So the blocks stay whole to the end:
// what is left of a class at the close, fewer than 10, joins what is left of the other classes of its department, and enters
// the department's aggregate as one block of 10 or more; what is left of departments enters the college's the same way.
#pragma once

#include "server-sync/analytics/rules.hpp"
#include "server-sync/analytics/sums.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace xz::server::analytics {

// The group's next state out of everything counted in it, or nothing when it must stay. `elsewhere`: students who are
// published in a wider group's rest already. Each measure moves by itself: one that fewer than `step` more students
// answered keeps its former sum.
[[nodiscard]] std::optional<Sums> advance(const std::optional<Sums>& published, const std::vector<sync::ScoredResult>& counted,
                                          const std::set<std::string>& elsewhere, const AggregateRules& rules);

}  // namespace xz::server::analytics
