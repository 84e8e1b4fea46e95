// How much a group must be, and move by, before anything about its answers is published (DOMAIN 5, Aggregates).
#pragma once

#include <cstdint>

namespace xz::server::analytics {

struct AggregateRules {
    std::uint64_t least = 10;      // a smaller group is suppressed
    std::uint64_t step = 10;       // a published aggregate moves by at least as many students
    std::uint64_t small_cell = 5;  // a count from 1 to one below is shown as "<5"
    int cap = 95;                  // per cent: a larger share is ">95%", one below 100 − cap "<5%"
    std::size_t lowest = 5;        // indicators listed as the group's lowest
};

}  // namespace xz::server::analytics
