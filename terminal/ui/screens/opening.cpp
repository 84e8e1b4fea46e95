// 正在打开: the draft is being read.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wish draw(const Frame& frame, const flow::Session&, const flow::Opening&) {
    waiting(frame, frame.words("opening.wait"_t));
    return std::nullopt;
}

}  // namespace xz::ui::screens
