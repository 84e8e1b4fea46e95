// 一条反馈: what was said and answered, oldest first; close it, ask once more, or add something.
#include "terminal/ui/flow/errands.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/errand_parts.hpp"
#include "terminal/ui/screens/feedback_parts.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>

namespace xz::ui::screens {
namespace {

using namespace domain::feedback_state;

const domain::Thread* thread_of(const flow::Session& session, std::string_view id) {
    const auto* replies = flow::replies_of(session);
    if (replies == nullptr) return nullptr;
    const auto found = std::find_if(replies->threads.begin(), replies->threads.end(), [&](const auto& thread) { return thread.id == id; });
    return found == replies->threads.end() ? nullptr : &*found;
}

void post(const Frame& frame, const domain::Post& post) {
    const bool mine = post.by == domain::Post::By::Student;
    Card card{frame.ui, {.tone = mine ? Tone::Neutral : Tone::Primary}};
    heading(frame.ui, mine ? frame.words("feedback.me"_t) : std::string_view{post.name});
    text(frame.ui, post.text);
    caption(frame.ui, day(frame, day_in_china(post.at)) + "  " + clock_time(post.at));
}

Wishes reopening(const Frame& frame, const flow::Session& session, const domain::Thread& thread) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    Card card{ui};
    heading(ui, words("feedback.not_enough"_t));
    if (!domain::may_reopen(thread.state)) {
        text(ui, words("feedback.reopened_once"_t), {.type = Type::Body, .color = ui.palette().muted});
        return wanted;
    }
    wanted.add(errand_writing(frame, session, flow::ErrandText::Reopening, thread.id, words("feedback.not_enough"_t), words("feedback.reopen_hint"_t)));
    const bool may = flow::may_send(session, flow::ErrandText::Reopening, thread.id);
    if (button(ui, "thread.reopen", words("feedback.reopen"_t), {.emphasis = Emphasis::Secondary, .icon = Icon::Undo, .enabled = may ? Enabled::Yes : Enabled::No}))
        wanted.add(flow::ReopenThread{thread.id});
    return wanted;
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::ThreadPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = errand_header(frame, session, words("feedback.one"_t));
    const auto* thread = thread_of(session, page.id);
    if (thread == nullptr) {
        Scroll body{ui, "body"};
        needs_platform(frame, session);
        return wanted;
    }
    const bool answered = std::holds_alternative<Answered>(thread->state);
    const bool closed = std::holds_alternative<Closed>(thread->state);
    if (answered)
        wanted.add(footer(ui, {"thread.close", words("feedback.close"_t), flow::CloseThread{page.id}, session.asking ? Enabled::No : Enabled::Yes}));
    else if (!closed)
        wanted.add(footer(ui, {"thread.add", words("feedback.add"_t), flow::OpenNewFeedback{{}, page.id}}));
    Scroll body{ui, "body"};
    page_heading(ui, about_text(frame, session.published->current(), thread->about), addressee_text(frame, thread->to));
    chip(ui, state_text(frame, thread->state), tone_of(thread->state), icon_of(thread->state));
    for (const auto& each : thread->posts) post(frame, each);
    if (answered) wanted.add(reopening(frame, session, *thread));
    if (!answered && !closed) bullet(ui, Icon::Time, words("feedback.ten_days"_t));
    return wanted;
}

}  // namespace xz::ui::screens
