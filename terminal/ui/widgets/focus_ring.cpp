#include "terminal/ui/widgets/focus_ring.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui {

void focus_ring(Ui& ui, const Rect& rect, float radius) {
    const float width = std::max(2.0F, std::round(ui.theme().focus_width()));
    const Rect seen = rect.common(ui.window().inset(2.5F * width));
    const auto ring = [&](float away, Color color) { ui.canvas().stroke(seen.inset(-away), color, width, radius + away); };
    ring(width, ui.palette().focus_halo);
    ring(2 * width, ui.palette().focus);
}

}  // namespace xz::ui
