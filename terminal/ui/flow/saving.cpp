#include "terminal/ui/flow/saving.hpp"

#include "terminal/ui/flow/pages.hpp"

namespace xz::ui::flow {
namespace {

std::string body_of(const Session& session, protocol::RecordKind kind) {
    if (kind == protocol::RecordKind::Plan) return to_json(*session.plan.draft);
    if (kind == protocol::RecordKind::Checkpoint) return to_json(*session.checkpoint.draft);
    if (kind == protocol::RecordKind::Feedback) return to_json(*session.feedback.draft);
    return to_json(*session.diagnosis.draft);
}

Page review_of(protocol::RecordKind kind) {
    if (kind == protocol::RecordKind::Plan) return PlanReviewPage{};
    if (kind == protocol::RecordKind::Checkpoint) return CheckReviewPage{};
    if (kind == protocol::RecordKind::Feedback) return NewFeedbackPage{};
    return ReviewPage{};
}

// Tickets of several kinds follow one another: those of this kind that are not answered yet.
bool waits_for(const Saving& saving, Ticket ticket) { return saving.waiting.contains(ticket) && ticket > saving.done; }

}  // namespace

Effects save(State& state, Session& session, protocol::RecordKind kind) {
    const auto* begun = begun_of(session, kind);
    if (begun == nullptr) return {};
    auto& saving = saving_of(session, kind);
    saving.asked = ++state.last_ticket;
    saving.waiting.insert(saving.asked);
    return {SaveDraft{saving.asked, kind, begun->academic_year, body_of(session, kind)}};
}

Effects save_failed_ones(State& state, Session& session) {
    Effects effects;
    for (const auto kind : drafted_kinds)
        if (state_of(saving_of(session, kind)) == SaveState::Failed)
            for (auto& effect : save(state, session, kind)) effects.push_back(std::move(effect));
    return effects;
}

void saved(State& state, Session& session, const DraftSaved& answer) {
    for (const auto kind : drafted_kinds) {
        auto& saving = saving_of(session, kind);
        if (!waits_for(saving, answer.ticket)) continue;
        saving.waiting.erase(saving.waiting.begin(), saving.waiting.upper_bound(answer.ticket));
        saving.done = answer.ticket;
        saving.at = state.wall;
        saving.failed.reset();
    }
}

void store_failed(SignedIn& signed_in, const StoreFailed& failed) {
    const auto* submitting = std::get_if<Submitting>(&signed_in.page);
    if (submitting != nullptr && submitting->ticket == failed.ticket) {
        open_alone(signed_in, review_of(submitting->kind));
        signed_in.message = Message::NotSubmitted;
        return;
    }
    for (const auto kind : drafted_kinds) {
        auto& saving = saving_of(signed_in.session, kind);
        if (!waits_for(saving, failed.ticket)) continue;
        saving.failed = failed.problem;
        signed_in.message = failed.problem == StoreProblem::DiskFull ? Message::DiskFull : Message::NotSaved;
    }
}

}  // namespace xz::ui::flow
