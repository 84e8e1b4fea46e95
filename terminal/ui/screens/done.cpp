// 已保存: said only once the record is on this terminal's disk; beside it whether it reached the platform.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {

Wish draw(const Frame& frame, const flow::Session& session, const flow::Done&) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = session_header(frame, session);
    if (auto chosen = footer(ui, {"nav.next", words("done.report"_t), flow::GoNext{}}, FooterAction{"done.sign_out", words("done.sign_out"_t), flow::SignOut{}}))
        wish(wanted, std::move(*chosen));
    Scroll body{ui, "body"};
    ui.space(ui.px(40));
    empty_state(ui, Icon::Done, Tone::Good, words("done.saved"_t), words("done.text"_t));
    if (!session.submission) return wanted;
    const bool there = session.submission->arrival == flow::Arrival::AtThePlatform;
    Card card{ui};
    bullet(ui, Icon::Save, words("done.on_terminal"_t), Tone::Good);
    bullet(ui, there ? Icon::CloudDone : Icon::Sync, words(there ? "done.arrived"_t : "done.waiting"_t), there ? Tone::Good : Tone::Attention);
    const auto& id = session.submission->record_id;
    caption(ui, words("done.number"_t, {{"number", std::string_view{id}.substr(id.size() > 12 ? id.size() - 12 : 0)}}));
    ui.show("done.arrival", Role::Text, there ? words("done.arrived"_t) : words("done.waiting"_t), {}, there ? "platform" : "terminal");
    return wanted;
}

}  // namespace xz::ui::screens
