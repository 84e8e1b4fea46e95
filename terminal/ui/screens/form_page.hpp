// Where a page of the form stands among the others, for its header.
#pragma once

#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

struct FormPlace {
    const domain::Dimension* dimension;
    std::string title;   // 学业发展 2/7
    float progress = 0;  // 0…1 of the whole form
};
[[nodiscard]] FormPlace form_place(const Frame& frame, const domain::Instrument& instrument, std::string_view dimension);

}  // namespace xz::ui::screens
