// 本机暂停使用: the platform has taken this terminal out of service; its words, and where to go.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wishes draw(const Frame& frame, const flow::Locked&) {
    auto& ui = frame.ui;
    const auto& message = *frame.state.machine.lock;
    Scroll body{ui, "body"};
    space_above_lone(ui);
    ui.set_gap(ui.px(32));
    empty_state(ui, Icon::Lock, Tone::Attention, frame.words("locked.title"_t), message.empty() ? frame.words("locked.elsewhere"_t) : std::string_view{message});
    if (!message.empty()) text(ui, frame.words("locked.elsewhere"_t), {.type = Type::Body, .color = ui.palette().muted, .align = Align::Center});
    text(ui, frame.state.machine.name, {.type = Type::Label, .color = ui.palette().muted, .align = Align::Center});
    return hidden_corner(frame);
}

}  // namespace xz::ui::screens
