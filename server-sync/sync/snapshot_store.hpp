// Aggregates as they were last published for a group; they move only by the rules of analytics (DOMAIN 5, Aggregates).
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

struct StoredSnapshot {
    std::string group_kind;  // "class" | "department" | "college"
    std::string group_code;
    std::string academic_year;
    std::uint64_t number = 1;  // counts up
    Instant made_at;
    std::uint64_t students = 0;
    std::string sums;   // exact inner state, never shown
    std::string shown;  // JSON for people, rules applied
};

class SnapshotStore {
public:
    virtual ~SnapshotStore() = default;
    [[nodiscard]] virtual std::optional<StoredSnapshot> newest(std::string_view group_kind, std::string_view group_code,
                                                               std::string_view academic_year) const = 0;
    // All at once, or none.
    virtual void put(std::vector<StoredSnapshot> snapshots, Completion<Done> done) = 0;
};

}  // namespace xz::server::sync
