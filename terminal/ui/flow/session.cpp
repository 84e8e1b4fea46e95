#include "terminal/ui/flow/session.hpp"

#include "terminal/core/domain/leave.hpp"

#include <algorithm>

#include <boost/json.hpp>

namespace xz::ui::flow {
namespace {

std::string notice_id(const domain::Notice& notice) { return "notice@" + std::to_string(notice.version); }

// "overall" is a JSON object with the score as text, if there was one.
std::optional<domain::Decimal> overall_score(const std::string& overall) {
    const auto parsed = json::parse(overall);
    if (!parsed || !parsed->is_object()) return std::nullopt;
    const auto* score = parsed->as_object().if_contains("score");
    if (score == nullptr || !score->is_string()) return std::nullopt;
    return domain::Decimal::parse(std::string_view{score->as_string()});
}

domain::Answers answers_of(const protocol::LastDiagnosis& last) {
    std::string payload = "{\"answers\":{";
    for (const auto& [code, answer] : last.answers) payload += (payload.back() == '{' ? "\"" : ",\"") + code + "\":" + answer;
    const auto diagnosis = domain::diagnosis_from_json(payload + "}}");
    return diagnosis ? diagnosis->answers : domain::Answers{};
}

std::vector<domain::Observation> observations_of(const protocol::StudentContext& context) {
    std::vector<domain::Observation> observations;
    for (const auto& datum : context.status_data)
        if (const auto value = domain::Decimal::parse(datum.value))
            observations.push_back({.indicator = datum.indicator, .value = *value, .source = datum.source, .as_of = datum.as_of, .year = datum.year});
    return observations;
}

// Into the places of `handed_in`, which its sheet points into. The year of this diagnosis is no year before.
void take_last_year(HandedIn& handed_in, const Session& session) {
    if (session.context == nullptr || !session.context->last_diagnosis) return;
    const auto& last = *session.context->last_diagnosis;
    if (last.academic_year >= handed_in.evidence.year) return;
    domain::LastYear before;
    before.academic_year = last.academic_year;
    before.instrument = session.published->instrument(last.instrument);
    before.overall = overall_score(last.overall);
    for (const auto& [code, score] : last.dimensions)
        if (score)
            if (const auto decimal = domain::Decimal::parse(*score)) before.dimensions.emplace(code, *decimal);
    if (before.instrument != nullptr) {  // by another's questions nothing can be compared
        handed_in.last_evidence.year = last.academic_year;
        handed_in.last_evidence.observations = observations_of(*session.context);
        auto student = handed_in.student;
        student.grade = std::max(1, student.grade - 1);
        student.graduating = false;
        before.sheet = domain::merge(*before.instrument, student, answers_of(last), handed_in.last_evidence);
    }
    handed_in.last_year = std::move(before);
}

struct Answered {
    domain::Diagnosis diagnosis;
    std::optional<domain::Plan> plan;
    domain::Verdicts verified = {};
};

std::shared_ptr<const HandedIn> judged(const Session& session, Answered answered, Instant now) {
    auto handed_in = std::make_shared<HandedIn>();
    handed_in->published = session.published;
    handed_in->instrument = &instrument_of(session);
    handed_in->diagnosis = std::move(answered.diagnosis);
    handed_in->plan = std::move(answered.plan);
    handed_in->evidence = evidence_of(session, now);
    handed_in->evidence.verified = std::move(answered.verified);
    handed_in->student = student_of(session);
    take_last_year(*handed_in, session);
    handed_in->report = domain::make_report({.instrument = *handed_in->instrument,
                                             .diagnosis = handed_in->diagnosis,
                                             .student = handed_in->student,
                                             .evidence = handed_in->evidence,
                                             .last_year = handed_in->last_year ? &*handed_in->last_year : nullptr});
    if (handed_in->plan) {
        const auto state = diagnosis_state_of(session);
        const bool confirmed = state && std::holds_alternative<domain::diagnosis_state::Confirmed>(*state);
        const auto sheet = domain::merge(*handed_in->instrument, handed_in->student, handed_in->diagnosis.answers, handed_in->evidence);
        handed_in->goals = domain::goal_results(*handed_in->plan, handed_in->diagnosis, *handed_in->instrument, sheet,
                                                confirmed ? domain::Confirmation::Given : domain::Confirmation::Waiting);
    }
    return handed_in;
}

// The newest record of this kind and year that is on its way to being counted; empty: none.
std::string under_way(const Session& session, protocol::RecordKind kind) {
    std::string newest;
    if (session.context == nullptr) return newest;
    for (const auto& one : session.context->submissions)
        if (one.kind == kind && one.academic_year == session.context->academic_year && one.id > newest && one.status != protocol::SubmissionStatus::Counted &&
            one.status != protocol::SubmissionStatus::Quarantined)
            newest = one.id;
    if (const auto& here = submission_of(session, kind)) newest = std::max(newest, here->record_id);
    return newest;
}

// What is published, with the year's windows as they wait for who came back from leave on that day.
std::shared_ptr<const domain::Published> waiting_for(const Session& session, const domain::Day& returned_on) {
    auto published = std::make_shared<domain::Published>(*session.published);
    for (auto& cycle : published->cycles)
        if (cycle.academic_year == session.context->academic_year) cycle = domain::after_leave(cycle, cohort_of(session), returned_on);
    return published;
}

}  // namespace

SaveState state_of(const Saving& saving) {
    if (saving.failed) return SaveState::Failed;
    if (saving.asked == 0) return saving.done == 0 ? SaveState::Nothing : SaveState::Saved;
    return saving.done >= saving.asked ? SaveState::Saved : SaveState::Saving;
}

const Begun* begun_of(const Session& session, protocol::RecordKind kind) {
    const auto of = [](const auto& paper) -> const Begun* { return paper.draft ? &*paper.draft : nullptr; };
    switch (kind) {
        case protocol::RecordKind::Plan: return of(session.plan);
        case protocol::RecordKind::Checkpoint: return of(session.checkpoint);
        case protocol::RecordKind::Diagnosis: return of(session.diagnosis);
        case protocol::RecordKind::Feedback: break;
    }
    return of(session.feedback);
}

Saving& saving_of(Session& session, protocol::RecordKind kind) {
    if (kind == protocol::RecordKind::Plan) return session.plan.saving;
    if (kind == protocol::RecordKind::Checkpoint) return session.checkpoint.saving;
    if (kind == protocol::RecordKind::Feedback) return session.feedback.saving;
    return session.diagnosis.saving;
}

const Saving& saving_of(const Session& session, protocol::RecordKind kind) { return saving_of(const_cast<Session&>(session), kind); }

const std::optional<Submission>& submission_of(const Session& session, protocol::RecordKind kind) {
    if (kind == protocol::RecordKind::Plan) return session.plan.submission;
    if (kind == protocol::RecordKind::Checkpoint) return session.checkpoint.submission;
    if (kind == protocol::RecordKind::Feedback) return session.feedback.submission;
    return session.diagnosis.submission;
}

void take_context(Session& session, std::shared_ptr<const protocol::StudentContext> context, Instant now) {
    session.context = std::move(context);
    session.dossier = session.context == nullptr ? nullptr : read_dossier(*session.context);
    if (const auto* standing = standing_of(session); standing != nullptr && standing->returned_on) session.published = waiting_for(session, *standing->returned_on);
    if (!session.diagnosis.submission) session.handed_in = handed_in_before(session, now);
}

const domain::YearStanding* standing_of(const Session& session) {
    return session.dossier != nullptr && session.dossier->standing ? &*session.dossier->standing : nullptr;
}
const domain::Warnings* warnings_of(const Session& session) {
    return session.dossier != nullptr && session.dossier->warnings ? &*session.dossier->warnings : nullptr;
}
const domain::Replies* replies_of(const Session& session) {
    return session.dossier != nullptr && session.dossier->replies ? &*session.dossier->replies : nullptr;
}

std::optional<domain::PlanState> plan_state_of(const Session& session) {
    const auto* standing = standing_of(session);
    const auto newest = under_way(session, protocol::RecordKind::Plan);
    if (standing == nullptr) return newest.empty() ? std::nullopt : std::optional<domain::PlanState>{domain::plan_state::Submitted{newest}};
    if (newest.empty() || newest <= domain::latest_record(standing->plan.state)) return standing->plan.state;
    const auto active = domain::active_record(standing->plan.state);
    if (active.empty()) return domain::plan_state::Submitted{newest};
    return domain::plan_state::RevisionSubmitted{active, newest};
}

std::optional<domain::DiagnosisState> diagnosis_state_of(const Session& session) {
    const auto* standing = standing_of(session);
    const auto newest = under_way(session, protocol::RecordKind::Diagnosis);
    if (newest.empty()) return standing == nullptr ? std::nullopt : std::optional{standing->diagnosis.state};
    if (standing != nullptr && newest <= domain::latest_record(standing->diagnosis.state)) return standing->diagnosis.state;
    return domain::diagnosis_state::Submitted{newest};
}

std::optional<domain::YearStanding> standing_now(const Session& session) {
    const auto* told = standing_of(session);
    if (told == nullptr) return std::nullopt;
    auto standing = *told;
    if (auto state = plan_state_of(session)) standing.plan.state = std::move(*state);
    if (auto state = diagnosis_state_of(session)) standing.diagnosis.state = std::move(*state);
    if (const auto& here = session.checkpoint.submission) standing.checkpoint_record = here->record_id;
    return standing;
}

const domain::Instrument& instrument_of(const Session& session, protocol::RecordKind kind) {
    if (const auto* begun = begun_of(session, kind))
        if (const auto* begun_with = session.published->instrument(begun->instrument)) return *begun_with;
    return session.published->current();
}

domain::Student student_of(const Session& session) {
    // Unknown offline: the year and internship that exempt from nothing.
    if (session.context == nullptr) return {.grade = 2, .graduating = false, .internship_started = true};
    return {.grade = session.context->grade, .graduating = session.context->graduating, .internship_started = session.context->internship_started};
}

const domain::Cycle& cycle_of(const Session& session, Instant now) {
    for (const auto kind : drafted_kinds)
        if (const auto* begun = begun_of(session, kind))
            if (const auto* begun_in = session.published->cycle(begun->academic_year)) return *begun_in;
    if (session.context != nullptr)
        if (const auto* told = session.published->cycle(session.context->academic_year)) return *told;
    return session.published->cycle_at(now);
}

domain::Cohort cohort_of(const Session& session) {
    return session.context != nullptr && session.context->graduating ? domain::Cohort::Graduating : domain::Cohort::Continuing;
}

protocol::RecordKind kind_of(domain::Activity activity) {
    switch (activity) {
        case domain::Activity::Plan: return protocol::RecordKind::Plan;
        case domain::Activity::Checkpoint: return protocol::RecordKind::Checkpoint;
        case domain::Activity::Diagnosis: return protocol::RecordKind::Diagnosis;
        case domain::Activity::Feedback: break;
    }
    return protocol::RecordKind::Feedback;
}

domain::Activity activity_of(protocol::RecordKind kind) {
    switch (kind) {
        case protocol::RecordKind::Plan: return domain::Activity::Plan;
        case protocol::RecordKind::Checkpoint: return domain::Activity::Checkpoint;
        case protocol::RecordKind::Diagnosis: return domain::Activity::Diagnosis;
        case protocol::RecordKind::Feedback: break;
    }
    return domain::Activity::Feedback;
}

domain::WindowState window_of(const Session& session, domain::Activity activity, Instant now) {
    const auto& cycle = cycle_of(session, now);
    const auto own = cycle.state(activity, cohort_of(session), now);
    if (session.context != nullptr || own == domain::WindowState::Open) return own;
    // Offline nobody knows who graduates: either window will do.
    return cycle.state(activity, domain::Cohort::Graduating, now) == domain::WindowState::Open ? domain::WindowState::Open : own;
}

bool may_fill(const Session& session, domain::Activity activity, Instant now) {
    if (window_of(session, activity, now) == domain::WindowState::Open) return true;
    const auto* begun = begun_of(session, kind_of(activity));
    if (begun == nullptr) return false;
    const auto& cycle = cycle_of(session, now);
    const auto begun_inside = [&](domain::Cohort cohort) { return cycle.accepts(activity, cohort, begun->started_at); };
    return begun_inside(cohort_of(session)) || (session.context == nullptr && begun_inside(domain::Cohort::Graduating));
}

bool grants_sensitive(const Consents& consents, const domain::Notice& notice) {
    return std::all_of(notice.consents.begin(), notice.consents.end(), [&](const domain::ConsentItem& item) {
        return !item.sensitive ||
               std::any_of(consents.begin(), consents.end(), [&](const auto& consent) { return consent.purpose == item.code && consent.given; });
    });
}

Consents consents_to(const domain::Notice& notice, SensitiveConsent sensitive, Instant at) {
    Consents consents;
    for (const auto& item : notice.consents)
        consents.push_back({item.code, notice_id(notice), !item.sensitive || sensitive == SensitiveConsent::Granted, at});
    return consents;
}

bool covers(const Consents& consents, const domain::Notice& notice) {
    const auto id = notice_id(notice);
    return std::all_of(notice.consents.begin(), notice.consents.end(), [&](const domain::ConsentItem& item) {
        return std::any_of(consents.begin(), consents.end(), [&](const auto& consent) {
            return consent.purpose == item.code && consent.notice == id && (consent.given || !item.required);
        });
    });
}

domain::Evidence evidence_of(const Session& session, Instant now) {
    domain::Evidence evidence;
    const auto& cycle = cycle_of(session, now);
    evidence.year = cycle.academic_year;
    if (const auto* window = cycle.window(domain::Activity::Diagnosis, cohort_of(session))) evidence.freeze = window->freeze;
    if (session.context != nullptr) evidence.observations = observations_of(*session.context);
    return evidence;
}

std::shared_ptr<const HandedIn> hand_in(const Session& session, Instant now) {
    const auto& draft = session.diagnosis.draft;
    return draft ? judged(session, {draft->diagnosis, draft->plan}, now) : nullptr;
}

std::shared_ptr<const HandedIn> handed_in_before(const Session& session, Instant now) {
    const auto* standing = standing_of(session);
    if (standing == nullptr || !standing->diagnosis.handed_in) return nullptr;
    return judged(session, {*standing->diagnosis.handed_in, standing->plan.active, standing->diagnosis.verified}, now);
}

}  // namespace xz::ui::flow
