// 登录: student number, then PIN.
#include "terminal/ui/flow/entry.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/entry_pad.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wishes draw(const Frame& frame, const flow::Login& stage) {
    const auto& words = frame.words;
    auto wanted = plain_header(frame, words("login.title"_t));
    if (stage.step == flow::Login::Step::Asking) {
        waiting(frame, words("login.asking"_t));
        return wanted;
    }
    EntryPad pad{.id = "login"};
    if (stage.step == flow::Login::Step::StudentNo) {
        pad.title = words("login.student_no"_t);
        pad.hint = words("login.student_no_hint"_t);
        pad.next = words("nav.next"_t);
        pad.typed = stage.student_no;
        pad.second = words("login.first_time"_t);
        pad.second_id = "login.first_time";
        pad.second_wish = flow::FirstLogin{};
    } else {
        pad.title = words("login.pin"_t);
        pad.hint = stage.card.empty() ? std::string_view{stage.student_no} : frame.words("login.card_read"_t);
        pad.next = words("login.enter"_t);
        pad.shown = EntryPad::Shown::Dots;
        pad.filled = stage.pin.size();
        pad.length = flow::pin_length;
    }
    wanted.add(entry_pad(frame, pad, stage.refusal));
    return wanted;
}

}  // namespace xz::ui::screens
