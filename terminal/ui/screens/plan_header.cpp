// 规划书首页: who I am (SWOT), where I want to be in three years, and this year.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/plan_parts.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>

namespace xz::ui::screens {
namespace {

struct Field {
    flow::PlanTextKind kind;
    std::string label;
    std::string hint;
};

Wishes field_card(const Frame& frame, const flow::Session& session, const Field& field) {
    auto& ui = frame.ui;
    Card card{ui};
    heading(ui, field.label);
    return plan_field(frame, session, {field.kind, {}, {}}, field.label, {.placeholder = field.hint, .lines = 3});
}

Wishes goals_card(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    Card card{ui, {.outlined = true}};
    heading_with_chip(ui, words("plan.year_goal"_t), words("review.required"_t), Tone::Attention);
    wanted.add(plan_field(frame, session, {flow::PlanTextKind::Year, {}, {}}, words("plan.year_goal"_t), {.placeholder = words("plan.year_goal_hint"_t), .lines = 2}));
    heading_with_chip(ui, words("plan.three_year_goal"_t), words("item.optional"_t), Tone::Neutral);
    wanted.add(plan_field(frame, session, {flow::PlanTextKind::ThreeYears, {}, {}}, words("plan.three_year_goal"_t), {.placeholder = words("plan.three_year_goal_hint"_t), .lines = 2}));
    return wanted;
}

// Why there is something to do: the counselor's reason, or what last year carried here.
void occasion(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    const auto state = flow::plan_state_of(session);
    if (state)
        if (const auto reason = domain::reason_of(*state); !reason.empty()) {
            (void)banner(ui, "plan.reason", Tone::Attention, frame.words("plan.state_returned"_t), frame.words("plan.reason"_t, {{"reason", reason}}));
            return;
        }
    const auto& plan = session.plan.draft->plan;
    std::size_t carried = 0;
    for (const auto& [code, dimension] : plan.dimensions)
        carried += static_cast<std::size_t>(std::count_if(dimension.goals.begin(), dimension.goals.end(), [](const domain::Goal& goal) { return goal.from.has_value(); }));
    if (carried > 0 && !session.plan.draft->former)
        (void)banner(ui, "plan.carried", Tone::Good, frame.words.count("plan.carried_title"_t, carried), frame.words("plan.carried_text"_t));
    if (session.context == nullptr) (void)banner(ui, "plan.offline", Tone::Attention, frame.words("plan.offline"_t), frame.words("plan.offline_text"_t));
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::PlanHeaderPage&) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& instrument = flow::instrument_of(session, protocol::RecordKind::Plan);
    auto wanted = plan_header(frame, session, frame.say(instrument.book_title), 1.0F / static_cast<float>(instrument.dimensions.size() + 2));
    wanted.add(footer(ui, {"nav.next", words("dimension.next"_t, {{"name", frame.say(instrument.dimensions.front().short_name)}}), flow::GoNext{}}));
    Scroll body{ui, "body"};
    page_heading(ui, frame.words("attract.year"_t, {{"year", year_span(session.plan.draft->academic_year)}}), words("plan.header_question"_t));
    occasion(frame, session);
    wanted.add(goals_card(frame, session));
    const auto field = [&](flow::PlanTextKind kind, locale::Key label, locale::Key hint) {
        wanted.add(field_card(frame, session, {kind, std::string{words(label)}, std::string{words(hint)}}));
    };
    caption(ui, words("plan.swot"_t));
    two_columns(
        ui, 3,
        [&] {
            field(flow::PlanTextKind::Strengths, "plan.strengths"_t, "plan.strengths_hint"_t);
            field(flow::PlanTextKind::Opportunities, "plan.opportunities"_t, "plan.opportunities_hint"_t);
        },
        [&] {
            field(flow::PlanTextKind::Weaknesses, "plan.weaknesses"_t, "plan.weaknesses_hint"_t);
            field(flow::PlanTextKind::Threats, "plan.threats"_t, "plan.threats_hint"_t);
        });
    return wanted;
}

}  // namespace xz::ui::screens
