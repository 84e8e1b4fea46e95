#include "terminal/ui/flow/acting.hpp"

#include <utility>

namespace xz::ui::flow {

Effects act(State& state, SignedIn& signed_in, Wanted wanted) {
    auto& session = signed_in.session;
    if (session.asking) return {};
    if (session.context == nullptr) {
        signed_in.message = Message::ActUnreachable;
        return {};
    }
    const Ticket ticket = ++state.last_ticket;
    session.asking = Asking{ticket, wanted.type, wanted.subject};
    return {Act{ticket, wanted.type, std::move(wanted.subject), std::move(wanted.text)}};
}

std::optional<Asking> acted(State& state, SignedIn& signed_in, const Acted& answer) {
    auto& session = signed_in.session;
    if (!session.asking || session.asking->ticket != answer.ticket) return std::nullopt;
    const auto asked = std::exchange(session.asking, std::nullopt);
    const bool done = answer.outcome == protocol::ActionAnswer::Outcome::Done;
    // What was withdrawn is handed in no longer.
    if (done && asked->type == protocol::ActionType::PlanWithdraw && session.plan.submission && session.plan.submission->record_id == asked->subject) {
        session.plan.submission.reset();
        session.plan.sent.reset();
    }
    if (answer.context != nullptr) take_context(session, answer.context, state.wall);
    if (!done) signed_in.message = Message::ActRefused;
    return asked;
}

std::optional<Asking> unreachable(SignedIn& signed_in, const PlatformUnreachable& answer) {
    auto& session = signed_in.session;
    if (!session.asking || session.asking->ticket != answer.ticket) return std::nullopt;
    signed_in.message = Message::ActUnreachable;
    return std::exchange(session.asking, std::nullopt);
}

}  // namespace xz::ui::flow
