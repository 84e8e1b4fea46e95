// How the widget that the keyboard stands on is shown.
#pragma once

#include "terminal/ui/widgets/ui.hpp"

namespace xz::ui {

// Two rings around `rect`, a dark one outside and a light one between it and the widget: one of them is seen on any ground. At the
// window's edge they lie inside of the widget, so that they are whole.
void focus_ring(Ui& ui, const Rect& rect, float radius);

}  // namespace xz::ui
