// 学业生涯规划书: the book as it stands, what became of it, and what the student can do with it now.
#include "terminal/ui/flow/planning.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/plan_parts.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {
namespace {

// State, the counselor's reason or comment, and 撤回 while nobody has opened it.
Wishes state_banner(const Frame& frame, const flow::Session& session, const domain::PlanState& state) {
    auto& ui = frame.ui;
    const auto said = words_of(frame, state);
    std::string text{said.text};
    if (const auto reason = domain::reason_of(state); !reason.empty()) text = frame.words("plan.reason"_t, {{"reason", reason}});
    const auto* standing = flow::standing_of(session);
    if (standing != nullptr && !standing->plan.comment.empty() && std::holds_alternative<domain::plan_state::Active>(state))
        text = frame.words("plan.comment"_t, {{"comment", standing->plan.comment}});
    const bool withdraw = flow::may_withdraw_plan(session) && session.context != nullptr;
    const auto action = !withdraw ? std::string_view{} : session.asking ? frame.words("plan.withdrawing"_t) : frame.words("plan.withdraw"_t);
    if (banner(ui, "plan.state", said.tone, said.chip, text, action)) return flow::WithdrawPlan{};
    return {};
}

void written(Ui& ui, std::string_view label, const std::string& value) {
    if (value.empty()) return;
    caption(ui, label);
    text(ui, value);
}

void header_card(const Frame& frame, const domain::Plan& plan) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Card card{ui};
    heading(ui, words("plan.header"_t));
    written(ui, words("plan.year_goal"_t), plan.year_goal);
    written(ui, words("plan.three_year_goal"_t), plan.three_year_goal);
    written(ui, words("plan.strengths"_t), plan.strengths);
    written(ui, words("plan.weaknesses"_t), plan.weaknesses);
    written(ui, words("plan.opportunities"_t), plan.opportunities);
    written(ui, words("plan.threats"_t), plan.threats);
}

void measures(const Frame& frame, const domain::Goal& goal) {
    for (const auto& measure : goal.measures) {
        auto line = measure.text;
        if (measure.due) line += "  ·  " + due_text(frame, measure.due);
        bullet(frame.ui, Icon::Check, line, Tone::Neutral);
    }
}

void dimension_card(const Frame& frame, const flow::Session& session, const domain::Dimension& dimension, const domain::DimensionPlan& plan) {
    auto& ui = frame.ui;
    const auto& instrument = flow::instrument_of(session, protocol::RecordKind::Plan);
    Card card{ui};
    const auto target = plan.target_level ? frame.words("plan.target_is"_t, {{"level", frame.say(instrument.label_of(*plan.target_level))}}) : std::string{};
    if (target.empty())
        heading(ui, frame.say(dimension.name));
    else
        heading_with_chip(ui, frame.say(dimension.name), target, Tone::Primary);
    for (std::size_t i = 0; i < plan.goals.size(); ++i) {
        const auto& goal = plan.goals[i];
        if (i > 0) divider(ui);
        text(ui, title_of(frame, goal), {.type = Type::Body, .weight = Weight::Bold, .color = ui.palette().ink});
        if (const auto aim = aim_of(frame, instrument, goal); !aim.empty()) text(ui, aim, {.type = Type::Body, .weight = Weight::Regular, .color = ui.palette().primary});
        caption(ui, summary_of(frame, goal));
        measures(frame, goal);
        if (goal.from) chip(ui, origin_of(frame, session, *goal.from), Tone::Good, Icon::Return);
    }
}

Wishes bottom(const Frame& frame, const flow::Session& session) {
    const auto& words = frame.words;
    const FooterAction home{"nav.home", words("nav.home"_t), flow::GoHome{}};
    if (session.plan.draft) return footer(frame.ui, {"plan.revise", words("plan.go_on"_t), flow::FillPlan{}}, home);
    if (flow::may_revise_plan(session, frame.state.wall)) {
        const auto state = flow::plan_state_of(session);
        const bool active = state && std::holds_alternative<domain::plan_state::Active>(*state);
        return footer(frame.ui, {"plan.revise", words(active ? "plan.revise"_t : "plan.correct"_t), flow::RevisePlan{}}, home);
    }
    if (flow::may_begin_plan(session, frame.state.wall)) return footer(frame.ui, {"plan.fill", words("plan.begin"_t), flow::FillPlan{}}, home);
    return footer(frame.ui, home);
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::PlanPage&) {
    auto& ui = frame.ui;
    auto wanted = session_header(frame, session);
    wanted.add(bottom(frame, session));
    Scroll body{ui, "body"};
    const auto& instrument = flow::instrument_of(session, protocol::RecordKind::Plan);
    const auto now = frame.state.wall;
    page_heading(ui, frame.words("attract.year"_t, {{"year", year_span(flow::cycle_of(session, now).academic_year)}}), frame.say(instrument.book_title));
    if (const auto state = flow::plan_state_of(session)) wanted.add(state_banner(frame, session, *state));
    const auto* plan = flow::plan_shown(session);
    if (plan == nullptr) {
        empty_state(ui, Icon::Plan, Tone::Neutral, frame.words("plan.not_here"_t), frame.words("plan.not_here_text"_t));
        return wanted;
    }
    const auto cards = [&](std::size_t from, std::size_t step) {
        for (std::size_t i = from; i < instrument.dimensions.size(); i += step)
            if (const auto found = plan->dimensions.find(instrument.dimensions[i].code); found != plan->dimensions.end() && (found->second.target_level || !found->second.goals.empty()))
                dimension_card(frame, session, instrument.dimensions[i], found->second);
    };
    if (has_two_columns(ui, 4)) {
        two_columns(
            ui, 4, [&] { header_card(frame, *plan); cards(1, 2); }, [&] { cards(0, 2); });
    } else {
        header_card(frame, *plan);
        cards(0, 1);
    }
    return wanted;
}

}  // namespace xz::ui::screens
