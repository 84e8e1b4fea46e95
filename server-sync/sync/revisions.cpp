#include "server-sync/sync/revisions.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

namespace xz::server::sync {

namespace {

bool wins(const RecordHead& left, const RecordHead& right) {
    if (left.proof != right.proof) {
        return left.proof > right.proof;
    }
    const Instant of_left = std::min(left.submitted_at, left.received_at);
    const Instant of_right = std::min(right.submitted_at, right.received_at);
    if (of_left != of_right) {
        return of_left < of_right;
    }
    return left.id > right.id;
}

}  // namespace

std::optional<std::size_t> current_revision(std::span<const RecordHead> records) {
    const auto is_there = [&](std::string_view id) {
        return std::any_of(records.begin(), records.end(), [&](const RecordHead& record) { return record.id == id; });
    };
    const auto base_of = [&](const RecordHead& record) {
        return is_there(record.base) ? std::string_view{record.base} : std::string_view{};
    };
    std::optional<std::size_t> standing;
    std::string_view base;
    std::set<std::string_view> seen{base};  // a ring of bases, which only a forger makes, ends the walk
    for (;;) {
        std::optional<std::size_t> best;
        for (std::size_t index = 0; index < records.size(); ++index) {
            if (base_of(records[index]) == base && (!best || wins(records[index], records[*best]))) {
                best = index;
            }
        }
        if (!best) {
            return standing;
        }
        standing = best;
        base = records[*best].id;
        if (!seen.insert(base).second) {
            return standing;
        }
    }
}

}  // namespace xz::server::sync
