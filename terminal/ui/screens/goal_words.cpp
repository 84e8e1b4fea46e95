#include "terminal/ui/screens/goal_words.hpp"

#include "terminal/ui/screens/wording.hpp"

#include <algorithm>

namespace xz::ui::screens {
namespace {

domain::Answer answer_of(const domain::Indicator& indicator, const domain::Decimal& value) {
    if (indicator.type == domain::IndicatorType::Choice)
        if (const auto whole = value.as_int()) return domain::Chosen{*whole};
    return value;
}

}  // namespace

std::string value_of(const Frame& frame, const domain::Indicator& indicator, const domain::Decimal& value) {
    return value_text(frame, indicator, answer_of(indicator, value));
}

std::string aim_of(const Frame& frame, const domain::Instrument& instrument, const domain::Goal& goal) {
    const auto* indicator = instrument.find(goal.indicator);
    if (indicator == nullptr) return {};
    if (!goal.target) return frame.say(indicator->name);
    const auto target = value_of(frame, *indicator, *goal.target);
    if (!goal.baseline) return frame.words("plan.aim_only"_t, {{"name", frame.say(indicator->name)}, {"target", target}});
    if (*goal.baseline == *goal.target) return frame.words("plan.aim_hold"_t, {{"name", frame.say(indicator->name)}, {"target", target}});
    return frame.words("plan.aim"_t, {{"name", frame.say(indicator->name)}, {"baseline", value_of(frame, *indicator, *goal.baseline)}, {"target", target}});
}

std::string baseline_source_text(const Frame& frame, const domain::Goal& goal) {
    if (!goal.baseline) return std::string{frame.words("plan.baseline_none"_t)};
    return std::string{frame.words(goal.baseline_source == domain::BaselineSource::Data ? "plan.baseline_data"_t : "plan.baseline_self"_t)};
}

std::array<std::string, 3> priority_words(const Frame& frame) {
    return {std::string{frame.words("plan.priority_1"_t)}, std::string{frame.words("plan.priority_2"_t)}, std::string{frame.words("plan.priority_3"_t)}};
}

std::string due_text(const Frame& frame, const std::optional<domain::Day>& due) {
    return due ? frame.words("plan.due_by"_t, {{"day", day(frame, *due)}}) : std::string{frame.words("plan.no_due"_t)};
}

std::string summary_of(const Frame& frame, const domain::Goal& goal) {
    auto line = priority_words(frame)[static_cast<std::size_t>(std::clamp(goal.priority, 1, 3) - 1)];
    line += "  ·  " + frame.words.count("plan.measures_count"_t, goal.measures.size());
    if (goal.due) line += "  ·  " + due_text(frame, goal.due);
    return line;
}

std::string path_of(const Frame& frame, const domain::GoalChain& chain, std::string_view node) {
    std::string path;
    for (const auto* one = chain.find(node); one != nullptr; one = one->parent.empty() ? nullptr : chain.find(one->parent)) {
        const auto part = frame.words("plan.node_part"_t, {{"level", level_name(frame, one->level)}, {"text", frame.say(one->text)}});
        path = path.empty() ? part : part + "\n› " + path;
    }
    return path;
}

std::string_view level_name(const Frame& frame, domain::ChainLevel level) {
    switch (level) {
        case domain::ChainLevel::College: return frame.words("plan.level_college"_t);
        case domain::ChainLevel::Programme: return frame.words("plan.level_programme"_t);
        case domain::ChainLevel::Department: return frame.words("plan.level_department"_t);
        case domain::ChainLevel::Class: break;
    }
    return frame.words("plan.level_class"_t);
}

std::string title_of(const Frame& frame, const domain::Goal& goal) { return goal.text.empty() ? std::string{frame.words("plan.goal_untitled"_t)} : goal.text; }

std::string origin_of(const Frame& frame, const flow::Session& session, const domain::CarriedFrom& from) {
    if (const auto* standing = flow::standing_of(session))
        for (const auto& item : standing->carried)
            if (item.from == from) return frame.words("plan.from_year"_t, {{"year", year_span(item.academic_year)}});
    return std::string{frame.words("plan.from_before"_t)};
}

std::string percent(const domain::Ratio& share) { return (share * domain::Ratio{100}).rounded(0) + "%"; }

std::optional<int> steps(const Frame& frame, std::string_view id, const std::vector<int>& steps, std::optional<int> chosen) {
    std::vector<std::string> labels;
    std::size_t index = steps.size();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        labels.push_back(std::to_string(steps[i]) + "%");
        if (chosen == steps[i]) index = i;
    }
    if (segments(frame.ui, id, index, labels) && index < steps.size()) return steps[index];
    return std::nullopt;
}

bool due_row(const Frame& frame, std::string_view id, const std::optional<domain::Day>& due) {
    const auto when = due ? day(frame, *due) : std::string{frame.words("plan.choose_day"_t)};
    return list_row(frame.ui, id, when, {.icon = Icon::Calendar, .detail = frame.words("plan.due"_t)});
}

}  // namespace xz::ui::screens
