#include "server-sync/analytics/suppression.hpp"

#include <algorithm>
#include <numeric>

namespace xz::server::analytics {

namespace {

std::uint64_t total_of(const std::vector<std::uint64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

Range first_guess(std::uint64_t count, Cell cell, std::uint64_t total, const AggregateRules& rules) {
    switch (cell) {
        case Cell::Shown: return {count, count};
        case Cell::Small: return {1, std::min(rules.small_cell - 1, total)};
        case Cell::Withheld: break;
    }
    return {count == 0 ? 0 : rules.small_cell, total};  // a zero is withheld only when nothing else is left to withhold
}

std::vector<Range> guesses(const Row& row, const AggregateRules& rules) {
    std::vector<Range> ranges;
    const std::uint64_t total = total_of(row.counts);
    const bool nothing_said =
        std::all_of(row.cells.begin(), row.cells.end(), [](Cell cell) { return cell == Cell::Withheld; });
    for (std::size_t at = 0; at < row.counts.size(); ++at) {
        ranges.push_back(nothing_said ? Range{0, total} : first_guess(row.counts[at], row.cells[at], total, rules));
    }
    return ranges;
}

// Narrows each term of `terms`, which add up to something inside `sum`, by what the others leave. True: something moved.
bool narrow(const std::vector<Range*>& terms, Range& sum) {
    std::uint64_t lows = 0;
    std::uint64_t highs = 0;
    for (const Range* term : terms) {
        lows += term->low;
        highs += term->high;
    }
    const auto tighten = [](Range& range, std::uint64_t low, std::uint64_t high) {
        const Range before = range;
        range.low = std::max(range.low, low);
        range.high = std::min(range.high, high);
        return range != before;
    };
    bool moved = tighten(sum, lows, highs);
    for (Range* term : terms) {
        const std::uint64_t other_lows = lows - term->low;
        const std::uint64_t other_highs = highs - term->high;
        const std::uint64_t low = sum.low > other_highs ? sum.low - other_highs : 0;
        const std::uint64_t high = sum.high > other_lows ? sum.high - other_lows : 0;
        lows -= term->low;
        highs -= term->high;
        moved |= tighten(*term, low, high);
        lows += term->low;
        highs += term->high;
    }
    return moved;
}

bool gives_away(const Row& row, const std::vector<Range>& ranges) {
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        if (row.cells[at] == Cell::Small && ranges[at].low == ranges[at].high) {
            return true;
        }
    }
    return false;
}

bool anything_given_away(const Row& whole, const std::vector<Row>& parts, const AggregateRules& rules) {
    const auto known = deduce(whole, parts, rules);
    bool given_away = gives_away(whole, known[0]);
    for (std::size_t part = 0; part < parts.size(); ++part) {
        given_away = given_away || gives_away(parts[part], known[part + 1]);
    }
    return given_away;
}

// The smallest count that is still shown; zeros last, for they tell the least when they are shown.
std::optional<std::size_t> next_to_withhold(const Row& row) {
    std::optional<std::size_t> best;
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        const auto rank = [&](std::size_t place) { return std::pair{row.counts[place] == 0, row.counts[place]}; };
        if (row.cells[at] == Cell::Shown && (!best || rank(at) < rank(*best))) {
            best = at;
        }
    }
    return best;
}

}  // namespace

std::vector<std::vector<Range>> deduce(const Row& whole, const std::vector<Row>& parts, const AggregateRules& rules) {
    std::vector<std::vector<Range>> table{guesses(whole, rules)};
    std::uint64_t in_parts = 0;
    for (const Row& part : parts) {
        table.push_back(guesses(part, rules));
        in_parts += total_of(part.counts);
    }
    // What belongs to the whole and is in no published part: nothing is known of it but its size.
    const std::uint64_t total = total_of(whole.counts);
    const std::uint64_t rest = total > in_parts ? total - in_parts : 0;
    table.emplace_back(whole.counts.size(), Range{0, rest});

    std::vector<Range> totals{{total, total}};
    for (const Row& part : parts) {
        totals.push_back({total_of(part.counts), total_of(part.counts)});
    }
    totals.push_back({rest, rest});

    const bool columns_add_up = !parts.empty();
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t row = 0; row < table.size(); ++row) {
            std::vector<Range*> terms;
            for (Range& range : table[row]) {
                terms.push_back(&range);
            }
            moved |= narrow(terms, totals[row]);
        }
        for (std::size_t column = 0; columns_add_up && column < whole.counts.size(); ++column) {
            std::vector<Range*> terms;
            for (std::size_t row = 1; row < table.size(); ++row) {
                terms.push_back(&table[row][column]);
            }
            moved |= narrow(terms, table[0][column]);
        }
    }
    table.pop_back();
    return table;
}

Row suppress(std::vector<std::uint64_t> counts, const AggregateRules& rules) {
    return suppress(std::move(counts), {}, rules);
}

Row suppress(std::vector<std::uint64_t> counts, const std::vector<Row>& parts, const AggregateRules& rules) {
    Row whole{.counts = std::move(counts), .cells = {}};
    for (const std::uint64_t count : whole.counts) {
        whole.cells.push_back(count > 0 && count < rules.small_cell ? Cell::Small : Cell::Shown);
    }
    while (anything_given_away(whole, parts, rules)) {
        if (const auto next = next_to_withhold(whole)) {
            whole.cells[*next] = Cell::Withheld;
        } else {
            // Everything is hidden and yet that a count is small says too much: then not even that is said.
            std::fill(whole.cells.begin(), whole.cells.end(), Cell::Withheld);
            break;
        }
    }
    return whole;
}

}  // namespace xz::server::analytics
