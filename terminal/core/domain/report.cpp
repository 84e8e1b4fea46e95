#include "terminal/core/domain/report.hpp"

#include <algorithm>
#include <array>

namespace xz::domain {

namespace {

constexpr std::size_t MostStrengths = 3;
constexpr std::size_t MostGaps = 6;

double middle_of(Level level, const Rules& rules) {
    const auto& [pass, good, excellent] = rules.levels;
    const std::array edges{0.0, pass.approximate(), good.approximate(), excellent.approximate(), 100.0};
    const auto band = static_cast<std::size_t>(level) - 1;
    return (edges[band] + edges[band + 1]) / 2;
}

std::optional<Colour> worst_warning(const Dimension& dimension, const Scores& scores) {
    std::optional<Colour> worst;
    for (const auto& indicator : dimension.indicators) {
        const auto* result = scores.indicator(indicator.code);
        if (result && result->warning) worst = std::max(worst.value_or(*result->warning), *result->warning);
    }
    return worst;
}

class Writer {
public:
    explicit Writer(const ReportSources& sources)
        : sources_{sources},
          sheet_{merge(sources.instrument, sources.student, sources.diagnosis.answers, sources.evidence)},
          last_instrument_{sources.last_year && sources.last_year->instrument ? *sources.last_year->instrument : sources.instrument} {
        if (comparable()) report_.compared = unchanged(sources.instrument, last_instrument_);
    }

    Report write() {
        const auto& instrument = sources_.instrument;
        report_.academic_year = sources_.evidence.year;
        report_.scores = score(instrument, sheet_);
        for (std::size_t index = 0; index < instrument.dimensions.size(); ++index)
            add(instrument.dimensions[index], report_.scores.dimensions[index]);
        for (const auto& result : report_.scores.indicators) add(result);
        rank();
        report_.change = whole_change();
        return std::move(report_);
    }

private:
    [[nodiscard]] bool comparable() const { return sources_.last_year && sources_.last_year->sheet; }

    void add(const Dimension& dimension, const DimensionResult& result) {
        const auto& rules = sources_.instrument.rules;
        ReportDimension entry{.code = dimension.code, .result = result};
        entry.warning = worst_warning(dimension, report_.scores);
        entry.data_level = data_result(dimension, sheet_, rules).level;
        if (const auto found = sources_.diagnosis.dimensions.find(dimension.code); found != sources_.diagnosis.dimensions.end())
            take(found->second, entry);
        if (entry.self_level) entry.radar_self = middle_of(*entry.self_level, rules);
        if (entry.self_level && entry.data_level) {
            entry.perception_gap = perception_gap(*entry.self_level, *entry.data_level);
            entry.asks_reflection = std::abs(*entry.perception_gap) >= rules.reflection_gap;
        }
        if (result.score) entry.radar_score = result.score->approximate();
        if (sources_.last_year) {
            const auto& then = sources_.last_year->dimensions;
            if (const auto found = then.find(dimension.code); found != then.end()) entry.radar_last_year = found->second.approximate();
        }
        if (const auto* before = comparable() ? last_instrument_.dimension(dimension.code) : nullptr)
            entry.change = compare(dimension, sheet_, *before, *sources_.last_year->sheet, report_.compared, rules);
        switch (result.state) {
            case Coverage::Complete: ++report_.dimensions_complete; break;
            case Coverage::Partial: ++report_.dimensions_partial; break;
            case Coverage::Insufficient: ++report_.dimensions_insufficient; break;
        }
        report_.dimensions.push_back(std::move(entry));
    }

    void take(const DimensionReview& review, ReportDimension& entry) {
        entry.self_level = review.self_level;
        entry.completion = review.completion;
        entry.problems = review.problems;
        entry.causes = review.causes;
        entry.gap_text = review.gap_text;
        for (const auto& improvement : review.improvements) {
            report_.improvements.push_back({entry.code, improvement});
            if (improvement.carry && !sources_.student.graduating) report_.carried.push_back({entry.code, improvement});
        }
    }

    void add(const IndicatorResult& result) {
        ReportIndicator entry{result, sheet_.values.at(result.code)};
        if (result.missing) entry.value.answer = *result.missing;
        if (entry.value.from) report_.data_arrived = true;
        report_.indicators.push_back(std::move(entry));
    }

    // The best dimensions first, the worst indicators first.
    void rank() {
        std::vector<const ReportDimension*> strong;
        for (const auto& dimension : report_.dimensions)
            if (dimension.result.level >= Level::Good) strong.push_back(&dimension);
        std::stable_sort(strong.begin(), strong.end(),
                         [](const auto* left, const auto* right) { return *left->result.score > *right->result.score; });
        strong.resize(std::min(strong.size(), MostStrengths));
        for (const auto* dimension : strong) report_.strengths.push_back(dimension->code);

        std::vector<const IndicatorResult*> weak;
        for (const auto& result : report_.scores.indicators)
            if (result.warning || result.level == Level::Below) weak.push_back(&result);
        std::stable_sort(weak.begin(), weak.end(), [](const auto* left, const auto* right) {
            return left->warning != right->warning ? left->warning > right->warning : *left->score < *right->score;
        });
        weak.resize(std::min(weak.size(), MostGaps));
        for (const auto* result : weak) report_.gaps.push_back(result->code);
    }

    [[nodiscard]] std::optional<Ratio> whole(const Instrument& instrument, const Sheet& sheet) const {
        std::vector<DimensionResult> results;
        for (const auto& dimension : instrument.dimensions)
            results.push_back(result_over(dimension, sheet, report_.compared, sources_.instrument.rules));
        return overall_score(instrument, results);
    }

    [[nodiscard]] Change whole_change() const {
        if (!comparable()) return {};
        return change_between(whole(sources_.instrument, sheet_), whole(last_instrument_, *sources_.last_year->sheet), sources_.instrument.rules);
    }

    const ReportSources& sources_;
    Sheet sheet_;
    const Instrument& last_instrument_;
    Report report_;
};

}  // namespace

Report make_report(const ReportSources& sources) {
    return Writer{sources}.write();
}

}  // namespace xz::domain
