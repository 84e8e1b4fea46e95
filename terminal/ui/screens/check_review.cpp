// The end of the mid-year check: the year's warnings and what was done about them, then the summary and the one button that hands it in.
#include "terminal/ui/flow/checking.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/warning_words.hpp"
#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {
namespace {

constexpr auto kind = protocol::RecordKind::Checkpoint;

Wishes warning_card(const Frame& frame, const flow::Session& session, const domain::WarningCard& warning) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& instrument = flow::instrument_of(session, kind);
    const auto key = domain::to_text(warning.raised.key);
    Card card{ui};
    heading_with_chip(ui, warning_title(frame, instrument, warning.raised), colour_text(frame, warning.raised.colour), tone_of(warning.raised.colour));
    caption(ui, warning_detail(frame, instrument, warning.raised));
    caption(ui, words("checkpoint.warning_state"_t, {{"state", warning_state(frame, warning.state)}}));
    const auto& texts = session.checkpoint.draft->checkpoint.warnings;
    const auto found = texts.find(key);
    auto text = found == texts.end() ? std::string{} : found->second;
    if (text_field(ui, "check.warning." + key, text,
                   {.label = words("checkpoint.warning_done"_t), .placeholder = words("checkpoint.warning_done"_t), .most = static_cast<std::size_t>(instrument.limits.note), .lines = 2}))
        return flow::WriteCheck{{flow::CheckTextKind::Warning, key, {}}, std::move(text)};
    return {};
}

Wishes goal_row(const Frame& frame, const domain::Goal& goal, const domain::GoalCheck* check) {
    std::size_t done = 0;
    if (check != nullptr)
        for (const auto& [code, measure] : check->measures) done += measure.progress == domain::MeasureProgress::Done ? 1 : 0;
    const auto detail = frame.words("checkpoint.measures_done"_t, {{"done", std::to_string(done)}, {"all", std::to_string(goal.measures.size())}});
    const auto chip = check == nullptr ? std::string{frame.words("checkpoint.not_looked"_t)} : std::to_string(check->progress) + "%";
    Card card{frame.ui};
    if (list_row(frame.ui, "check.review." + goal.code, title_of(frame, goal),
                 {.icon = check == nullptr ? Icon::Error : Icon::Done, .detail = detail, .chip = chip, .chip_tone = check == nullptr ? Tone::Danger : Tone::Good}))
        return flow::OpenCheckGoal{goal.code};
    return {};
}

Wishes summary_card(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& checkpoint = session.checkpoint.draft->checkpoint;
    Wishes wanted;
    Card card{ui};
    heading_with_chip(ui, words("checkpoint.summary"_t), words("item.optional"_t), Tone::Neutral);
    auto text = checkpoint.summary;
    if (text_field(ui, "check.summary", text,
                   {.label = words("checkpoint.summary"_t),
                    .placeholder = words("checkpoint.summary_hint"_t),
                    .most = static_cast<std::size_t>(flow::instrument_of(session, kind).limits.plan),
                    .lines = 3}))
        wanted.add(flow::WriteCheck{{flow::CheckTextKind::Summary, {}, {}}, std::move(text)});
    bool revises = checkpoint.revises;
    if (checkbox(ui, "check.revises", words("checkpoint.revises"_t), revises)) wanted.add(flow::ToggleRevises{});
    return wanted;
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::CheckWarningsPage&) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto count = static_cast<float>(flow::goals_of(session.checkpoint.draft->plan, flow::instrument_of(session, kind)).size());
    auto wanted = form_header(frame, session.checkpoint.saving, words("checkpoint.title"_t), (count + 1) / (count + 2));
    wanted.add(footer(ui, {"nav.next", words("texts.next"_t), flow::GoNext{}}));
    Scroll body{ui, "body"};
    page_heading(ui, words("checkpoint.warnings_over"_t), words("checkpoint.warnings"_t));
    const auto* warnings = flow::warnings_of(session);
    if (warnings == nullptr)
        empty_state(ui, Icon::CloudOff, Tone::Attention, words("checkpoint.warnings_unknown"_t), words("checkpoint.warnings_unknown_text"_t));
    else if (warnings->cards.empty())
        empty_state(ui, Icon::Done, Tone::Good, words("checkpoint.no_warnings"_t), words("checkpoint.no_warnings_text"_t));
    else
        for (const auto& warning : warnings->cards) wanted.add(warning_card(frame, session, warning));
    return wanted;
}

Wishes draw(const Frame& frame, const flow::Session& session, const flow::CheckReviewPage&) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = form_header(frame, session.checkpoint.saving, words("checkpoint.title"_t), 1.0F);
    const bool ready = flow::may_submit_checkpoint(session);
    wanted.add(footer(ui, {"check.submit", words("checkpoint.submit"_t), flow::SubmitNow{}, ready ? Enabled::Yes : Enabled::No}));
    Scroll body{ui, "body"};
    page_heading(ui, words("review.over"_t), words(ready ? "review.ready"_t : "checkpoint.not_ready"_t));
    const auto& draft = *session.checkpoint.draft;
    two_columns(
        ui, 4,
        [&] {
            for (const auto& placed : flow::goals_of(draft.plan, flow::instrument_of(session, kind))) {
                const auto found = draft.checkpoint.goals.find(placed.goal->code);
                wanted.add(goal_row(frame, *placed.goal, found == draft.checkpoint.goals.end() ? nullptr : &found->second));
            }
        },
        [&] { wanted.add(summary_card(frame, session)); });
    return wanted;
}

}  // namespace xz::ui::screens
