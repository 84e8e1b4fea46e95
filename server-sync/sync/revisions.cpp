#include "server-sync/sync/revisions.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

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

// The records as a forest: each below its base. `Reached` also breaks a ring of bases, which only a forger makes.
class Revisions {
public:
    explicit Revisions(std::span<const RecordHead> records) : records_{records}, reached_(records.size(), Reached::No) {}

    [[nodiscard]] std::optional<std::size_t> standing() { return standing_below({}); }

private:
    enum class Reached { No, Yes };

    [[nodiscard]] std::string_view base_of(const RecordHead& record) const {
        const bool there = std::any_of(records_.begin(), records_.end(), [&](const RecordHead& each) { return each.id == record.base; });
        return there ? std::string_view{record.base} : std::string_view{};
    }

    // Of the branches there that lead to a record which does not stand back: the end of the winning one's.
    [[nodiscard]] std::optional<std::size_t> standing_below(std::string_view base) {
        std::optional<std::size_t> best;
        std::optional<std::size_t> end;
        for (std::size_t index = 0; index < records_.size(); ++index) {
            if (reached_[index] == Reached::Yes || base_of(records_[index]) != base) {
                continue;
            }
            reached_[index] = Reached::Yes;
            auto below = standing_below(records_[index].id);
            if (!below && !records_[index].withdrawn) {
                below = index;
            }
            if (below && (!best || wins(records_[index], records_[*best]))) {
                best = index;
                end = below;
            }
        }
        return end;
    }

    std::span<const RecordHead> records_;
    std::vector<Reached> reached_;
};

}  // namespace

std::optional<std::size_t> current_revision(std::span<const RecordHead> records) {
    return Revisions{records}.standing();
}

}  // namespace xz::server::sync
