// Drafts to the disk and what comes back from it. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

namespace xz::ui::flow {

// The whole draft of that kind, with a ticket of its own; nothing where there is none.
[[nodiscard]] Effects save(State& state, Session& session, protocol::RecordKind kind);
// Of all kinds, those that could not be saved before.
[[nodiscard]] Effects save_failed_ones(State& state, Session& session);

void saved(State& state, Session& session, const DraftSaved& answer);
void store_failed(SignedIn& signed_in, const StoreFailed& failed);

}  // namespace xz::ui::flow
