// A student's way through the mid-year check: a page a goal, the warnings so far, the summary. Parts of update().
#pragma once

#include "terminal/ui/flow/planning.hpp"
#include "terminal/ui/flow/update.hpp"

namespace xz::ui::flow {

[[nodiscard]] Effects check(State& state, SignedIn& signed_in, const CheckWish& wish);
[[nodiscard]] Effects next_in_check(State& state, SignedIn& signed_in);
[[nodiscard]] WentBack back_in_check(State& state, SignedIn& signed_in, Effects& effects);

// Inside its window, of an active plan; or the draft goes on.
[[nodiscard]] bool may_check(const Session& session, Instant now);
[[nodiscard]] bool may_submit_checkpoint(const Session& session);
// What was handed in, here or before. Null: nothing, or nothing is known.
[[nodiscard]] const domain::Checkpoint* checkpoint_shown(const Session& session);

}  // namespace xz::ui::flow
