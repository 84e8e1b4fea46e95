#include "terminal/core/domain/warning.hpp"

#include "terminal/core/domain/scoring.hpp"
#include "terminal/core/domain/windows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace xz::domain {

namespace {

constexpr std::string_view MergedRule = "merged";

bool older(std::chrono::year_month_day left, std::chrono::year_month_day right) {
    return std::chrono::sys_days{left} < std::chrono::sys_days{right};
}

class Raising {
public:
    Raising(const WarningBasis& basis, const std::vector<TermObservation>& observations) : basis_{basis}, observations_{observations} {}

    std::vector<Raised> all() {
        for (const auto& dimension : basis_.instrument.dimensions)
            for (const auto& indicator : dimension.indicators)
                if (!indicator.warnings.empty() && takes_data(indicator) && !is_exempt(indicator, basis_.student)) raise(indicator);
        merge();
        return std::move(raised_);
    }

private:
    static bool takes_data(const Indicator& indicator) {
        return indicator.source == Source::Imported || indicator.source == Source::ImportedOrVerified;
    }

    [[nodiscard]] bool is_stale(const Observation& seen) const {
        return std::chrono::sys_days{basis_.today} - std::chrono::sys_days{seen.as_of} > std::chrono::days{basis_.new_red_max_age_days};
    }

    // By term the newest value that counts; of two of one day the later in the list.
    [[nodiscard]] std::map<std::string, const Observation*> newest(const Indicator& indicator) const {
        std::map<std::string, const Observation*> by_term;
        for (const auto& [seen, term] : observations_) {
            if (seen.indicator != indicator.code || seen.year != basis_.year || seen.superseded || !imported_answer(indicator, seen.value)) continue;
            auto& best = by_term[term];
            if (!best || !older(seen.as_of, best->as_of)) best = &seen;
        }
        return by_term;
    }

    void raise(const Indicator& indicator) {
        const Observation* last = nullptr;  // of the whole year: what the merged one counts
        std::optional<Colour> of_last;
        for (const auto& [term, seen] : newest(indicator)) {
            const auto colour = raise(indicator, *seen, term);
            if (last && older(seen->as_of, last->as_of)) continue;
            last = seen;
            of_last = colour;
        }
        if (!of_last) return;
        counted_.push_back(*of_last);
        if (of_last == Colour::Orange && !is_stale(*last)) ++fresh_oranges_;
        if (!newest_counted_ || older(*newest_counted_, last->as_of)) newest_counted_ = last->as_of;
    }

    std::optional<Colour> raise(const Indicator& indicator, const Observation& seen, const std::string& term) {
        const auto answer = *imported_answer(indicator, seen.value);
        const auto worst = is_stale(seen) ? Colour::Orange : Colour::Red;
        const auto* rule = warning_rule_of(indicator, answer, basis_.student, worst);
        if (!rule) return std::nullopt;
        raised_.push_back({.key = {.rule = indicator.code, .year = basis_.year, .term = term}, .colour = rule->colour, .value = seen.value.text(),
                           .threshold = rule->value, .source = seen.source, .as_of = seen.as_of});
        return rule->colour;
    }

    // A red of oranges is new when one of them is: they are not all old data.
    void merge() {
        const auto& rules = basis_.instrument.rules;
        auto merged = merged_warning(counted_, rules);
        if (!merged) return;
        const auto worst = *std::max_element(counted_.begin(), counted_.end());
        if (merged == Colour::Red && worst != Colour::Red && fresh_oranges_ == 0) merged = Colour::Orange;
        if (merged <= worst) return;
        const int needed = merged == Colour::Red ? rules.orange_to_red : rules.yellow_to_orange;
        raised_.push_back({.key = {.rule = std::string{MergedRule}, .year = basis_.year, .term = {}}, .colour = *merged, .value = {},
                           .threshold = Decimal{static_cast<std::uint32_t>(needed)}, .source = {}, .as_of = newest_counted_});
    }

    const WarningBasis& basis_;
    const std::vector<TermObservation>& observations_;
    std::vector<Raised> raised_;
    std::vector<Colour> counted_;
    int fresh_oranges_ = 0;
    std::optional<std::chrono::year_month_day> newest_counted_;
};

}  // namespace

std::string to_text(const WarningKey& key) {
    return fmt::format("{}/{}/{}", key.rule, key.year, key.term);
}

std::optional<WarningKey> warning_key_from(std::string_view text) {
    const auto first = text.find('/');
    const auto second = first == std::string_view::npos ? first : text.find('/', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    WarningKey key{.rule = std::string{text.substr(0, first)}, .year = std::string{text.substr(first + 1, second - first - 1)},
                   .term = std::string{text.substr(second + 1)}};
    const bool known_term = key.term.empty() || key.term == "1" || key.term == "2";
    constexpr std::size_t longest_rule = 32;
    if (key.rule.empty() || key.rule.size() > longest_rule || !is_academic_year(key.year) || !known_term) return std::nullopt;
    return key;
}

std::vector<Raised> warnings_of(const WarningBasis& basis, const std::vector<TermObservation>& observations) {
    return Raising{basis, observations}.all();
}

int response_days(Colour colour, const Rules& rules) {
    return rules.response_days[static_cast<std::size_t>(colour)];
}

}  // namespace xz::domain
