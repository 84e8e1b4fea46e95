#include "server-sync/api/actions.hpp"

#include "server-sync/api/context_size.hpp"
#include "server-sync/api/refusal.hpp"
#include "server-sync/api/student_session.hpp"
#include "server-sync/sync/student_actions.hpp"
#include "server-sync/sync/student_context.hpp"
#include "terminal/core/protocol/action.hpp"

namespace xz::server::api {

namespace {

using protocol::ActionAnswer;
using protocol::ActionType;
using sync::Verdict;

Response answer_of(Verdict verdict, const std::string& student_no, const SyncServices& services) {
    if (verdict == Verdict::Conflict) return error_response(409, "conflict", "this action's id came with other content before: nothing was done");
    auto context = services.contexts.assemble(student_no, services.clock.now());
    if (!context) return error_response(401, "session_over", "sign in again");  // the student is gone, or nothing is published
    const bool done = verdict == Verdict::Done;
    const ActionAnswer answer{.outcome = done ? ActionAnswer::Outcome::Done : ActionAnswer::Outcome::Refused,
                              .reason = done ? std::string{} : std::string{sync::to_text(verdict)},
                              .context = fitted(std::move(*context))};
    return {.status = 200, .content_type = "application/json", .body = protocol::encode(answer)};
}

// A claim says that a record is the caller's own: whoever guesses at records waits as whoever guesses PINs.
class Claim {
public:
    Claim(const SyncServices& services, std::string source, std::string subject)
        : services_{services}, source_{std::move(source)}, subject_{std::move(subject)} {}

    [[nodiscard]] std::optional<Response> waits() const {
        const auto may = services_.ports.throttle.begin(source_, subject_, services_.clock.now(), sync::ThrottleRules{});
        if (may.attempt == sync::Attempt::Allowed) return std::nullopt;
        return busy_response(429, "too_many_attempts", may.wait);
    }
    void settle(const sync::Outcome<Verdict>& outcome) const {
        if (outcome && *outcome == Verdict::NotFound) return services_.ports.throttle.failed(source_, subject_, services_.clock.now(), [](auto) {});
        services_.ports.throttle.withdrawn(source_, subject_);
    }

private:
    const SyncServices& services_;
    std::string source_;
    std::string subject_;
};

}  // namespace

Endpoint actions(const SyncServices& services) {
    return [&services](Request request, Respond respond) {
        auto action = protocol::decode_action(request.body);
        if (!action) return respond(malformed(action.error()));
        const auto terminal = active_terminal(request, services.ports);
        if (!terminal) return respond(terminal.error());
        const auto session = student_session(request, *terminal, services);
        if (!session) return respond(session.error());
        std::optional<Claim> claim;
        if (action->type == ActionType::RecordClaim) {
            claim.emplace(services, throttle_source(*terminal), throttle_subject(session->subject));
            if (auto wait = claim->waits()) return respond(std::move(*wait));
        }
        const auto type = action->type;
        services.actions.perform(session->subject, std::move(*action), services.clock.now(),
                                 [&services, student_no = session->subject, type, claim, respond = std::move(respond)](auto outcome) {
                                     if (claim) claim->settle(outcome);
                                     services.metrics.counted(Deed::StudentAction, protocol::to_text(type),
                                                              outcome ? sync::to_text(*outcome) : "unavailable");
                                     if (!outcome) return respond(store_unavailable());
                                     respond_later(services.post, respond, [&services, student_no, verdict = *outcome] {
                                         return answer_of(verdict, student_no, services);
                                     });
                                 });
    };
}

}  // namespace xz::server::api
