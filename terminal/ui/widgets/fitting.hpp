// Writing that steps down to a size that fits its place before it is shortened.
#pragma once

#include "terminal/ui/canvas/canvas.hpp"

#include <string_view>

namespace xz::ui {

class Ui;

void fit_label(Ui& ui, const Rect& rect, std::string_view text, TextLook look);

}  // namespace xz::ui
