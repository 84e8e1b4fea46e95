// 正在启动: the store is being opened.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wishes draw(const Frame& frame, const flow::Starting&) {
    waiting(frame, frame.words("starting.wait"_t));
    return {};
}

}  // namespace xz::ui::screens
