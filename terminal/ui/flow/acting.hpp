// What is asked of the platform for the signed-in student, one thing at a time, and its answer. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

#include <string>

namespace xz::ui::flow {

struct Wanted {
    protocol::ActionType type;
    std::string subject;
    std::string text;
};
// Offline it is refused at once, with a message; while another one waits nothing happens.
[[nodiscard]] Effects act(State& state, SignedIn& signed_in, Wanted wanted);

// What the session was asking for, when this answers it: the fresh context is taken, and a refusal becomes a message.
std::optional<Asking> acted(State& state, SignedIn& signed_in, const Acted& answer);
std::optional<Asking> unreachable(SignedIn& signed_in, const PlatformUnreachable& answer);

}  // namespace xz::ui::flow
