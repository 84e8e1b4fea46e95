// 正在打开: the draft is being read.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wishes draw(const Frame& frame, const flow::Session&, const flow::Opening&) {
    waiting(frame, frame.words("opening.wait"_t));
    return {};
}

}  // namespace xz::ui::screens
