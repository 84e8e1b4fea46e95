// 我的提交: what was handed in, where and when, and what became of it; what is mine and what is not.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/errand_parts.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>

namespace xz::ui::screens {
namespace {

using protocol::QuarantineReason;
using protocol::SubmissionStatus;

std::string_view kind_text(const Frame& frame, protocol::RecordKind kind) {
    switch (kind) {
        case protocol::RecordKind::Plan: return frame.words("records.plan"_t);
        case protocol::RecordKind::Checkpoint: return frame.words("records.checkpoint"_t);
        case protocol::RecordKind::Diagnosis: return frame.words("records.diagnosis"_t);
        case protocol::RecordKind::Feedback: break;
    }
    return frame.words("records.feedback"_t);
}

std::string where(const Frame& frame, const protocol::Submission& record) {
    const auto place = record.terminal.empty() ? std::string{frame.words("records.on_phone"_t)} : frame.words("records.on_terminal"_t, {{"terminal", record.terminal}});
    return day(frame, day_in_china(record.time)) + " " + clock_time(record.time) + "  ·  " + place;
}

// The question that comes before a record is disowned.
Wishes sure(const Frame& frame, const std::string& id, Enabled enabled) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    (void)banner(ui, "records.sure", Tone::Danger, words("records.sure"_t), words("records.sure_text"_t));
    Row row{ui, {1, 1}, ui.px(16)};
    {
        auto cell = row.cell();
        if (button(ui, "record." + id + ".keep", words("records.keep"_t), {.emphasis = Emphasis::Secondary})) wanted.add(flow::KeepRecord{});
    }
    {
        auto cell = row.cell();
        if (button(ui, "record." + id + ".disown_yes", words("records.disown_yes"_t), {.emphasis = Emphasis::Danger, .enabled = enabled}))
            wanted.add(flow::DisownRecord{id});
    }
    return wanted;
}

Wishes record_card(const Frame& frame, const flow::Session& session, const protocol::Submission& record, const std::string& disowning) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    const bool aside = record.status == SubmissionStatus::Quarantined;
    const bool disowned = aside && record.reason == QuarantineReason::Disowned;
    const bool unproven = aside && record.reason == QuarantineReason::Proof;
    const auto enabled = session.asking ? Enabled::No : Enabled::Yes;
    Card card{ui, {.tone = unproven ? Tone::Attention : Tone::Neutral}};
    heading_with_chip(ui, std::string{kind_text(frame, record.kind)} + "  " + year_span(record.academic_year), submission_text(frame, record.status),
                      aside ? Tone::Attention : record.status == SubmissionStatus::Counted ? Tone::Good : Tone::Primary);
    text(ui, where(frame, record), {.type = Type::Body, .color = ui.palette().muted});
    if (aside && record.reason) text(ui, reason_text(frame, *record.reason));
    if (disowning == record.id) return sure(frame, record.id, enabled);
    if (unproven) {
        if (button(ui, "record." + record.id + ".claim", words("records.claim"_t), {.icon = Icon::Check, .enabled = enabled}))
            wanted.add(flow::ClaimRecord{record.id});
    }
    if (!disowned && button(ui, "record." + record.id + ".disown", words("records.disown"_t), {.emphasis = Emphasis::Quiet, .icon = Icon::Close, .enabled = enabled}))
        wanted.add(flow::DisownRecord{record.id});
    return wanted;
}

// What was handed in during this stay and the platform has not told of yet.
void fresh(const Frame& frame, const flow::Session& session, protocol::RecordKind kind) {
    const auto& submission = flow::submission_of(session, kind);
    if (!submission) return;
    if (session.context != nullptr)
        for (const auto& known : session.context->submissions)
            if (known.id == submission->record_id) return;
    const bool there = submission->arrival == flow::Arrival::AtThePlatform;
    Card card{frame.ui, {.tone = Tone::Primary}};
    heading_with_chip(frame.ui, kind_text(frame, kind), frame.words(there ? "done.arrived"_t : "records.here"_t), there ? Tone::Good : Tone::Attention);
    text(frame.ui, frame.words(there ? "records.arrived_text"_t : "done.waiting"_t), {.type = Type::Body, .color = frame.ui.palette().muted});
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::RecordsPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = plain_header(frame, words("records.title"_t));
    Scroll body{ui, "body"};
    page_heading(ui, words("records.over"_t), words("records.heading"_t));
    for (const auto kind : flow::drafted_kinds) fresh(frame, session, kind);
    if (session.context == nullptr) {
        (void)banner(ui, "records.offline", Tone::Attention, words("errand.offline"_t), words("records.offline_text"_t));
        return wanted;
    }
    auto records = session.context->submissions;
    std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.time > b.time; });
    if (records.empty()) {
        space_above_lone(ui);
        empty_state(ui, Icon::List, Tone::Primary, words("records.none"_t), words("records.none_text"_t));
    }
    for (const auto& record : records) wanted.add(record_card(frame, session, record, page.disowning));
    if (button(ui, "records.again", words("records.again"_t), {.emphasis = Emphasis::Secondary, .icon = Icon::Sync, .enabled = session.asking ? Enabled::No : Enabled::Yes}))
        wanted.add(flow::LookAgain{});
    return wanted;
}

}  // namespace xz::ui::screens
