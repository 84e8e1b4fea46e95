// What an intent does to the diagnosis' draft: each change is checked against the instrument before it is taken.
#pragma once

#include "terminal/ui/flow/intent.hpp"
#include "terminal/ui/flow/session.hpp"

namespace xz::ui::flow {

enum class Edited : std::uint8_t { No, Yes };

// No: the intent is no edit, or the instrument does not allow it; the draft is as it was. The session must have a diagnosis' draft.
[[nodiscard]] Edited edit(Session& session, const Intent& intent, Instant at);

}  // namespace xz::ui::flow
