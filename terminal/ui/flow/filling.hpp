// A signed-in student's way: home, the dimensions, the texts, the review, submitting, the report. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

namespace xz::ui::flow {

// The whole draft, with a ticket of its own.
[[nodiscard]] Effects save(State& state, Session& session);

// What a signed-in student wants.
[[nodiscard]] Effects fill(State& state, SignedIn& signed_in, const Intent& intent);
[[nodiscard]] Effects go_back(State& state, SignedIn& signed_in);
[[nodiscard]] Effects agree(State& state, SignedIn& signed_in, Consents consents);

[[nodiscard]] Effects draft_loaded(State& state, SignedIn& signed_in, const DraftLoaded& answer);
[[nodiscard]] Effects submitted(State& state, SignedIn& signed_in, const Submitted& answer);
void store_failed(SignedIn& signed_in, const StoreFailed& failed);

}  // namespace xz::ui::flow
