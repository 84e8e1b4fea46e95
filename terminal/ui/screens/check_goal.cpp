// 中期检查, one goal: how far it is, what became of each measure.
#include "terminal/core/support/clock.hpp"
#include "terminal/ui/flow/checking.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <array>

namespace xz::ui::screens {
namespace {

constexpr auto kind = protocol::RecordKind::Checkpoint;

// The numbers of the goal now: 起点 · 现在 · 目标.
void numbers(const Frame& frame, const flow::Session& session, const domain::Goal& goal) {
    const auto& instrument = flow::instrument_of(session, kind);
    const auto* indicator = instrument.find(goal.indicator);
    if (indicator == nullptr) return;
    auto& ui = frame.ui;
    const auto& words = frame.words;
    caption(ui, frame.say(indicator->name));
    const auto known = flow::known_values(session, *indicator, frame.state.wall);
    if (known.newest) {
        const bool choice = indicator->type == domain::IndicatorType::Choice;
        figure(ui, choice ? value_of(frame, *indicator, *known.newest) : known.newest->text(), choice ? std::string{} : frame.say(indicator->unit),
               goal.target ? words("plan.target_short"_t, {{"value", value_of(frame, *indicator, *goal.target)}}) : std::string{}, Tone::Primary);
        if (known.from) caption(ui, words("item.source"_t, {{"source", known.from->source}, {"day", day(frame, known.from->as_of)}}));
    } else {
        chip(ui, words(session.context == nullptr ? "checkpoint.data_unknown"_t : "item.not_arrived"_t), Tone::Attention, Icon::CloudOff);
    }
    if (goal.baseline) caption(ui, words("checkpoint.began_at"_t, {{"value", value_of(frame, *indicator, *goal.baseline)}}));
}

Wishes progress_card(const Frame& frame, const flow::Session& session, const domain::Goal& goal, const domain::GoalCheck* check) {
    auto& ui = frame.ui;
    const auto& instrument = flow::instrument_of(session, kind);
    Wishes wanted;
    Card card{ui, {.outlined = true}};
    heading(ui, frame.words("checkpoint.progress"_t));
    if (const auto step = steps(frame, "check." + goal.code + ".progress", instrument.completion_steps, check == nullptr ? std::nullopt : std::optional{check->progress}))
        wanted.add(flow::ChooseGoalProgress{goal.code, *step});
    auto note = check == nullptr ? std::string{} : check->note;
    if (text_field(ui, "check." + goal.code + ".note", note,
                   {.label = frame.words("checkpoint.note"_t), .placeholder = frame.words("checkpoint.note_hint"_t), .most = static_cast<std::size_t>(instrument.limits.note), .lines = 2}))
        wanted.add(flow::WriteCheck{{flow::CheckTextKind::Goal, goal.code, {}}, std::move(note)});
    return wanted;
}

Wishes measure_card(const Frame& frame, const flow::Session& session, const domain::Goal& goal, const domain::Measure& measure, const domain::GoalCheck* check) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& instrument = flow::instrument_of(session, kind);
    const domain::MeasureCheck* held = nullptr;
    if (check != nullptr)
        if (const auto found = check->measures.find(measure.code); found != check->measures.end()) held = &found->second;
    const auto id = "check." + goal.code + "." + measure.code;
    Wishes wanted;
    Card card{ui};
    heading(ui, measure.text);
    const bool late = measure.due && *measure.due < day_in_china(frame.state.wall) && (held == nullptr || held->progress != domain::MeasureProgress::Done);
    if (measure.due) chip(ui, due_text(frame, measure.due), late ? Tone::Attention : Tone::Neutral, late ? Icon::Warning : Icon::Calendar);
    const std::array<std::string, 4> labels{std::string{words("checkpoint.open"_t)}, std::string{words("checkpoint.done"_t)}, std::string{words("checkpoint.late"_t)},
                                            std::string{words("checkpoint.changed"_t)}};
    auto chosen = held == nullptr ? labels.size() : static_cast<std::size_t>(held->progress);
    if (segments(ui, id, chosen, labels) && chosen < labels.size()) wanted.add(flow::ChooseMeasureProgress{goal.code, measure.code, static_cast<domain::MeasureProgress>(chosen)});
    if (held == nullptr) return wanted;
    auto note = held->note;
    if (text_field(ui, id + ".note", note,
                   {.label = words("checkpoint.note"_t), .placeholder = words("checkpoint.measure_hint"_t), .most = static_cast<std::size_t>(instrument.limits.note), .lines = 1}))
        wanted.add(flow::WriteCheck{{flow::CheckTextKind::Measure, goal.code, measure.code}, std::move(note)});
    return wanted;
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::CheckGoalPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& instrument = flow::instrument_of(session, kind);
    const auto& draft = *session.checkpoint.draft;
    const auto goals = flow::goals_of(draft.plan, instrument);
    std::size_t index = 0;
    while (index + 1 < goals.size() && goals[index].goal->code != page.goal) ++index;
    const auto& goal = *goals[index].goal;
    const auto number = std::to_string(index + 1), count = std::to_string(goals.size());
    auto wanted = form_header(frame, session.checkpoint.saving, words("form.place"_t, {{"name", words("checkpoint.title"_t)}, {"number", number}, {"count", count}}),
                              static_cast<float>(index + 1) / static_cast<float>(goals.size() + 2));
    wanted.add(footer(ui, {"nav.next", words(index + 1 < goals.size() ? "checkpoint.next_goal"_t : "checkpoint.to_warnings"_t), flow::GoNext{}}));
    Scroll body{ui, "body." + goal.code};
    page_heading(ui, frame.say(instrument.dimension(goals[index].dimension)->name), title_of(frame, goal));
    const auto found = draft.checkpoint.goals.find(goal.code);
    const auto* check = found == draft.checkpoint.goals.end() ? nullptr : &found->second;
    two_columns(
        ui, 5,
        [&] {
            if (instrument.find(goal.indicator) != nullptr) {
                Card card{ui};
                numbers(frame, session, goal);
            }
            wanted.add(progress_card(frame, session, goal, check));
        },
        [&] {
            for (const auto& measure : goal.measures) wanted.add(measure_card(frame, session, goal, measure, check));
            if (goal.measures.empty()) caption(ui, words("checkpoint.no_measures"_t));
        });
    return wanted;
}

}  // namespace xz::ui::screens
