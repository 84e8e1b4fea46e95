// One dimension of the plan: the level that is aimed at beside the standard's thresholds, and its goals.
#include "terminal/ui/flow/plan_editing.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/form_page.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/plan_parts.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {
namespace {

constexpr int lowest_target = static_cast<int>(domain::Level::Pass);

// What each indicator's threshold for the level is, with what is known of the student.
void thresholds(const Frame& frame, const flow::Session& session, const domain::Dimension& dimension, domain::Level level) {
    auto& ui = frame.ui;
    caption(ui, frame.words("plan.thresholds"_t, {{"standard", frame.say(flow::instrument_of(session, protocol::RecordKind::Plan).standard_title)}}));
    for (const auto& indicator : dimension.indicators) {
        const auto threshold = flow::threshold_of(indicator, level);
        if (!threshold || indicator.weight == 0) continue;
        const bool up = indicator.direction == domain::Direction::Up;
        auto aim = frame.words(up ? "plan.at_least"_t : "plan.at_most"_t, {{"value", value_of(frame, indicator, *threshold)}});
        const auto known = flow::known_values(session, indicator, frame.state.wall);
        const auto& value = known.newest ? known.newest : known.last_year;
        Tone tone = Tone::Neutral;
        if (value) {
            const bool reached = up ? *value >= *threshold : *value <= *threshold;
            aim = frame.words(known.newest ? "plan.now"_t : "item.last_year"_t, {{"value", value_of(frame, indicator, *value)}}) + "  ·  " + aim;
            aim = frame.words(reached ? "plan.reached"_t : "plan.short"_t, {{"text", aim}});
            tone = reached ? Tone::Good : Tone::Attention;
        }
        pair(ui, frame.say(indicator.name), aim, tone);
    }
}

Wishes target(const Frame& frame, const flow::Session& session, const domain::Dimension& dimension, const domain::DimensionPlan& plan) {
    auto& ui = frame.ui;
    const auto& instrument = flow::instrument_of(session, protocol::RecordKind::Plan);
    Wishes wanted;
    Card card{ui};
    heading(ui, frame.words("plan.target_level"_t));
    std::vector<std::string> labels;
    std::size_t chosen = 3;
    for (int level = lowest_target; level <= static_cast<int>(domain::Level::Excellent); ++level) {
        if (plan.target_level && static_cast<int>(*plan.target_level) == level) chosen = labels.size();
        labels.push_back(frame.say(instrument.label_of(*domain::level_from(level))));
    }
    if (segments(ui, "plan." + dimension.code + ".target", chosen, labels) && chosen < labels.size())
        wanted.add(flow::ChooseTargetLevel{dimension.code, static_cast<int>(chosen) + lowest_target});
    thresholds(frame, session, dimension, plan.target_level.value_or(domain::Level::Pass));
    return wanted;
}

Wishes goals(const Frame& frame, const flow::Session& session, const domain::Dimension& dimension, const domain::DimensionPlan& plan) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& instrument = flow::instrument_of(session, protocol::RecordKind::Plan);
    Wishes wanted;
    for (const auto& goal : plan.goals)
        if (goal_card(frame, session, instrument, goal, "goal." + goal.code)) wanted.add(flow::OpenGoal{goal.code});
    for (const auto& item : flow::offered(session, session.plan.draft->plan)) {
        if (item.dimension != dimension.code) continue;
        const bool room = plan.goals.size() < static_cast<std::size_t>(instrument.limits.goals);
        Card card{ui, {.tone = Tone::Good}};
        caption(ui, words("plan.from_year"_t, {{"year", year_span(item.academic_year)}}));
        text(ui, item.text);
        if (button(ui, "carried." + item.from.item, words("plan.adopt"_t), {.emphasis = Emphasis::Secondary, .icon = Icon::Add, .enabled = room ? Enabled::Yes : Enabled::No}))
            wanted.add(flow::AdoptCarried{item.from});
    }
    const auto most = static_cast<std::size_t>(instrument.limits.goals);
    if (plan.goals.size() < most) {
        Card card{ui};
        caption(ui, plan.goals.empty() ? std::string{words("plan.no_goals"_t)} : words("plan.goals_of"_t, {{"count", std::to_string(plan.goals.size())}, {"most", std::to_string(most)}}));
        if (button(ui, "plan." + dimension.code + ".add", words("plan.add_goal"_t), {.emphasis = Emphasis::Secondary, .icon = Icon::Add})) wanted.add(flow::AddGoal{dimension.code});
    }
    return wanted;
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::PlanDimensionPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& instrument = flow::instrument_of(session, protocol::RecordKind::Plan);
    const auto place = form_place(frame, instrument, page.dimension);
    const auto& all = instrument.dimensions;
    const auto index = static_cast<std::size_t>(place.dimension - all.data());
    auto wanted = plan_header(frame, session, place.title, static_cast<float>(index + 2) / static_cast<float>(all.size() + 2));
    const auto next = index + 1 < all.size() ? words("dimension.next"_t, {{"name", frame.say(all[index + 1].short_name)}}) : std::string{words("plan.to_review"_t)};
    wanted.add(footer(ui, {"nav.next", next, flow::GoNext{}}));
    Scroll body{ui, "body." + page.dimension};
    page_heading(ui, frame.say(place.dimension->about), frame.say(place.dimension->name));
    const auto& dimensions = session.plan.draft->plan.dimensions;
    const auto found = dimensions.find(page.dimension);
    const auto plan = found == dimensions.end() ? domain::DimensionPlan{} : found->second;
    two_columns(
        ui, 4, [&] { wanted.add(target(frame, session, *place.dimension, plan)); }, [&] { wanted.add(goals(frame, session, *place.dimension, plan)); });
    return wanted;
}

}  // namespace xz::ui::screens
