// 正在启动: the store is being opened.
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wish draw(const Frame& frame, const flow::Starting&) {
    auto& ui = frame.ui;
    Column column{ui};
    ui.space(ui.window().h * 0.35F);
    spinner(ui, frame.words("starting.wait"_t));
    return std::nullopt;
}

}  // namespace xz::ui::screens
