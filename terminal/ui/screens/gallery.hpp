// Every screen and its important states with invented people, for `xuezhen-terminal screenshot` and for tests that look at all of them.
#pragma once

#include "terminal/ui/flow/state.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace xz::ui::screens {

// "login", "login.pin", "home.quarantined", …
[[nodiscard]] std::span<const std::string_view> gallery_names();

// The state that shows it, reached through update() as a student would reach it; nothing for a name that is not in the list.
// `published` needs at least one cycle; the moment is the third day of the last cycle's diagnosis window.
[[nodiscard]] std::optional<flow::State> gallery_state(std::string_view name, const std::shared_ptr<const domain::Published>& published);

// The field that this picture's student writes into, with the keyboard under it: it is to have the focus. Empty for most.
[[nodiscard]] std::string_view gallery_field(std::string_view name);

}  // namespace xz::ui::screens
