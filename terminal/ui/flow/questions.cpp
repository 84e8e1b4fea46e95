#include "terminal/ui/flow/questions.hpp"

#include "terminal/core/support/json.hpp"

#include <algorithm>

#include <boost/json.hpp>

namespace xz::ui::flow {
namespace {

// The newest observation of this year, not after the freeze, as domain::merge judges it.
struct Data {
    domain::Evidence evidence;
    domain::Sheet sheet;
};

Data data_of(const Session& session, const domain::Instrument& instrument, Instant now) {
    Data data;
    data.evidence = evidence_of(session, now);
    data.sheet = domain::merge(instrument, student_of(session), {}, data.evidence);
    return data;
}

const domain::Observation* observation_of(const Data& data, std::string_view code) {
    const auto found = data.sheet.values.find(code);
    return found == data.sheet.values.end() ? nullptr : found->second.from;
}

bool is_revealed(const Session& session, std::string_view dimension) {
    return session.diagnosis.draft && session.diagnosis.draft->revealed.find(dimension) != session.diagnosis.draft->revealed.end();
}

// The most important goal's, where several are measured by it.
std::optional<domain::Decimal> target_of(const Session& session, const domain::Indicator& indicator) {
    const auto& draft = session.diagnosis.draft;
    if (!draft || !draft->plan) return std::nullopt;
    const auto found = draft->plan->dimensions.find(indicator.dimension);
    if (found == draft->plan->dimensions.end()) return std::nullopt;
    const domain::Goal* best = nullptr;
    for (const auto& goal : found->second.goals)
        if (goal.indicator == indicator.code && (best == nullptr || goal.priority > best->priority)) best = &goal;
    return best == nullptr ? std::nullopt : best->target;
}

enum class Reveal : std::uint8_t { AsSettled, Everything };

std::vector<Question> collect(const Session& session, std::string_view code, Instant now, Reveal reveal) {
    std::vector<Question> questions;
    const auto& instrument = instrument_of(session);
    const auto* dimension = instrument.dimension(code);
    if (dimension == nullptr) return questions;
    const auto data = data_of(session, instrument, now);
    const auto student = student_of(session);
    const bool online = session.context != nullptr;
    const bool shows_data = online && (reveal == Reveal::Everything || is_revealed(session, code));
    const bool sensitive = grants_sensitive(session.consents, session.published->notice());
    for (const auto& indicator : dimension->indicators) {
        Question question{&indicator, Place::Asked, std::nullopt, std::nullopt, std::nullopt};
        const auto* observation = observation_of(data, indicator.code);
        if (!indicator.asked() && !shows_data) continue;
        if (domain::is_exempt(indicator, student))
            question.place = Place::Exempt;
        else if (indicator.sensitive && !sensitive)
            question.place = Place::Withheld;
        else if (observation != nullptr && indicator.source != domain::Source::SelfReported && indicator.source != domain::Source::Verified) {
            if (!shows_data) continue;
            question.place = Place::Shown;
            question.observation = *observation;
        } else if (!indicator.asked())
            question.place = Place::NotArrived;
        question.last_year = last_answer(session, indicator);
        question.target = target_of(session, indicator);
        questions.push_back(std::move(question));
    }
    return questions;
}

bool is_filled(const Session& session, const domain::Indicator& indicator) {
    if (!session.diagnosis.draft) return false;
    const auto answer = session.diagnosis.draft->diagnosis.answers.of(indicator.code);
    if (const auto* missing = std::get_if<domain::Missing>(&answer)) return *missing != domain::Missing::Unanswered;
    return domain::is_answered(answer, indicator);
}

bool has_level(const Session& session, std::string_view dimension) {
    if (!session.diagnosis.draft) return false;
    const auto found = session.diagnosis.draft->diagnosis.dimensions.find(dimension);
    return found != session.diagnosis.draft->diagnosis.dimensions.end() && found->second.self_level.has_value();
}

}  // namespace

std::optional<domain::Answer> last_answer(const Session& session, const domain::Indicator& indicator) {
    if (session.context == nullptr || !session.context->last_diagnosis) return std::nullopt;
    const auto& answers = session.context->last_diagnosis->answers;
    const auto found = answers.find(indicator.code);
    if (found == answers.end()) return std::nullopt;
    const auto diagnosis = domain::diagnosis_from_json("{\"answers\":{\"" + indicator.code + "\":" + found->second + "}}");
    if (!diagnosis) return std::nullopt;
    auto answer = diagnosis->answers.of(indicator.code);
    if (std::holds_alternative<domain::Missing>(answer)) return std::nullopt;
    return answer;
}

std::vector<Question> questions_of(const Session& session, std::string_view dimension, Instant now) {
    return collect(session, dimension, now, Reveal::AsSettled);
}

Progress progress_of(const Session& session, std::string_view dimension, Instant now) {
    Progress progress{has_level(session, dimension) ? 1 : 0, 1};
    for (const auto& question : collect(session, dimension, now, Reveal::Everything)) {
        if (question.place != Place::Asked) continue;
        ++progress.asked;
        if (is_filled(session, *question.indicator)) ++progress.filled;
    }
    return progress;
}

Progress progress_of(const Session& session, Instant now) {
    Progress progress;
    for (const auto& dimension : instrument_of(session).dimensions) {
        ++progress.asked;
        if (progress_of(session, dimension.code, now).complete()) ++progress.filled;
    }
    return progress;
}

std::vector<domain::Gap> open_points(const Session& session, Instant now) {
    std::vector<domain::Gap> points;
    if (!session.diagnosis.draft) return points;
    const auto& instrument = instrument_of(session);
    const auto evidence = evidence_of(session, now);
    points = domain::gaps_of(session.diagnosis.draft->diagnosis, instrument, domain::merge(instrument, student_of(session), session.diagnosis.draft->diagnosis.answers, evidence));
    for (const auto& dimension : instrument.dimensions)
        for (const auto& question : collect(session, dimension.code, now, Reveal::Everything))
            if (question.place != Place::Asked)
                std::erase_if(points, [&](const domain::Gap& gap) { return gap.kind == domain::Gap::Kind::Indicator && gap.indicator == question.indicator->code; });
    return points;
}

bool lacks_plan(const Session& session) {
    const auto* standing = standing_of(session);
    return standing != nullptr && !standing->plan.active && (!session.diagnosis.draft || session.diagnosis.draft->diagnosis.plan.empty());
}

std::vector<GoalQuestion> goals_of(const Session& session, std::string_view dimension, Instant now) {
    std::vector<GoalQuestion> questions;
    const auto& draft = session.diagnosis.draft;
    if (!draft || !draft->plan || !is_revealed(session, dimension)) return questions;
    const auto found = draft->plan->dimensions.find(dimension);
    if (found == draft->plan->dimensions.end()) return questions;
    const auto& instrument = instrument_of(session);
    const auto evidence = evidence_of(session, now);
    const auto sheet = domain::merge(instrument, student_of(session), draft->diagnosis.answers, evidence);
    const auto results = domain::goal_results(*draft->plan, draft->diagnosis, instrument, sheet, domain::Confirmation::Waiting);
    for (const auto& goal : found->second.goals) {
        GoalQuestion question{&goal, {}, {}};
        for (const auto& result : results.goals)
            if (result.goal == goal.code) question.result = result;
        if (const auto review = draft->diagnosis.goals.find(goal.code); review != draft->diagnosis.goals.end()) question.review = review->second;
        questions.push_back(std::move(question));
    }
    return questions;
}

bool may_submit(const Session& session, Instant now) {
    const auto points = open_points(session, now);
    if (session.diagnosis.draft && lacks_plan(session) && session.diagnosis.draft->diagnosis.without_plan.empty()) return false;
    return session.diagnosis.draft.has_value() && std::none_of(points.begin(), points.end(), [](const domain::Gap& gap) { return gap.required; });
}

}  // namespace xz::ui::flow
