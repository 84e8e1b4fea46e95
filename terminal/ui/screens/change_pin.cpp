// 修改口令: the old one, a new one twice, on the number pad.
#include "terminal/ui/flow/entry.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/entry_pad.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wishes draw(const Frame& frame, const flow::Session& session, const flow::ChangePinPage& page) {
    using Step = flow::ChangePinPage::Step;
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = plain_header(frame, words("pin.title"_t), page.step == Step::Asking ? WayBack::Closed : WayBack::Open);
    if (session.context == nullptr) {
        Scroll body{ui, "body"};
        space_above_lone(ui);
        empty_state(ui, Icon::CloudOff, Tone::Attention, words("pin.offline"_t), words("pin.offline_text"_t));
        return wanted;
    }
    EntryPad pad{.id = "pin", .next = words("nav.next"_t), .shown = EntryPad::Shown::Dots, .length = flow::pin_length};
    switch (page.step) {
        case Step::Asking:
            waiting(frame, words("pin.asking"_t));
            return wanted;
        case Step::Done: {
            wanted.add(footer(ui, {"nav.home", words("nav.home"_t), flow::GoHome{}}));
            Scroll body{ui, "body"};
            space_above_lone(ui);
            empty_state(ui, Icon::Done, Tone::Good, words("pin.done"_t), words("pin.done_text"_t));
            return wanted;
        }
        case Step::Old:
            pad.title = words("pin.old"_t);
            pad.hint = words("pin.step_1"_t);
            pad.filled = page.old_pin.size();
            break;
        case Step::New:
            pad.title = words("pin.new"_t);
            pad.hint = words("pin.step_2"_t);
            pad.filled = page.new_pin.size();
            break;
        case Step::Again:
            pad.title = words("pin.again"_t);
            pad.hint = words("pin.step_3"_t);
            pad.next = words("pin.finish"_t);
            pad.filled = page.again.size();
            break;
    }
    wanted.add(entry_pad(frame, pad, page.refusal));
    return wanted;
}

}  // namespace xz::ui::screens
