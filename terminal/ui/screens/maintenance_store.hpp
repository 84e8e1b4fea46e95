// The panel's page about the store: how it is, what a check found, and what to do with one that is shut or damaged.
#pragma once

#include "terminal/ui/screens/screen.hpp"
#include "terminal/ui/screens/wishes.hpp"

namespace xz::ui::screens {

[[nodiscard]] Wishes draw_store_page(const Frame& frame, const flow::Maintenance& panel);
// Whether the store is really to be salvaged; drawn last, where that is asked.
[[nodiscard]] Wishes draw_salvage_question(const Frame& frame);

}  // namespace xz::ui::screens
