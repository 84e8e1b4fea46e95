// 一个目标: what it says, what measures it and how far it aims, its measures with their days, what it needs, what it serves.
#include "terminal/ui/flow/plan_editing.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/form_page.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/plan_parts.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>

namespace xz::ui::screens {
namespace {

struct Subject {
    const Frame& frame;
    const flow::Session& session;
    const domain::Goal& goal;
    const domain::Instrument& instrument;
};

Wishes wording(const Subject& subject) {
    const auto& [frame, session, goal, instrument] = subject;
    auto& ui = frame.ui;
    Wishes wanted;
    Card card{ui, {.outlined = true}};
    heading_with_chip(ui, frame.words("plan.goal"_t), frame.words("review.required"_t), Tone::Attention);
    if (goal.from) chip(ui, origin_of(frame, session, *goal.from), Tone::Good, Icon::Return);
    wanted.add(plan_field(frame, session, {flow::PlanTextKind::Goal, goal.code, {}}, frame.words("plan.goal"_t), {.placeholder = frame.words("plan.goal_hint"_t), .lines = 2}));
    caption(ui, frame.words("plan.priority"_t));
    auto chosen = static_cast<std::size_t>(goal.priority - 1);
    if (segments(ui, "goal." + goal.code + ".priority", chosen, priority_words(frame))) wanted.add(flow::ChoosePriority{goal.code, static_cast<int>(chosen) + 1});
    return wanted;
}

// A value by touch: choices of a choice, − slider + of all others.
Wishes value(const Subject& subject, const domain::Indicator& indicator, flow::GoalValue which) {
    const auto& [frame, session, goal, instrument] = subject;
    auto& ui = frame.ui;
    const bool base = which == flow::GoalValue::Baseline;
    const auto& held = base ? goal.baseline : goal.target;
    const auto id = "goal." + goal.code + (base ? ".baseline" : ".target");
    caption(ui, frame.words(base ? "plan.baseline"_t : "plan.target"_t));
    if (indicator.type == domain::IndicatorType::Choice) {
        std::vector<std::string> labels;
        std::size_t chosen = indicator.choices.size();
        for (std::size_t i = 0; i < indicator.choices.size(); ++i) {
            labels.push_back(frame.say(indicator.choices[i].label));
            if (held && held->as_int() == indicator.choices[i].value) chosen = i;
        }
        if (segments(ui, id, chosen, labels) && chosen < labels.size()) return flow::SetGoalValue{goal.code, which, std::to_string(indicator.choices[chosen].value)};
        return {};
    }
    const auto range = flow::range_of(indicator);
    std::optional<std::int64_t> shown;
    if (held) shown = scaled(*held, range.places);
    const auto most = scaled(range.high, range.places).value_or(0);
    auto end = most;
    if (!indicator.anchors.empty())
        if (const auto saturates = scaled(indicator.anchors.back().value, range.places); saturates && *saturates > 0) end = std::min(most, *saturates * 2);
    const NumberRange limits{.least = scaled(range.low, range.places).value_or(0),
                             .most = most,
                             .step = range.places == 0 || indicator.type == domain::IndicatorType::Likert ? 1 : 5,
                             .decimals = range.places,
                             .unit = frame.say(indicator.unit),
                             .slider_most = end};
    if (number(ui, id, shown, limits) && shown) return flow::SetGoalValue{goal.code, which, number_text(*shown, range.places)};
    return {};
}

Wishes measuring(const Subject& subject) {
    const auto& [frame, session, goal, instrument] = subject;
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    Card card{ui};
    heading(ui, words("plan.measured_by"_t));
    const auto* indicator = instrument.find(goal.indicator);
    const auto title = indicator == nullptr ? std::string{words("plan.choose_indicator"_t)} : frame.say(indicator->name);
    const auto detail = indicator == nullptr ? std::string{words("plan.no_indicator_text"_t)} : standard_text(frame, *indicator);
    if (list_row(ui, "goal." + goal.code + ".indicator", title, {.icon = Icon::TrendUp, .detail = detail})) wanted.add(flow::PickIndicator{goal.code});
    if (indicator == nullptr) return wanted;
    const auto known = flow::known_values(session, *indicator, frame.state.wall);
    std::string line;
    if (known.newest) line = words("plan.now"_t, {{"value", value_of(frame, *indicator, *known.newest)}});
    if (known.from) line += "  ·  " + words("item.source"_t, {{"source", known.from->source}, {"day", day(frame, known.from->as_of)}});
    if (known.last_year) line += (line.empty() ? "" : "  ·  ") + words("item.last_year"_t, {{"value", value_of(frame, *indicator, *known.last_year)}});
    if (!line.empty()) caption(ui, line);
    wanted.add(value(subject, *indicator, flow::GoalValue::Baseline));
    if (!goal.baseline || goal.baseline_source) caption(ui, baseline_source_text(frame, goal));
    if (goal.baseline && button(ui, "goal." + goal.code + ".baseline.none", words("plan.baseline_clear"_t), {.emphasis = Emphasis::Quiet, .icon = Icon::Remove}))
        wanted.add(flow::SetGoalValue{goal.code, flow::GoalValue::Baseline, {}});
    wanted.add(value(subject, *indicator, flow::GoalValue::Target));
    return wanted;
}

Wishes measure_card(const Subject& subject, const domain::Measure& measure, std::size_t number) {
    const auto& [frame, session, goal, instrument] = subject;
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto id = "measure." + goal.code + "." + measure.code;
    Wishes wanted;
    Card card{ui};
    heading(ui, words("plan.measure_number"_t, {{"number", std::to_string(number)}}));
    wanted.add(plan_field(frame, session, {flow::PlanTextKind::Measure, goal.code, measure.code}, words("plan.measure"_t), {.placeholder = words("plan.measure_hint"_t), .lines = 2}));
    if (due_row(frame, id + ".due", measure.due)) wanted.add(flow::PickDay{{flow::DaySubject::Kind::Measure, goal.code, measure.code, 0}});
    if (button(ui, id + ".remove", words("plan.remove"_t), {.emphasis = Emphasis::Quiet, .icon = Icon::Remove})) wanted.add(flow::RemoveMeasure{goal.code, measure.code});
    return wanted;
}

Wishes result(const Subject& subject) {
    const auto& [frame, session, goal, instrument] = subject;
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    Card card{ui};
    heading_with_chip(ui, words("plan.expected"_t), words("item.optional"_t), Tone::Neutral);
    wanted.add(plan_field(frame, session, {flow::PlanTextKind::Expected, goal.code, {}}, words("plan.expected"_t), {.placeholder = words("plan.expected_hint"_t), .lines = 2}));
    heading_with_chip(ui, words("plan.support"_t), words("item.optional"_t), Tone::Neutral);
    wanted.add(plan_field(frame, session, {flow::PlanTextKind::Support, goal.code, {}}, words("plan.support"_t), {.placeholder = words("plan.support_hint"_t), .lines = 2}));
    return wanted;
}

Wishes node(const Subject& subject) {
    const auto& [frame, session, goal, instrument] = subject;
    auto& ui = frame.ui;
    const auto* chosen = session.published->goal_chain.find(goal.node);
    Card card{ui};
    heading_with_chip(ui, frame.words("plan.node"_t), frame.words("item.optional"_t), Tone::Neutral);
    const auto title = chosen == nullptr ? std::string{frame.words("plan.choose_node"_t)} : frame.say(chosen->text);
    const auto detail = chosen == nullptr ? std::string{frame.words("plan.choose_node_text"_t)} : path_of(frame, session.published->goal_chain, goal.node);
    if (list_row(ui, "goal." + goal.code + ".node", title, {.icon = Icon::List, .detail = detail})) return flow::PickNode{goal.code};
    return {};
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::GoalPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& instrument = flow::instrument_of(session, protocol::RecordKind::Plan);
    const auto& plan = session.plan.draft->plan;
    const auto dimension = flow::dimension_of(plan, page.goal);
    const auto& goal = *plan.goal(page.goal);
    const auto place = form_place(frame, instrument, dimension);
    const auto index = static_cast<float>(place.dimension - instrument.dimensions.data());
    auto wanted = plan_header(frame, session, place.title, (index + 2) / static_cast<float>(instrument.dimensions.size() + 2));
    wanted.add(footer(ui, {"nav.next", words("plan.goal_done"_t), flow::GoNext{}}));
    Scroll body{ui, "body." + page.goal};
    const Subject subject{frame, session, goal, instrument};
    const auto reveal = [&](flow::GoalPart part) {
        if (page.focus == part) body.reveal_here();
    };
    two_columns(
        ui, 5,
        [&] {
            wanted.add(wording(subject));
            reveal(flow::GoalPart::Indicator);
            wanted.add(measuring(subject));
        },
        [&] {
            for (std::size_t i = 0; i < goal.measures.size(); ++i) {
                if (goal.measures[i].code == page.measure) reveal(flow::GoalPart::Measures);
                wanted.add(measure_card(subject, goal.measures[i], i + 1));
            }
            if (goal.measures.size() < static_cast<std::size_t>(instrument.limits.measures)) {
                Card card{ui};
                caption(ui, words("plan.measures_text"_t));
                if (button(ui, "goal." + goal.code + ".add", words("plan.add_measure"_t), {.emphasis = Emphasis::Secondary, .icon = Icon::Add})) wanted.add(flow::AddMeasure{goal.code});
            }
            reveal(flow::GoalPart::Due);
            {
                Card card{ui};
                heading(ui, words("plan.goal_due"_t));
                if (due_row(frame, "goal." + goal.code + ".due", goal.due)) wanted.add(flow::PickDay{{flow::DaySubject::Kind::Goal, goal.code, {}, 0}});
            }
        });
    wanted.add(result(subject));
    reveal(flow::GoalPart::Node);
    wanted.add(node(subject));
    if (button(ui, "goal." + goal.code + ".remove", words("plan.remove_goal"_t), {.emphasis = Emphasis::Quiet, .icon = Icon::Remove})) wanted.add(flow::RemoveGoal{goal.code});
    return wanted;
}

}  // namespace xz::ui::screens
