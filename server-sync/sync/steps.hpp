// Who takes a step of a proceeding, a warning or a thread, and what it came to.
#pragma once

#include "terminal/core/domain/proceedings.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace xz::server::sync {

// A student ("student"), staff by role and user ("staff:<user>"), or the platform itself ("platform").
struct Stepper {
    domain::Actor actor = domain::Actor::Student;
    std::string name = "student";
};

// What a person's step came to.
enum class Verdict {
    Done,
    NotFound,
    WrongState,
    WrongActor,
    ReasonMissing,
    OnceOnly,
    TooEarly,  // a counselor may not yet speak for the student
    Conflict,  // of a student's action: its id came with other content before, and nothing was done
};
// done not_found wrong_state wrong_actor reason_missing once_only too_early conflict
[[nodiscard]] std::string_view to_text(Verdict verdict);
[[nodiscard]] std::optional<Verdict> verdict(std::string_view text);
[[nodiscard]] Verdict verdict_of(domain::StepRefused refused);

}  // namespace xz::server::sync
