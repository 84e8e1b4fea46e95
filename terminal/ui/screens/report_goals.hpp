// The report's second half: goals against results, the threads of goals over the years, warnings, the counselor's word, feedback.
#pragma once

#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

[[nodiscard]] Wishes report_goals(const Frame& frame, const flow::HandedIn& handed_in);
void report_threads(const Frame& frame, const flow::Session& session);
[[nodiscard]] Wishes report_warnings(const Frame& frame, const flow::Session& session, const domain::Instrument& instrument);
void report_comment(const Frame& frame, const flow::Session& session);
[[nodiscard]] Wishes report_feedback(const Frame& frame, const flow::Session& session);

}  // namespace xz::ui::screens
