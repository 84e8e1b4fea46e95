// The radar of a report: this year, the student's own rating, last year.
#pragma once

#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

void report_radar(const Frame& frame, const flow::Session& session);

}  // namespace xz::ui::screens
