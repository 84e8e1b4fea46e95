#include "terminal/core/domain/status_data.hpp"

#include <array>

namespace xz::domain {

namespace {

bool counts(const Observation& observation, const Indicator& indicator, const Evidence& evidence) {
    return observation.indicator == indicator.code && observation.year == evidence.year && !observation.superseded &&
           (!evidence.freeze || std::chrono::sys_days{observation.as_of} <= std::chrono::sys_days{*evidence.freeze}) &&
           imported_answer(indicator, observation.value);
}

// The newest that counts; of two of one day the later in the list.
const Observation* newest(const Indicator& indicator, const Evidence& evidence) {
    const Observation* best = nullptr;
    for (const auto& observation : evidence.observations)
        if (counts(observation, indicator, evidence) &&
            (!best || std::chrono::sys_days{best->as_of} <= std::chrono::sys_days{observation.as_of}))
            best = &observation;
    return best;
}

Resolved resolved(const Indicator& indicator, const Answers& answers, const Evidence& evidence) {
    const bool takes_data = indicator.source == Source::Imported || indicator.source == Source::ImportedOrVerified;
    if (const auto* observation = takes_data ? newest(indicator, evidence) : nullptr)
        return {.answer = *imported_answer(indicator, observation->value), .origin = Origin::Imported, .from = observation};
    const auto given = answers.of(indicator.code);
    if (indicator.source == Source::Imported)
        return {.answer = given == Answer{Missing::NotApplicable} ? Missing::NotApplicable : Missing::NotArrived,
                .origin = Origin::Imported};

    Resolved own{.answer = given};
    if (indicator.source == Source::SelfReported || !is_answered(given, indicator)) return own;
    const auto verdict = evidence.verified.find(indicator.code);
    own.pending = verdict == evidence.verified.end() || verdict->second == Verification::Pending;
    if (!own.pending && verdict->second == Verification::Rejected) own.answer = Missing::Unanswered;
    return own;
}

}  // namespace

std::string_view name_of(Verification verification) {
    constexpr std::array<std::string_view, 3> names{"pending", "confirmed", "rejected"};
    return names[static_cast<std::size_t>(verification)];
}

std::optional<Answer> imported_answer(const Indicator& indicator, const Decimal& value) {
    Answer answer{value};
    if (indicator.type == IndicatorType::Choice) {
        const auto whole = value.as_int();
        if (!whole) return std::nullopt;
        answer = Chosen{*whole};
    }
    if (fault_of(answer, indicator, Strictness::Computation)) return std::nullopt;
    return answer;
}

Answer Sheet::of(const Indicator& indicator) const {
    if (is_exempt(indicator, student)) return Missing::NotApplicable;
    const auto found = values.find(indicator.code);
    return found == values.end() ? Answer{Missing::Unanswered} : found->second.answer;
}

Sheet merge(const Instrument& instrument, const Student& student, const Answers& answers, const Evidence& evidence) {
    Sheet sheet{.student = student};
    for (const auto& dimension : instrument.dimensions)
        for (const auto& indicator : dimension.indicators)
            sheet.values.emplace(indicator.code, resolved(indicator, answers, evidence));
    return sheet;
}

}  // namespace xz::domain
