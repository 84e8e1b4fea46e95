// 正在提交: sealed and written to disk; nothing can be tapped twice.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wishes draw(const Frame& frame, const flow::Session&, const flow::Submitting&) {
    waiting(frame, frame.words("submitting.wait"_t));
    return {};
}

}  // namespace xz::ui::screens
