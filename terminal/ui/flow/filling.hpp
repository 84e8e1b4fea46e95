// A signed-in student's way: home, the diagnosis' dimensions, texts and review, the report. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

namespace xz::ui::flow {

// What a signed-in student wants.
[[nodiscard]] Effects fill(State& state, SignedIn& signed_in, const Intent& intent);
[[nodiscard]] Effects go_back(State& state, SignedIn& signed_in);
[[nodiscard]] Effects agree(State& state, SignedIn& signed_in, Consents consents);

// Inside the window, or with a draft begun in it; one that was returned later too, a confirmed one not again.
[[nodiscard]] bool may_diagnose(const Session& session, Instant now);

}  // namespace xz::ui::flow
