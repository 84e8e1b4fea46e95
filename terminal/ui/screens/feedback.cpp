// 反馈: what was said to the school and what came back, and what the school has changed.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/errand_parts.hpp"
#include "terminal/ui/screens/feedback_parts.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>

namespace xz::ui::screens {
namespace {

Wishes thread_row(const Frame& frame, const flow::Session& session, const domain::Thread& thread) {
    auto& ui = frame.ui;
    const auto about = about_text(frame, session.published->current(), thread.about);
    std::string title{addressee_text(frame, thread.to)};
    if (!about.empty()) title += "  ·  " + about;
    std::string detail = thread.posts.empty() ? std::string{} : one_line(thread.posts.back().text);
    if (!thread.posts.empty()) detail += "\n" + day(frame, day_in_china(thread.posts.back().at));
    Card card{ui, {.outlined = thread.unread}};
    if (list_row(ui, "thread." + thread.id, title,
                 {.icon = thread.unread ? Icon::Feedback : icon_of(thread.state),
                  .detail = detail,
                  .chip = thread.unread ? frame.words("feedback.unread"_t) : state_text(frame, thread.state),
                  .chip_tone = thread.unread ? Tone::Attention : tone_of(thread.state)}))
        return flow::OpenThread{thread.id};
    return {};
}

// What was handed in during this stay and is not among the platform's threads yet.
void on_its_way(const Frame& frame, const flow::Session& session, const domain::Replies* replies) {
    const auto& paper = session.feedback;
    if (!paper.submission || !paper.sent) return;
    const auto known = [&](const domain::Thread& thread) { return thread.id == paper.submission->record_id; };
    if (replies != nullptr && std::any_of(replies->threads.begin(), replies->threads.end(), known)) return;
    const bool there = paper.submission->arrival == flow::Arrival::AtThePlatform;
    Card card{frame.ui, {.tone = Tone::Primary}};
    heading_with_chip(frame.ui, addressee_text(frame, paper.sent->feedback.to), frame.words(there ? "done.arrived"_t : "feedback.waiting"_t), there ? Tone::Good : Tone::Attention);
    text(frame.ui, paper.sent->feedback.text);
}

Wishes note(const Frame& frame, const flow::Session& session, const domain::TeachingNote& note) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Card card{ui, {.outlined = note.unread}};
    if (note.unread)
        heading_with_chip(ui, note.what, words("feedback.unread"_t), Tone::Attention);
    else
        heading(ui, note.what);
    text(ui, note.why);
    caption(ui, words("feedback.note_from"_t, {{"day", day(frame, note.from_when)}}));
    if (!note.thread.empty()) bullet(ui, Icon::Feedback, words("feedback.note_yours"_t), Tone::Good);
    if (note.unread && button(ui, "note." + note.id + ".read", words("feedback.note_read"_t),
                              {.emphasis = Emphasis::Secondary, .icon = Icon::Check, .enabled = session.asking ? Enabled::No : Enabled::Yes}))
        return flow::ReadNote{note.id};
    return {};
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::FeedbackPage&) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = plain_header(frame, words("feedback.title"_t));
    const bool begun = session.feedback.draft && !session.feedback.draft->feedback.text.empty();
    wanted.add(footer(ui, {"feedback.new", words(begun ? "feedback.continue"_t : "feedback.new"_t), flow::OpenNewFeedback{}}));
    Scroll body{ui, "body"};
    page_heading(ui, words("feedback.over"_t), words("feedback.heading"_t));
    const auto* replies = flow::replies_of(session);
    on_its_way(frame, session, replies);
    if (replies == nullptr) {
        (void)banner(ui, "feedback.offline", Tone::Attention, words(session.context == nullptr ? "errand.offline"_t : "errand.unreadable"_t), words("feedback.offline_text"_t));
        return wanted;
    }
    if (replies->threads.empty()) {
        if (replies->notes.empty()) space_above_lone(ui);
        empty_state(ui, Icon::Feedback, Tone::Primary, words("feedback.none_title"_t), words("feedback.none"_t));
    }
    for (const auto& thread : replies->threads) wanted.add(thread_row(frame, session, thread));
    if (!replies->notes.empty()) {
        heading(ui, words("feedback.notes"_t));
        for (const auto& each : replies->notes) wanted.add(note(frame, session, each));
    }
    return wanted;
}

}  // namespace xz::ui::screens
