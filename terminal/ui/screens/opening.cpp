// 正在打开: the draft is being read.
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wish draw(const Frame& frame, const flow::Session&, const flow::Opening&) {
    auto& ui = frame.ui;
    Column column{ui};
    ui.space(ui.window().h * 0.35F);
    spinner(ui, frame.words("opening.wait"_t));
    return std::nullopt;
}

}  // namespace xz::ui::screens
