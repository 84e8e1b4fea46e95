// 首次登录: number, activation code, a PIN of one's own twice.
#include "terminal/ui/flow/entry.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/entry_pad.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wishes draw(const Frame& frame, const flow::Activation& stage) {
    using Step = flow::Activation::Step;
    const auto& words = frame.words;
    auto wanted = plain_header(frame, words("activation.title"_t), stage.step == Step::Asking ? WayBack::Closed : WayBack::Open);
    EntryPad pad{.id = "activation", .next = words("nav.next"_t)};
    switch (stage.step) {
        case Step::Asking:
            waiting(frame, words("activation.asking"_t));
            return wanted;
        case Step::StudentNo:
            pad.title = words("login.student_no"_t);
            pad.hint = words("activation.step_1"_t);
            pad.typed = stage.student_no;
            break;
        case Step::Code:
            pad.title = words("activation.code"_t);
            pad.hint = words("activation.step_2"_t);
            pad.shown = EntryPad::Shown::Groups;
            pad.typed = stage.code.reveal();
            pad.length = flow::activation_code_length;
            break;
        case Step::Pin:
            pad.title = words("activation.pin"_t);
            pad.hint = words("activation.step_3"_t);
            pad.shown = EntryPad::Shown::Dots;
            pad.filled = stage.pin.size();
            pad.length = flow::pin_length;
            break;
        case Step::PinAgain:
            pad.title = words("activation.pin_again"_t);
            pad.hint = words("activation.step_4"_t);
            pad.next = words("activation.finish"_t);
            pad.shown = EntryPad::Shown::Dots;
            pad.filled = stage.pin_again.size();
            pad.length = flow::pin_length;
            break;
    }
    wanted.add(entry_pad(frame, pad, stage.refusal));
    return wanted;
}

}  // namespace xz::ui::screens
