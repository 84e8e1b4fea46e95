#include "terminal/ui/screens/goal_review_cards.hpp"

#include "terminal/ui/flow/questions.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/reflection_cards.hpp"
#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {
namespace {

Tone tone_of_share(const domain::Rules& rules, const domain::Ratio& share) {
    switch (domain::attainment_of(share, rules)) {
        case domain::Attainment::Full: return Tone::Good;
        case domain::Attainment::Mostly: return Tone::Primary;
        case domain::Attainment::Partial:
        case domain::Attainment::None: break;
    }
    return Tone::Attention;
}

Wishes card_of(const Frame& frame, const flow::Session& session, const flow::GoalQuestion& question) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& instrument = flow::instrument_of(session);
    const auto& goal = *question.goal;
    Wishes wanted;
    Card card{ui};
    heading_with_chip(ui, title_of(frame, goal), words("diagnosis.my_goal"_t), Tone::Primary);
    const auto* indicator = instrument.find(goal.indicator);
    if (question.result.basis == domain::GoalBasis::Measured && question.result.attained) {
        const auto tone = tone_of_share(instrument.rules, *question.result.attained);
        figure(ui, percent(*question.result.attained), words("diagnosis.attained"_t), {}, tone);
        progress(ui, "goal." + goal.code + ".attained", static_cast<float>(question.result.attained->approximate()));
    } else if (indicator != nullptr) {
        chip(ui, words("item.not_arrived"_t), Tone::Attention, Icon::CloudOff);
    }
    if (indicator != nullptr && goal.baseline && goal.target) {
        std::string line = words("diagnosis.from_to"_t, {{"baseline", value_of(frame, *indicator, *goal.baseline)}, {"target", value_of(frame, *indicator, *goal.target)}});
        if (question.result.actual)
            if (const auto actual = domain::Decimal::parse(question.result.actual->rounded(1))) line += "  ·  " + words("plan.now"_t, {{"value", value_of(frame, *indicator, *actual)}});
        caption(ui, line);
    }
    caption(ui, words(indicator == nullptr ? "diagnosis.own_share"_t : "diagnosis.own_share_too"_t));
    if (const auto step = steps(frame, "goal." + goal.code + ".completion", instrument.completion_steps, question.review.completion)) wanted.add(flow::ChooseGoalCompletion{goal.code, *step});
    wanted.add(writing(frame, "goal." + goal.code + ".note", {flow::TextKind::GoalNote, goal.code}, question.review.note,
                            {.label = words("diagnosis.goal_note"_t),
                             .placeholder = words("diagnosis.goal_note"_t),
                             .most = static_cast<std::size_t>(instrument.limits.note),
                             .lines = 2}));
    return wanted;
}

}  // namespace

Wishes goal_review_cards(const Frame& frame, const flow::Session& session, const std::string& dimension) {
    Wishes wanted;
    for (const auto& question : flow::goals_of(session, dimension, frame.state.wall))
        wanted.add(card_of(frame, session, question));
    return wanted;
}

std::string attained_text(const Frame& frame, const domain::GoalResult& result) {
    if (!result.attained) return std::string{frame.words("report.goal_open"_t)};
    const auto share = percent(*result.attained);
    switch (result.basis) {
        case domain::GoalBasis::Measured: return frame.words("report.goal_measured"_t, {{"share", share}});
        case domain::GoalBasis::SelfReported: return frame.words("report.goal_self"_t, {{"share", share}});
        case domain::GoalBasis::Confirmed: return frame.words("report.goal_confirmed"_t, {{"share", share}});
        case domain::GoalBasis::Open: break;
    }
    return std::string{frame.words("report.goal_open"_t)};
}

}  // namespace xz::ui::screens
