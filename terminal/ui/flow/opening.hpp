// From a login that succeeded to home: all drafts of the student's year are opened and set against what the platform says. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

namespace xz::ui::flow {

[[nodiscard]] Effects open_drafts(State& state, SignedIn& signed_in);
[[nodiscard]] Effects draft_loaded(State& state, SignedIn& signed_in, const DraftLoaded& answer);

// The plan in force goes into drafts that look at a plan: another revision than before takes the goals with it that it no longer has.
void look_at_active_plan(Session& session);

}  // namespace xz::ui::flow
