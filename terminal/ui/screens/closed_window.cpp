// 未开放: it cannot be filled in today; when it can.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {

Wishes draw(const Frame& frame, const flow::Session& session, const flow::ClosedWindow& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = session_header(frame, session);
    wanted.add(footer(ui, {"nav.home", words("nav.home"_t), flow::GoHome{}}));
    Scroll body{ui, "body"};
    space_above_lone(ui);
    const auto now = frame.state.wall;
    const auto& cycle = flow::cycle_of(session, now);
    const auto* window = cycle.window(page.activity, flow::cohort_of(session));
    const bool over = flow::window_of(session, page.activity, now) == domain::WindowState::Closed;
    std::string when;
    if (window != nullptr) when = words("home.span"_t, {{"from", day_of_year(frame, window->opens)}, {"to", day_of_year(frame, window->closes)}});
    empty_state(ui, Icon::Calendar, Tone::Attention, words(over ? "closed.over"_t : "closed.not_yet"_t),
                words(over ? "closed.over_text"_t : "closed.not_yet_text"_t, {{"span", when}}));
    return wanted;
}

}  // namespace xz::ui::screens
