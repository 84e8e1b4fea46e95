// The staff's PIN, behind the hidden corner.
#include "terminal/ui/flow/staff.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/entry_pad.hpp"
#include "terminal/ui/screens/screens.hpp"

#include <algorithm>

namespace xz::ui::screens {

Wishes draw(const Frame& frame, const flow::MaintenancePin& stage) {
    using Step = flow::MaintenancePin::Step;
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = plain_header(frame, words("maintenance.title"_t));
    if (stage.step == Step::Asking) {
        waiting(frame, words("maintenance.asking"_t));
        return wanted;
    }
    if (stage.step == Step::NoneSet) {
        Scroll body{ui, "body"};
        ui.space(ui.px(60));
        empty_state(ui, Icon::Key, Tone::Attention, words("maintenance.none_set"_t), words("maintenance.none_set_text"_t));
        return wanted;
    }
    const EntryPad pad{.id = "maintenance",
                       .title = words("maintenance.pin"_t),
                       .hint = words("maintenance.staff_only"_t),
                       .next = words("maintenance.enter"_t),
                       .shown = EntryPad::Shown::Dots,
                       .filled = stage.pin.size(),
                       .length = std::clamp(stage.pin.size() + 1, flow::shortest_staff_pin, flow::longest_staff_pin)};  // it tells nobody how long
    wanted.add(entry_pad(frame, pad, stage.refusal));
    return wanted;
}

}  // namespace xz::ui::screens
