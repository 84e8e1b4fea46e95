#include "terminal/ui/flow/handing_in.hpp"

#include "terminal/ui/flow/checking.hpp"
#include "terminal/ui/flow/errands.hpp"
#include "terminal/ui/flow/pages.hpp"
#include "terminal/ui/flow/planning.hpp"
#include "terminal/ui/flow/questions.hpp"

#include <algorithm>
#include <utility>

namespace xz::ui::flow {
namespace {

Submit record_of(const State& state, const Session& session, protocol::RecordKind kind, std::string payload) {
    const auto& begun = *begun_of(session, kind);
    return {.kind = kind,
            .academic_year = begun.academic_year,
            .instrument = instrument_of(session, kind).id(),
            .payload = std::move(payload),
            .consents = session.consents,
            .started_at = begun.started_at,
            .submitted_at = state.wall,
            .locale = state.preferences.language == domain::Language::Chinese ? "zh_CN" : "en"};
}

// What is handed in of a diagnosis: nothing sensitive without consent, no improvement without words, each with a code of its own.
void make_ready(domain::Diagnosis& diagnosis, const Session& session) {
    if (!grants_sensitive(session.consents, session.published->notice())) domain::withhold_sensitive(diagnosis, instrument_of(session));
    for (auto& [code, review] : diagnosis.dimensions)
        std::erase_if(review.improvements, [](const domain::Improvement& item) { return item.text.empty(); });
    domain::give_codes(diagnosis);
    if (!diagnosis.plan.empty()) diagnosis.without_plan.clear();
}

std::optional<Submit> prepared(State& state, SignedIn& signed_in) {
    auto& session = signed_in.session;
    if (std::holds_alternative<ReviewPage>(signed_in.page) && may_submit(session, state.wall)) {
        make_ready(session.diagnosis.draft->diagnosis, session);
        return record_of(state, session, protocol::RecordKind::Diagnosis, domain::to_json(session.diagnosis.draft->diagnosis));
    }
    if (std::holds_alternative<PlanReviewPage>(signed_in.page) && may_submit_plan(session))
        return record_of(state, session, protocol::RecordKind::Plan, domain::to_json(session.plan.draft->plan));
    if (std::holds_alternative<CheckReviewPage>(signed_in.page) && may_submit_checkpoint(session))
        return record_of(state, session, protocol::RecordKind::Checkpoint, domain::to_json(session.checkpoint.draft->checkpoint));
    return std::nullopt;
}

template <typename Draft>
void hand_over(Paper<Draft>& paper, const Submitted& answer) {
    paper.submission = Submission{answer.record_id, answer.seq, Arrival::OnThisTerminal};
    paper.sent = std::exchange(paper.draft, std::nullopt);
    paper.saving = {};
}

}  // namespace

Effects submit(State& state, SignedIn& signed_in) {
    auto record = prepared(state, signed_in);
    if (!record) return {};
    record->ticket = ++state.last_ticket;
    signed_in.removed.reset();
    open_alone(signed_in, Submitting{record->ticket, record->kind});
    return {std::move(*record)};
}

Effects submitted(State& state, SignedIn& signed_in, const Submitted& answer) {
    const auto* submitting = std::get_if<Submitting>(&signed_in.page);
    if (submitting == nullptr || submitting->ticket != answer.ticket) return {};
    auto& session = signed_in.session;
    const auto kind = submitting->kind;
    switch (kind) {
        case protocol::RecordKind::Plan: hand_over(session.plan, answer); break;
        case protocol::RecordKind::Checkpoint: hand_over(session.checkpoint, answer); break;
        case protocol::RecordKind::Diagnosis:
            session.handed_in = hand_in(session, state.wall);
            hand_over(session.diagnosis, answer);
            break;
        case protocol::RecordKind::Feedback: hand_over(session.feedback, answer); break;
    }
    open_alone(signed_in, Done{kind});
    Effects effects{SyncNow{}};
    if (kind == protocol::RecordKind::Feedback)
        for (auto& effect : keep_other_words(state, session)) effects.push_back(std::move(effect));
    return effects;
}

}  // namespace xz::ui::flow
