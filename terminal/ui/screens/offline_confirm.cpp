// 离线确认: the platform is away; number and PIN once more, checked when it is back (联网后核对).
#include "terminal/ui/flow/entry.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/entry_pad.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {
namespace {

Wishes explain(const Frame& frame, const flow::OfflineConfirm& stage) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    const bool other_drafts = stage.drafts == flow::LocalDrafts::OtherPin;
    const FooterAction go_on{"offline.next", words(other_drafts ? "offline.begin_new"_t : "offline.next"_t), flow::BeginNewDraft{}};
    const FooterAction retry{"offline.retry", words("offline.retry"_t), flow::Back{}};
    wanted.add(other_drafts ? footer(ui, retry, go_on) : footer(ui, go_on));
    Scroll body{ui, "body"};
    space_above_lone(ui);
    empty_state(ui, Icon::CloudOff, Tone::Attention, words("offline.headline"_t), words("offline.text"_t));
    Card card{ui};
    bullet(ui, Icon::Save, words("offline.kept"_t));
    bullet(ui, Icon::Sync, words("offline.checked_later"_t));
    bullet(ui, Icon::Edit, words("offline.self_items"_t));
    if (other_drafts) bullet(ui, Icon::Warning, words("offline.other_pin"_t), Tone::Attention);
    return wanted;
}

}  // namespace

Wishes draw(const Frame& frame, const flow::OfflineConfirm& stage) {
    using Step = flow::OfflineConfirm::Step;
    const auto& words = frame.words;
    auto wanted = plain_header(frame, words("offline.title"_t));
    if (stage.step == Step::Asking) {
        waiting(frame, words("login.asking"_t));
        return wanted;
    }
    if (stage.step == Step::Explain) {
        wanted.add(explain(frame, stage));
        return wanted;
    }
    EntryPad pad{.id = "offline", .next = words("nav.next"_t)};
    if (stage.step == Step::StudentNo) {
        pad.title = words("offline.number_again"_t);
        pad.hint = words("offline.step_1"_t);
        pad.typed = stage.student_no;
    } else {
        pad.title = words("offline.pin_again"_t);
        pad.hint = words("offline.step_2"_t);
        pad.next = words("login.enter"_t);
        pad.shown = EntryPad::Shown::Dots;
        pad.filled = stage.pin.size();
        pad.length = flow::pin_length;
    }
    wanted.add(entry_pad(frame, pad, stage.refusal));
    return wanted;
}

}  // namespace xz::ui::screens
