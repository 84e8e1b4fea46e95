// 已保存: said only once the record is on this terminal's disk; beside it whether it reached the platform.
#include "terminal/ui/flow/checking.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {
namespace {

struct After {
    std::string_view next;  // what the primary action is called
    std::string_view text;  // what holds now
};

After after(const Frame& frame, const flow::Session& session, protocol::RecordKind kind) {
    const auto& words = frame.words;
    if (kind == protocol::RecordKind::Plan) return {words("done.plan"_t), words("done.plan_text"_t)};
    if (kind == protocol::RecordKind::Checkpoint) {
        const auto* check = flow::checkpoint_shown(session);
        return {words(check != nullptr && check->revises ? "done.revise"_t : "done.checkpoint"_t), words("done.checkpoint_text"_t)};
    }
    if (kind == protocol::RecordKind::Feedback) return {words("done.feedback"_t), words("done.feedback_text"_t)};
    return {words("done.report"_t), words("done.text"_t)};
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::Done& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = session_header(frame, session);
    const auto said = after(frame, session, page.kind);
    wanted.add(footer(ui, {"nav.next", said.next, flow::GoNext{}}, FooterAction{"done.sign_out", words("done.sign_out"_t), flow::SignOut{}}));
    Scroll body{ui, "body"};
    space_above_lone(ui);
    empty_state(ui, Icon::Done, Tone::Good, words("done.saved"_t), said.text);
    const auto& submission = flow::submission_of(session, page.kind);
    if (!submission) return wanted;
    const bool there = submission->arrival == flow::Arrival::AtThePlatform;
    Card card{ui};
    bullet(ui, Icon::Save, words("done.on_terminal"_t), Tone::Good);
    bullet(ui, there ? Icon::CloudDone : Icon::Sync, words(there ? "done.arrived"_t : "done.waiting"_t), there ? Tone::Good : Tone::Attention);
    const auto& id = submission->record_id;
    caption(ui, words("done.number"_t, {{"number", std::string_view{id}.substr(id.size() > 12 ? id.size() - 12 : 0)}}));
    ui.show("done.arrival", Role::Text, there ? words("done.arrived"_t) : words("done.waiting"_t), {}, there ? "platform" : "terminal");
    return wanted;
}

}  // namespace xz::ui::screens
