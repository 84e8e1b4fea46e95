#include "terminal/ui/screens/feedback_parts.hpp"

#include "terminal/core/support/text.hpp"

#include <algorithm>

namespace xz::ui::screens {

using namespace domain::feedback_state;

std::string_view state_text(const Frame& frame, const domain::FeedbackState& state) {
    const auto& words = frame.words;
    if (std::holds_alternative<Open>(state)) return words("feedback.open"_t);
    if (std::holds_alternative<Assigned>(state)) return words("feedback.assigned"_t);
    if (std::holds_alternative<Answered>(state)) return words("feedback.answered"_t);
    if (std::holds_alternative<Reopened>(state)) return words("feedback.reopened"_t);
    if (std::holds_alternative<Escalated>(state)) return words("feedback.escalated"_t);
    return words("feedback.closed"_t);
}

Tone tone_of(const domain::FeedbackState& state) {
    if (std::holds_alternative<Answered>(state)) return Tone::Good;
    if (std::holds_alternative<Escalated>(state) || std::holds_alternative<Reopened>(state)) return Tone::Attention;
    return std::holds_alternative<Closed>(state) ? Tone::Neutral : Tone::Primary;
}

Icon icon_of(const domain::FeedbackState& state) {
    if (std::holds_alternative<Answered>(state) || std::holds_alternative<Closed>(state)) return Icon::Done;
    return std::holds_alternative<Escalated>(state) ? Icon::Up : Icon::Time;
}

std::string one_line(std::string_view text) {
    constexpr std::size_t most = 36;
    std::string line{first_code_points(text, most)};
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (line.size() < text.size()) line += "…";
    return line;
}

}  // namespace xz::ui::screens
