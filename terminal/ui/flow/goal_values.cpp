#include "terminal/ui/flow/goal_values.hpp"

#include "terminal/ui/flow/questions.hpp"

#include <algorithm>

namespace xz::ui::flow {
namespace {

using domain::Day;

// Means are kept to a tenth, as they are shown.
constexpr int mean_places = 1;

std::optional<domain::Decimal> number_of(const domain::Indicator& indicator, const domain::Answer& answer) {
    if (!domain::is_answered(answer, indicator)) return std::nullopt;
    if (const auto* number = std::get_if<domain::Decimal>(&answer)) return *number;
    return domain::Decimal::parse(domain::value_of(answer).rounded(indicator.type == domain::IndicatorType::Likert ? mean_places : 0));
}

const domain::Observation* newest_of(const domain::Evidence& evidence, std::string_view indicator) {
    const domain::Observation* newest = nullptr;
    for (const auto& one : evidence.observations)
        if (one.indicator == indicator && one.year == evidence.year && !one.superseded && (newest == nullptr || one.as_of > newest->as_of)) newest = &one;
    return newest;
}

Day a_year_later(Day day) {
    const Day later{day.year() + std::chrono::years{1}, day.month(), day.day()};
    return later.ok() ? later : Day{later.year() / later.month() / std::chrono::last};
}

domain::Decimal whole(int value) { return domain::Decimal{static_cast<std::uint32_t>(value)}; }

Day day_before(Day day) { return Day{std::chrono::sys_days{day} - std::chrono::days{1}}; }

}  // namespace

KnownValues known_values(const Session& session, const domain::Indicator& indicator, Instant now) {
    KnownValues known;
    auto evidence = evidence_of(session, now);
    if (const auto* newest = newest_of(evidence, indicator.code)) {
        known.newest = newest->value;
        known.from = *newest;
    } else if (session.diagnosis.draft) {
        known.newest = number_of(indicator, session.diagnosis.draft->diagnosis.answers.of(indicator.code));
    }
    if (const auto last = last_answer(session, indicator)) known.last_year = number_of(indicator, *last);
    if (!known.last_year && session.context != nullptr && session.context->last_diagnosis && session.context->last_diagnosis->academic_year != evidence.year) {
        evidence.year = session.context->last_diagnosis->academic_year;
        if (const auto* last = newest_of(evidence, indicator.code)) {
            known.last_year = last->value;
            known.last_year_source = domain::BaselineSource::Data;
        }
    }
    return known;
}

ValueRange range_of(const domain::Indicator& indicator) {
    switch (indicator.type) {
        case domain::IndicatorType::Choice: return {whole(indicator.choices.front().value), whole(indicator.choices.back().value), 0};
        case domain::IndicatorType::Likert: return {whole(1), whole(5), mean_places};
        case domain::IndicatorType::Number:
        case domain::IndicatorType::Count: break;
    }
    return {indicator.limits.low, indicator.limits.high, std::min(indicator.limits.places, mean_places)};
}

bool can_be(const domain::Indicator& indicator, const domain::Decimal& value) {
    const auto range = range_of(indicator);
    if (value < range.low || value > range.high) return false;
    if (indicator.type != domain::IndicatorType::Choice) return true;
    const auto whole = value.as_int();
    return whole && std::any_of(indicator.choices.begin(), indicator.choices.end(), [&](const domain::Choice& choice) { return choice.value == *whole; });
}

std::optional<domain::Decimal> threshold_of(const domain::Indicator& indicator, domain::Level level) {
    if (!indicator.thresholds) return std::nullopt;
    switch (level) {
        case domain::Level::Pass: return indicator.thresholds->pass;
        case domain::Level::Good: return indicator.thresholds->good;
        case domain::Level::Excellent: return indicator.thresholds->excellent;
        case domain::Level::Below: break;
    }
    return std::nullopt;
}

void measure_by(domain::Goal& goal, const domain::Indicator& indicator, std::optional<domain::Level> target, const KnownValues& known) {
    goal.indicator = indicator.code;
    goal.baseline = known.newest ? known.newest : known.last_year;
    if (goal.baseline && !can_be(indicator, *goal.baseline)) goal.baseline.reset();
    goal.baseline_source.reset();
    goal.target.reset();
    if (!goal.baseline) return;
    if (known.newest) goal.baseline_source = known.from ? domain::BaselineSource::Data : domain::BaselineSource::Self;
    else goal.baseline_source = known.last_year_source;
    goal.target = goal.baseline;
    const auto aim = threshold_of(indicator, target.value_or(domain::Level::Good));
    if (!aim) return;
    const bool better = indicator.direction == domain::Direction::Up ? *aim > *goal.baseline : *aim < *goal.baseline;
    if (better) goal.target = aim;
}

Milestones milestones_for(const Session& session, DaySubject::Kind kind, Instant now) {
    const auto& cycle = cycle_of(session, now);
    const auto cohort = cohort_of(session);
    Milestones milestones;
    const auto opening_of = [&](domain::Activity activity) -> std::optional<Day> {
        const auto* window = cycle.window(activity, cohort);
        if (window == nullptr) return std::nullopt;
        const auto day = day_before(window->opens);
        return kind == DaySubject::Kind::Improvement ? a_year_later(day) : day;
    };
    milestones.checkpoint = opening_of(domain::Activity::Checkpoint);
    milestones.diagnosis = opening_of(domain::Activity::Diagnosis);
    const auto span = days_for(session, kind, now);
    const auto keep = [&](std::optional<Day>& day) {
        if (day && (*day < span.first || *day > span.last)) day.reset();
    };
    keep(milestones.checkpoint);
    keep(milestones.diagnosis);
    return milestones;
}

DaySpan days_for(const Session& session, DaySubject::Kind kind, Instant now) {
    const auto& cycle = cycle_of(session, now);
    const auto* window = cycle.window(domain::Activity::Diagnosis, cohort_of(session));
    const auto last = window == nullptr ? cycle.carry_over : window->closes;
    if (kind == DaySubject::Kind::Improvement) return {last, a_year_later(last)};
    const auto today = day_in_china(now);
    return {std::min(today, last), last};
}

Day usual_due(const Session& session, DaySubject::Kind kind, Instant now) {
    const auto milestones = milestones_for(session, kind, now);
    if (kind == DaySubject::Kind::Measure && milestones.checkpoint) return *milestones.checkpoint;
    if (milestones.diagnosis) return *milestones.diagnosis;
    return days_for(session, kind, now).last;
}

std::vector<PlacedGoal> goals_of(const domain::Plan& plan, const domain::Instrument& instrument) {
    std::vector<PlacedGoal> goals;
    for (const auto& dimension : instrument.dimensions)
        if (const auto found = plan.dimensions.find(dimension.code); found != plan.dimensions.end())
            for (const auto& goal : found->second.goals) goals.push_back({dimension.code, &goal});
    return goals;
}

std::string dimension_of(const domain::Plan& plan, std::string_view goal) {
    for (const auto& [code, dimension] : plan.dimensions)
        for (const auto& one : dimension.goals)
            if (one.code == goal) return code;
    return {};
}

}  // namespace xz::ui::flow
