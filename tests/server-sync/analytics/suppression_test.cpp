#include "server-sync/analytics/suppression.hpp"
#include "tests/support/property.hpp"

#include <catch2/catch_test_macros.hpp>

#include <numeric>
#include <set>

using namespace xz::server::analytics;

namespace {

const AggregateRules rules;

// Somebody who knows the group's size, the rules, and tries every table that fits what is shown.
class Attacker {
public:
    explicit Attacker(const Row& row) : row_{row}, possible_(row.counts.size()), guess_(row.counts.size()) {
        const auto total = std::accumulate(row.counts.begin(), row.counts.end(), std::uint64_t{0});
        nothing_said_ = std::all_of(row.cells.begin(), row.cells.end(), [](Cell cell) { return cell == Cell::Withheld; });
        fill(0, total);
    }
    [[nodiscard]] bool knows(std::size_t cell) const { return possible_[cell].size() == 1; }

private:
    void fill(std::size_t at, std::uint64_t left) {
        if (at == guess_.size()) {
            if (left == 0) {
                for (std::size_t cell = 0; cell < guess_.size(); ++cell) {
                    possible_[cell].insert(guess_[cell]);
                }
            }
            return;
        }
        for (std::uint64_t value = 0; value <= left; ++value) {
            if (fits(at, value)) {
                guess_[at] = value;
                fill(at + 1, left - value);
            }
        }
    }
    [[nodiscard]] bool fits(std::size_t at, std::uint64_t value) const {
        switch (row_.cells[at]) {
            case Cell::Shown: return value == row_.counts[at];
            case Cell::Small: return value >= 1 && value < rules.small_cell;
            case Cell::Withheld: break;
        }
        return nothing_said_ || value == 0 || value >= rules.small_cell;
    }

    Row row_;
    std::vector<std::set<std::uint64_t>> possible_;
    std::vector<std::uint64_t> guess_;
    bool nothing_said_ = false;
};

}  // namespace

TEST_CASE("Counts of five and more, and zeros, are shown where they give nothing away") {
    const Row row = suppress({10, 0, 7, 20, 0}, rules);
    CHECK(row.cells == std::vector<Cell>(5, Cell::Shown));
}

TEST_CASE("A single small count takes another one with it") {
    const Row row = suppress({10, 2, 7, 20, 0}, rules);
    CHECK(row.cells[1] == Cell::Small);
    CHECK(row.cells[2] == Cell::Withheld);
    CHECK(row.cells[3] == Cell::Shown);
}

TEST_CASE("Two small counts whose sum says them both are hidden further") {
    for (const std::vector<std::uint64_t>& counts : {std::vector<std::uint64_t>{1, 1, 8, 0, 0}, {4, 4, 12, 0, 0}, {4, 4, 4, 0, 0}}) {
        const Row row = suppress(counts, rules);
        const Attacker attacker{row};
        for (std::size_t cell = 0; cell < counts.size(); ++cell) {
            if (counts[cell] > 0 && counts[cell] < rules.small_cell) {
                CHECK_FALSE(attacker.knows(cell));
            }
        }
    }
}

TEST_CASE("No small count follows from the others and the group's size") {
    xz::testing::check_property("suppressed rows", [] {
        auto counts = *rc::gen::container<std::vector<std::uint64_t>>(
            5, rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint64_t>(0, 9)));
        const auto total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
        RC_PRE(total >= rules.least);
        const Row row = suppress(counts, rules);
        const Attacker attacker{row};
        for (std::size_t cell = 0; cell < counts.size(); ++cell) {
            const bool small = counts[cell] > 0 && counts[cell] < rules.small_cell;
            RC_ASSERT(!small || row.cells[cell] != Cell::Shown);
            RC_ASSERT(!small || !attacker.knows(cell));
        }
    });
}

TEST_CASE("A department's counts do not give away what its classes hide") {
    xz::testing::check_property("suppressed tables", [] {
        const auto classes = *rc::gen::inRange<std::size_t>(2, 5);
        std::vector<Row> parts;
        std::vector<std::uint64_t> sum(5, 0);
        for (std::size_t index = 0; index < classes; ++index) {
            auto counts = *rc::gen::container<std::vector<std::uint64_t>>(5, rc::gen::inRange<std::uint64_t>(0, 14));
            counts[0] += rules.least;
            for (std::size_t level = 0; level < counts.size(); ++level) {
                sum[level] += counts[level];
            }
            parts.push_back(suppress(counts, rules));
        }
        const Row whole = suppress(sum, parts, rules);
        const auto known = deduce(whole, parts, rules);
        for (std::size_t part = 0; part < parts.size(); ++part) {
            for (std::size_t level = 0; level < sum.size(); ++level) {
                const auto& range = known[part + 1][level];
                RC_ASSERT(parts[part].cells[level] != Cell::Small || range.low < range.high);
                RC_ASSERT(range.low <= parts[part].counts[level] && parts[part].counts[level] <= range.high);
            }
        }
    });
}
