#include "server-sync/sync/steps.hpp"

namespace xz::server::sync {

std::string_view to_text(Verdict verdict) {
    switch (verdict) {
        case Verdict::Done: return "done";
        case Verdict::NotFound: return "not_found";
        case Verdict::WrongState: return "wrong_state";
        case Verdict::WrongActor: return "wrong_actor";
        case Verdict::ReasonMissing: return "reason_missing";
        case Verdict::OnceOnly: return "once_only";
        case Verdict::TooEarly: return "too_early";
        case Verdict::Conflict: break;
    }
    return "conflict";
}

std::optional<Verdict> verdict(std::string_view text) {
    for (const Verdict each : {Verdict::Done, Verdict::NotFound, Verdict::WrongState, Verdict::WrongActor, Verdict::ReasonMissing,
                               Verdict::OnceOnly, Verdict::TooEarly, Verdict::Conflict}) {
        if (to_text(each) == text) {
            return each;
        }
    }
    return std::nullopt;
}

Verdict verdict_of(domain::StepRefused refused) {
    switch (refused) {
        case domain::StepRefused::WrongState: return Verdict::WrongState;
        case domain::StepRefused::WrongActor: return Verdict::WrongActor;
        case domain::StepRefused::ReasonMissing: return Verdict::ReasonMissing;
        case domain::StepRefused::OnceOnly: break;
    }
    return Verdict::OnceOnly;
}

}  // namespace xz::server::sync
