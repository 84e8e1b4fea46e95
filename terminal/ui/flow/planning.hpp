// A student's way through the plan book: begin, fill in, revise, withdraw. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

namespace xz::ui::flow {

[[nodiscard]] Effects plan(State& state, SignedIn& signed_in, const PlanWish& wish);
[[nodiscard]] Effects next_in_plan(State& state, SignedIn& signed_in);
// No: the page is none of the plan's.
enum class WentBack : std::uint8_t { No, Yes };
[[nodiscard]] WentBack back_in_plan(State& state, SignedIn& signed_in, Effects& effects);

// What was withdrawn is a draft again, to be changed and handed in anew.
[[nodiscard]] Effects withdrawn(State& state, SignedIn& signed_in, const domain::Plan& plan);

// What may be done with the plan now.
[[nodiscard]] bool may_begin_plan(const Session& session, Instant now);   // first of the year, or go on with the draft
[[nodiscard]] bool may_revise_plan(const Session& session, Instant now);
[[nodiscard]] bool may_withdraw_plan(const Session& session);
[[nodiscard]] bool may_submit_plan(const Session& session);
// The plan as it stands, the newest first: what was sent, what waits or was returned, what is in force. Null: nothing is known.
[[nodiscard]] const domain::Plan* plan_shown(const Session& session);

// Dimensions of the draft that have a target level or a goal.
struct PlanProgress {
    int dimensions = 0;
    int goals = 0;
};
[[nodiscard]] PlanProgress progress_of(const domain::Plan& plan);

}  // namespace xz::ui::flow
