// Another PIN: the old one, the new one twice, and what the platform says. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

namespace xz::ui::flow {

// What is being typed; null while nothing can be.
[[nodiscard]] SecretText* pin_of(ChangePinPage& page);
[[nodiscard]] const SecretText* pin_of(const ChangePinPage& page);
[[nodiscard]] Effects confirm(State& state, const Session& session, ChangePinPage& page);

void pin_changed(ChangePinPage& page, const PinSet& answer);
void pin_refused(const State& state, ChangePinPage& page, const PinRefused& answer);
void platform_away(const State& state, ChangePinPage& page, const PlatformUnreachable& answer);

}  // namespace xz::ui::flow
