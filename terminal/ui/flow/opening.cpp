#include "terminal/ui/flow/opening.hpp"

#include "terminal/ui/flow/pages.hpp"

#include <algorithm>
#include <utility>

namespace xz::ui::flow {
namespace {

template <typename Draft>
void take(Paper<Draft>& paper, std::optional<Draft> read, SignedIn& signed_in, Ticket ticket) {
    paper.draft = std::move(read);
    if (paper.draft)
        paper.saving.done = ticket;
    else
        signed_in.message = Message::DraftUnreadable;
}

void take(SignedIn& signed_in, protocol::RecordKind kind, const DraftLoaded& answer) {
    if (!answer.body) return;
    auto& session = signed_in.session;
    switch (kind) {
        case protocol::RecordKind::Plan: take(session.plan, plan_draft_from_json(*answer.body), signed_in, answer.ticket); break;
        case protocol::RecordKind::Checkpoint: take(session.checkpoint, checkpoint_draft_from_json(*answer.body), signed_in, answer.ticket); break;
        case protocol::RecordKind::Diagnosis: take(session.diagnosis, diagnosis_draft_from_json(*answer.body), signed_in, answer.ticket); break;
        case protocol::RecordKind::Feedback: take(session.feedback, feedback_draft_from_json(*answer.body), signed_in, answer.ticket); break;
    }
}

// What was agreed to at this login stands; else what the drafts were begun with.
void join_consents(Session& session) {
    const auto each = [&](const auto& what) {
        if (session.plan.draft) what(*session.plan.draft);
        if (session.checkpoint.draft) what(*session.checkpoint.draft);
        if (session.diagnosis.draft) what(*session.diagnosis.draft);
        if (session.feedback.draft) what(*session.feedback.draft);
    };
    each([&](const Begun& begun) {
        if (session.consents.empty()) session.consents = begun.consents;
    });
    each([&](Begun& begun) { begun.consents = session.consents; });
}

}  // namespace

Effects open_drafts(State& state, SignedIn& signed_in) {
    Effects effects;
    Opening opening;
    const auto year = cycle_of(signed_in.session, state.wall).academic_year;
    for (const auto kind : drafted_kinds) {
        const Ticket ticket = ++state.last_ticket;
        opening.waiting.emplace(ticket, kind);
        effects.push_back(OpenDraft{ticket, kind, year});
    }
    signed_in.page = std::move(opening);
    return effects;
}

Effects draft_loaded(State&, SignedIn& signed_in, const DraftLoaded& answer) {
    auto* opening = std::get_if<Opening>(&signed_in.page);
    if (opening == nullptr) return {};
    const auto found = opening->waiting.find(answer.ticket);
    if (found == opening->waiting.end()) return {};
    take(signed_in, found->second, answer);
    opening->waiting.erase(found);
    if (!opening->waiting.empty()) return {};
    auto& session = signed_in.session;
    join_consents(session);
    look_at_active_plan(session);
    if (session.dossier != nullptr && !session.dossier->whole() && !signed_in.message) signed_in.message = Message::DossierUnreadable;
    open_alone(signed_in, covers(session.consents, session.published->notice()) ? Page{Home{}} : Page{NoticePage{}});
    return {};
}

void look_at_active_plan(Session& session) {
    const auto* standing = standing_of(session);
    if (standing == nullptr || !standing->plan.active) return;
    const auto& plan = *standing->plan.active;
    const auto record = domain::active_record(standing->plan.state);
    const auto keep_known = [&](auto& goals) { std::erase_if(goals, [&](const auto& entry) { return plan.goal(entry.first) == nullptr; }); };
    if (auto& draft = session.diagnosis.draft; draft && draft->diagnosis.plan != record) {
        draft->diagnosis.plan = record;
        draft->diagnosis.without_plan.clear();
        draft->plan = plan;
        keep_known(draft->diagnosis.goals);
    }
    if (auto& draft = session.checkpoint.draft; draft && draft->checkpoint.plan != record) {
        draft->checkpoint.plan = record;
        draft->plan = plan;
        keep_known(draft->checkpoint.goals);
        for (auto& [code, check] : draft->checkpoint.goals) {
            const auto& measures = plan.goal(code)->measures;
            std::erase_if(check.measures, [&](const auto& entry) {
                return std::none_of(measures.begin(), measures.end(), [&](const domain::Measure& measure) { return measure.code == entry.first; });
            });
        }
    }
}

}  // namespace xz::ui::flow
