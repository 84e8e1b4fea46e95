// 规划检查: what is missing, what changed against the former revision; then the one button that hands it in.
#include "terminal/ui/flow/planning.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/plan_parts.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>

namespace xz::ui::screens {
namespace {

std::string gap_text(const Frame& frame, const domain::PlanGap& gap) {
    switch (gap.kind) {
        case domain::PlanGap::Kind::YearGoal: return std::string{frame.words("plan.gap_year_goal"_t)};
        case domain::PlanGap::Kind::NoGoal: return std::string{frame.words("plan.gap_no_goal"_t)};
        case domain::PlanGap::Kind::GoalText: return std::string{frame.words("plan.gap_goal_text"_t)};
        case domain::PlanGap::Kind::TargetLevel: return std::string{frame.words("plan.gap_target"_t)};
        case domain::PlanGap::Kind::MeasureText: break;
    }
    return std::string{frame.words("plan.gap_measure"_t)};
}

flow::Intent way_to(const domain::PlanGap& gap, const domain::Instrument& instrument) {
    if (!gap.goal.empty()) return flow::OpenGoal{gap.goal};
    if (!gap.dimension.empty()) return flow::OpenPlanDimension{gap.dimension};
    if (gap.kind == domain::PlanGap::Kind::NoGoal) return flow::OpenPlanDimension{instrument.dimensions.front().code};
    return flow::OpenPlanHeader{};
}

// Everything required by itself, then a line a dimension.
Wishes required_rows(const Frame& frame, const std::vector<domain::PlanGap>& gaps, const domain::Instrument& instrument) {
    Wishes wanted;
    int number = 0;
    for (const auto& gap : gaps) {
        if (!gap.required) continue;
        const auto* dimension = instrument.dimension(gap.dimension);
        Card card{frame.ui};
        if (list_row(frame.ui, "plan.gap." + std::to_string(++number), gap_text(frame, gap),
                     {.icon = Icon::Error,
                      .detail = dimension == nullptr ? std::string_view{} : std::string_view{frame.say(dimension->name)},
                      .chip = frame.words("review.required"_t),
                      .chip_tone = Tone::Danger}))
            wanted.add(way_to(gap, instrument));
    }
    return wanted;
}

Wishes header_row(const Frame& frame, const domain::Plan& plan) {
    Card card{frame.ui};
    const bool missing = plan.year_goal.empty();
    if (list_row(frame.ui, "plan.review.header", frame.words("plan.header"_t),
                 {.icon = missing ? Icon::Error : Icon::Done, .detail = missing ? frame.words("plan.gap_year_goal"_t) : std::string_view{plan.year_goal}}))
        return flow::OpenPlanHeader{};
    return {};
}

Wishes dimension_row(const Frame& frame, const domain::Instrument& instrument, const domain::Dimension& dimension, const domain::Plan& plan) {
    const auto found = plan.dimensions.find(dimension.code);
    const bool planned = found != plan.dimensions.end();
    const auto goals = planned ? found->second.goals.size() : 0;
    const domain::Level* level = planned && found->second.target_level ? &*found->second.target_level : nullptr;
    const auto detail = frame.words.count("plan.goals_count"_t, goals);
    const auto chip = level != nullptr ? frame.say(instrument.label_of(*level)) : std::string{frame.words("plan.no_target"_t)};
    Card card{frame.ui};
    if (list_row(frame.ui, "plan.review." + dimension.code, frame.say(dimension.name),
                 {.icon = goals > 0 && level != nullptr ? Icon::Done : Icon::Edit, .detail = detail, .chip = chip, .chip_tone = level != nullptr ? Tone::Primary : Tone::Neutral}))
        return flow::OpenPlanDimension{dimension.code};
    return {};
}

std::string change_text(const Frame& frame, const domain::PlanChange& change, const domain::Instrument& instrument, const domain::Plan& former, const domain::Plan& plan) {
    const auto& words = frame.words;
    const auto* goal = plan.goal(change.goal) != nullptr ? plan.goal(change.goal) : former.goal(change.goal);
    const auto name = goal == nullptr ? std::string{} : title_of(frame, *goal);
    const auto* dimension = instrument.dimension(change.dimension);
    const auto where = dimension == nullptr ? std::string{} : frame.say(dimension->short_name);
    switch (change.kind) {
        case domain::PlanChange::Kind::GoalAdded: return words("plan.change_goal_added"_t, {{"goal", name}});
        case domain::PlanChange::Kind::GoalRemoved: return words("plan.change_goal_removed"_t, {{"goal", name}});
        case domain::PlanChange::Kind::GoalChanged: return words("plan.change_goal"_t, {{"goal", name}});
        case domain::PlanChange::Kind::MeasureAdded: return words("plan.change_measure_added"_t, {{"goal", name}});
        case domain::PlanChange::Kind::MeasureRemoved: return words("plan.change_measure_removed"_t, {{"goal", name}});
        case domain::PlanChange::Kind::MeasureChanged: return words("plan.change_measure"_t, {{"goal", name}});
        case domain::PlanChange::Kind::LevelChanged: return words("plan.change_level"_t, {{"dimension", where}});
        case domain::PlanChange::Kind::HeaderChanged: break;
    }
    return std::string{words("plan.change_header"_t)};
}

void changes(const Frame& frame, const flow::PlanDraft& draft, const domain::Instrument& instrument) {
    if (!draft.former) return;
    auto& ui = frame.ui;
    const auto all = domain::changes_between(*draft.former, draft.plan);
    Card card{ui, {.tone = Tone::Primary}};
    heading(ui, frame.words("plan.changes"_t));
    if (all.empty()) text(ui, frame.words("plan.no_changes"_t));
    for (const auto& change : all) bullet(ui, Icon::Edit, change_text(frame, change, instrument, *draft.former, draft.plan));
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::PlanReviewPage&) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = plan_header(frame, session, words("plan.review"_t), 1.0F);
    const bool ready = flow::may_submit_plan(session);
    wanted.add(footer(ui, {"plan.submit", words("plan.submit"_t), flow::SubmitNow{}, ready ? Enabled::Yes : Enabled::No}));
    Scroll body{ui, "body"};
    const auto& instrument = flow::instrument_of(session, protocol::RecordKind::Plan);
    const auto& draft = *session.plan.draft;
    page_heading(ui, words("plan.review_over"_t), words(ready ? "plan.ready"_t : "plan.not_ready"_t));
    wanted.add(required_rows(frame, domain::gaps_of(draft.plan, instrument), instrument));
    changes(frame, draft, instrument);
    wanted.add(header_row(frame, draft.plan));
    for (const auto& dimension : instrument.dimensions) wanted.add(dimension_row(frame, instrument, dimension, draft.plan));
    bullet(ui, Icon::Person, words("plan.who_reviews"_t));
    bullet(ui, Icon::Undo, words("plan.may_withdraw"_t));
    return wanted;
}

}  // namespace xz::ui::screens
