// The pages that a goal's parts are chosen on: its indicator, its node of the goal chain, a due day.
#include "terminal/core/support/clock.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <array>

namespace xz::ui::screens {
namespace {

Wishes picker_header(const Frame& frame, std::string_view title) {
    if (header(frame.ui, "nav", {.back = frame.words("nav.back"_t), .title = title}) == HeaderTap::Back) return flow::Back{};
    return {};
}

// A milestone of the cycle as a button: 中期检查前 2月24日.
Wishes milestone(const Frame& frame, std::string_view id, locale::Key words, const std::optional<domain::Day>& day_before) {
    if (!day_before) return {};
    const auto label = frame.words(words, {{"day", day_of_year(frame, *day_before)}});
    return button(frame.ui, id, label, {.emphasis = Emphasis::Secondary, .icon = Icon::Calendar}) ? Wishes{flow::TakeDay{*day_before}} : Wishes{};
}

std::array<std::string, 7> weekdays(const Frame& frame) {
    const auto word = [&](locale::Key key) { return std::string{frame.words(key)}; };
    return {word("date.monday"_t), word("date.tuesday"_t), word("date.wednesday"_t), word("date.thursday"_t), word("date.friday"_t), word("date.saturday"_t), word("date.sunday"_t)};
}

std::optional<domain::Day> due_so_far(const flow::Session& session, const flow::DaySubject& subject) {
    if (subject.kind == flow::DaySubject::Kind::Improvement) return session.diagnosis.draft->diagnosis.dimensions.find(subject.owner)->second.improvements[subject.index].due;
    const auto* goal = session.plan.draft->plan.goal(subject.owner);
    if (subject.kind == flow::DaySubject::Kind::Goal) return goal->due;
    for (const auto& measure : goal->measures)
        if (measure.code == subject.measure) return measure.due;
    return std::nullopt;
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::IndicatorPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = picker_header(frame, words("plan.measured_by"_t));
    const auto& plan = session.plan.draft->plan;
    const auto& instrument = flow::instrument_of(session, protocol::RecordKind::Plan);
    const auto* dimension = instrument.dimension(flow::dimension_of(plan, page.goal));
    const auto& chosen = plan.goal(page.goal)->indicator;
    Scroll body{ui, "body"};
    page_heading(ui, frame.say(dimension->name), words("plan.which_indicator"_t));
    for (const auto& indicator : dimension->indicators) {
        if (!indicator.measures_goals()) continue;
        const auto known = flow::known_values(session, indicator, frame.state.wall);
        std::string detail;
        if (known.newest) detail = words("plan.now"_t, {{"value", value_of(frame, indicator, *known.newest)}});
        if (known.last_year) detail += (detail.empty() ? "" : "  ·  ") + words("item.last_year"_t, {{"value", value_of(frame, indicator, *known.last_year)}});
        if (const auto standard = standard_text(frame, indicator); !standard.empty()) detail += (detail.empty() ? "" : "\n") + standard;
        Card card{ui};
        if (list_row(ui, "pick." + indicator.code, frame.say(indicator.name),
                     {.icon = Icon::TrendUp, .detail = detail, .chip = chosen == indicator.code ? frame.words("plan.chosen"_t) : std::string_view{}, .chip_tone = Tone::Primary}))
            wanted.add(flow::ChooseIndicator{page.goal, indicator.code});
    }
    Card card{ui};
    if (list_row(ui, "pick.none", words("plan.no_indicator"_t), {.icon = Icon::Edit, .detail = words("plan.no_indicator_text"_t)})) wanted.add(flow::ChooseIndicator{page.goal, {}});
    return wanted;
}

Wishes draw(const Frame& frame, const flow::Session& session, const flow::NodePage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = picker_header(frame, words("plan.node"_t));
    const auto& chosen = session.plan.draft->plan.goal(page.goal)->node;
    const auto& chain = session.published->goal_chain;
    Scroll body{ui, "body"};
    page_heading(ui, words("plan.node_over"_t), words("plan.which_node"_t));
    if (session.context == nullptr) (void)banner(ui, "plan.node_offline", Tone::Attention, words("plan.node_offline"_t), {});
    for (const auto* node : chain.branch(session.context == nullptr ? std::string{} : session.context->department)) {
        const auto path = path_of(frame, chain, node->parent);
        const auto level = chosen == node->code ? words("plan.chosen"_t) : level_name(frame, node->level);
        Card card{ui};
        if (list_row(ui, "pick." + node->code, frame.say(node->text),
                     {.icon = Icon::List, .detail = path, .chip = level, .chip_tone = chosen == node->code ? Tone::Primary : Tone::Neutral}))
            wanted.add(flow::ChooseNode{page.goal, node->code});
    }
    Card card{ui};
    if (list_row(ui, "pick.none", words("plan.no_node"_t), {.icon = Icon::Close})) wanted.add(flow::ChooseNode{page.goal, {}});
    return wanted;
}

Wishes draw(const Frame& frame, const flow::Session& session, const flow::DayPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = picker_header(frame, words("plan.choose_day"_t));
    const auto now = frame.state.wall;
    const auto span = flow::days_for(session, page.subject.kind, now);
    const auto milestones = flow::milestones_for(session, page.subject.kind, now);
    const auto names = weekdays(frame);
    const auto title = words("date.month"_t, {{"year", std::to_string(static_cast<int>(page.month.year()))}, {"month", std::to_string(static_cast<unsigned>(page.month.month()))}});
    Scroll body{ui, "body"};
    const auto sheet = [&] {
        Card card{ui};
        const auto touched = month(ui, "day",
                                   {.shown = page.month,
                                    .first = span.first,
                                    .last = span.last,
                                    .chosen = due_so_far(session, page.subject),
                                    .today = day_in_china(now),
                                    .title = title,
                                    .weekdays = names,
                                    .earlier = words("date.earlier"_t),
                                    .later = words("date.later"_t)});
        switch (touched.tap) {
            case MonthTap::Earlier: wanted.add(flow::ShowMonth{page.month - std::chrono::months{1}}); break;
            case MonthTap::Later: wanted.add(flow::ShowMonth{page.month + std::chrono::months{1}}); break;
            case MonthTap::Day: wanted.add(flow::TakeDay{touched.day}); break;
            case MonthTap::None: break;
        }
    };
    const auto quick = [&] {
        wanted.add(milestone(frame, "day.checkpoint", "plan.before_checkpoint"_t, milestones.checkpoint));
        wanted.add(milestone(frame, "day.diagnosis", "plan.before_diagnosis"_t, milestones.diagnosis));
        if (button(ui, "day.none", words("plan.no_due"_t), {.emphasis = Emphasis::Quiet})) wanted.add(flow::TakeDay{std::nullopt});
    };
    two_columns(ui, 7, sheet, quick);
    return wanted;
}

}  // namespace xz::ui::screens
