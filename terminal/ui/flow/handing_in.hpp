// A draft is handed in: from its review to the disk, and what holds then. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

namespace xz::ui::flow {

// Of the review that is shown, if nothing required is missing.
[[nodiscard]] Effects submit(State& state, SignedIn& signed_in);
[[nodiscard]] Effects submitted(State& state, SignedIn& signed_in, const Submitted& answer);

}  // namespace xz::ui::flow
