// What the list of threads and a thread share.
#pragma once

#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

[[nodiscard]] std::string_view state_text(const Frame& frame, const domain::FeedbackState& state);
[[nodiscard]] Tone tone_of(const domain::FeedbackState& state);
[[nodiscard]] Icon icon_of(const domain::FeedbackState& state);
// The beginning of a text, for a list.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace xz::ui::screens
