// 正在提交: sealed and written to disk; nothing can be tapped twice.
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wish draw(const Frame& frame, const flow::Session&, const flow::Submitting&) {
    auto& ui = frame.ui;
    Column column{ui};
    ui.space(ui.window().h * 0.35F);
    spinner(ui, frame.words("submitting.wait"_t));
    return std::nullopt;
}

}  // namespace xz::ui::screens
