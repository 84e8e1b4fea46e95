#include "terminal/ui/flow/session.hpp"

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

std::optional<domain::LastYear> last_year_of(const Session& session) {
    if (session.context == nullptr || !session.context->last_diagnosis) return std::nullopt;
    const auto& last = *session.context->last_diagnosis;
    domain::LastYear result;
    result.academic_year = last.academic_year;
    result.overall = overall_score(last.overall);
    for (const auto& [code, score] : last.dimensions)
        if (score)
            if (const auto decimal = domain::Decimal::parse(*score)) result.dimensions.emplace(code, *decimal);
    return result;
}

}  // namespace

SaveState state_of(const Saving& saving) {
    if (saving.failed) return SaveState::Failed;
    if (saving.asked == 0) return saving.done == 0 ? SaveState::Nothing : SaveState::Saved;
    return saving.done >= saving.asked ? SaveState::Saved : SaveState::Saving;
}

const domain::Instrument& instrument_of(const Session& session) {
    if (session.draft)
        if (const auto* begun_with = session.published->instrument(session.draft->instrument)) return *begun_with;
    return session.published->current();
}

domain::Student student_of(const Session& session) {
    // Unknown offline: the year and internship that exempt from nothing.
    if (session.context == nullptr) return {.grade = 2, .graduating = false, .internship_started = true};
    return {.grade = session.context->grade, .graduating = session.context->graduating, .internship_started = session.context->internship_started};
}

const domain::Cycle& cycle_of(const Session& session, Instant now) {
    if (session.draft)
        if (const auto* begun_in = session.published->cycle(session.draft->academic_year)) return *begun_in;
    if (session.context != nullptr)
        if (const auto* told = session.published->cycle(session.context->academic_year)) return *told;
    return session.published->cycle_at(now);
}

domain::Cohort cohort_of(const Session& session) {
    return session.context != nullptr && session.context->graduating ? domain::Cohort::Graduating : domain::Cohort::Continuing;
}

domain::WindowState diagnosis_window(const Session& session, Instant now) {
    const auto& cycle = cycle_of(session, now);
    const auto own = cycle.state(domain::Activity::Diagnosis, cohort_of(session), now);
    if (session.context != nullptr || own == domain::WindowState::Open) return own;
    // Offline nobody knows who graduates: either window will do.
    return cycle.state(domain::Activity::Diagnosis, domain::Cohort::Graduating, now) == domain::WindowState::Open ? domain::WindowState::Open : own;
}

bool may_fill(const Session& session, Instant now) {
    if (diagnosis_window(session, now) == domain::WindowState::Open) return true;
    if (!session.draft) return false;
    const auto& cycle = cycle_of(session, now);
    const auto begun_inside = [&](domain::Cohort cohort) { return cycle.accepts(domain::Activity::Diagnosis, cohort, session.draft->started_at); };
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
    if (session.context == nullptr) return evidence;
    for (const auto& datum : session.context->status_data)
        if (const auto value = domain::Decimal::parse(datum.value))
            evidence.observations.push_back({.indicator = datum.indicator, .value = *value, .source = datum.source, .as_of = datum.as_of, .year = datum.year});
    return evidence;
}

std::shared_ptr<const HandedIn> hand_in(const Session& session, Instant now) {
    auto handed_in = std::make_shared<HandedIn>();
    handed_in->published = session.published;
    handed_in->instrument = &instrument_of(session);
    if (session.draft) handed_in->diagnosis = session.draft->diagnosis;
    handed_in->evidence = evidence_of(session, now);
    handed_in->last_year = last_year_of(session);
    handed_in->student = student_of(session);
    handed_in->report = domain::make_report({.instrument = *handed_in->instrument,
                                             .diagnosis = handed_in->diagnosis,
                                             .student = handed_in->student,
                                             .evidence = handed_in->evidence,
                                             .last_year = handed_in->last_year ? &*handed_in->last_year : nullptr});
    return handed_in;
}

}  // namespace xz::ui::flow
