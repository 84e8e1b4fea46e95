#include "terminal/ui/screens/reflection_cards.hpp"

#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <array>

namespace xz::ui::screens {
namespace {

using domain::DimensionReview;

std::vector<Choice> choices_of(const Frame& frame, const std::vector<domain::Term>& terms) {
    std::vector<Choice> choices;
    for (const auto& term : terms) choices.push_back({term.code, frame.say(term.label)});
    return choices;
}

// The one code that is in one list and not in the other.
std::string changed(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    for (const auto& code : after)
        if (std::find(before.begin(), before.end(), code) == before.end()) return code;
    for (const auto& code : before)
        if (std::find(after.begin(), after.end(), code) == after.end()) return code;
    return {};
}

Wishes completion(const Frame& frame, const flow::Session& session, const std::string& dimension, const DimensionReview& review) {
    auto& ui = frame.ui;
    const auto& instrument = flow::instrument_of(session);
    Wishes wanted;
    Card card{ui};
    heading_with_chip(ui, frame.words("reflect.completion"_t), frame.words("item.optional"_t), Tone::Neutral);
    std::vector<std::string> labels;
    std::size_t chosen = instrument.completion_steps.size();
    for (std::size_t i = 0; i < instrument.completion_steps.size(); ++i) {
        labels.push_back(std::to_string(instrument.completion_steps[i]) + "%");
        if (review.completion == instrument.completion_steps[i]) chosen = i;
    }
    if (segments(ui, "completion." + dimension, chosen, labels) && chosen < instrument.completion_steps.size())
        wanted.add(flow::ChooseCompletion{dimension, instrument.completion_steps[chosen]});
    wanted.add(writing(frame, "text.completion." + dimension, {flow::TextKind::Completion, dimension}, review.completion_text,
                            {.label = frame.words("reflect.completion"_t),
                             .placeholder = frame.words("reflect.completion_hint"_t),
                             .most = static_cast<std::size_t>(instrument.limits.completion),
                             .lines = 2}));
    return wanted;
}

Wishes gap(const Frame& frame, const flow::Session& session, const std::string& dimension, const DimensionReview& review) {
    auto& ui = frame.ui;
    const auto& instrument = flow::instrument_of(session);
    Wishes wanted;
    Card card{ui};
    heading_with_chip(ui, frame.words("reflect.gap"_t), frame.words("item.optional"_t), Tone::Neutral);
    const auto problems = instrument.problems_of(dimension);
    auto chosen = review.problems;
    if (choice_list(ui, "gap." + dimension, chosen, choices_of(frame, problems), problems.size()))
        wanted.add(flow::ToggleGap{dimension, changed(review.problems, chosen)});
    wanted.add(writing(frame, "text.gap." + dimension, {flow::TextKind::Gap, dimension}, review.gap_text,
                            {.label = frame.words("reflect.gap"_t),
                             .placeholder = frame.words("reflect.gap_hint"_t),
                             .most = static_cast<std::size_t>(instrument.limits.gap),
                             .lines = 2}));
    return wanted;
}

Wishes causes(const Frame& frame, const flow::Session& session, const std::string& dimension, const DimensionReview& review) {
    auto& ui = frame.ui;
    const auto& terms = flow::instrument_of(session).causes;
    Card card{ui};
    heading_with_chip(ui, frame.words("reflect.causes"_t), frame.words("item.optional"_t), Tone::Neutral);
    auto chosen = review.causes;
    if (choice_list(ui, "cause." + dimension, chosen, choices_of(frame, terms), terms.size())) return flow::ToggleCause{dimension, changed(review.causes, chosen)};
    return {};
}

constexpr std::array tags{domain::ImprovementTag::Goal, domain::ImprovementTag::Mode, domain::ImprovementTag::Content, domain::ImprovementTag::Method, domain::ImprovementTag::Means};

// What it is about: 目标 模式 内容 方法 手段.
Wishes tag(const Frame& frame, const std::string& dimension, std::size_t index, const domain::Improvement& item) {
    const auto word = [&](locale::Key key) { return std::string{frame.words(key)}; };
    const std::array<std::string, tags.size()> labels{word("reflect.tag_goal"_t), word("reflect.tag_mode"_t), word("reflect.tag_content"_t), word("reflect.tag_method"_t),
                                                      word("reflect.tag_means"_t)};
    auto chosen = item.tag ? static_cast<std::size_t>(*item.tag) : labels.size();
    caption(frame.ui, frame.words("reflect.tag"_t));
    if (segments(frame.ui, "improvement." + dimension + "." + std::to_string(index + 1) + ".tag", chosen, labels) && chosen < tags.size())
        return flow::ChooseTag{dimension, index, tags[chosen]};
    return {};
}

Wishes improvement(const Frame& frame, const flow::Session& session, const std::string& dimension, std::size_t index, const domain::Improvement& item) {
    auto& ui = frame.ui;
    Wishes wanted;
    const auto id = "improvement." + dimension + "." + std::to_string(index + 1);
    wanted.add(writing(frame, "text." + id, {flow::TextKind::Improvement, dimension, index}, item.text,
                            {.label = frame.words("reflect.improvements"_t),
                             .placeholder = frame.words("reflect.improvement_hint"_t),
                             .most = static_cast<std::size_t>(flow::instrument_of(session).limits.improvement),
                             .lines = 2}));
    wanted.add(tag(frame, dimension, index, item));
    if (due_row(frame, id + ".due", item.due)) wanted.add(flow::PickDay{{flow::DaySubject::Kind::Improvement, dimension, {}, index}});
    Row row{ui, {2, 1}, ui.px(16)};
    {
        auto cell = row.cell();
        bool carry = item.carry;
        if (checkbox(ui, id + ".carry", frame.words("reflect.carry"_t), carry)) wanted.add(flow::ToggleCarry{dimension, index});
    }
    {
        auto cell = row.cell();
        if (button(ui, id + ".remove", frame.words("reflect.remove"_t), {.emphasis = Emphasis::Quiet, .icon = Icon::Remove}))
            wanted.add(flow::RemoveImprovement{dimension, index});
    }
    return wanted;
}

Wishes improvements(const Frame& frame, const flow::Session& session, const std::string& dimension, const DimensionReview& review) {
    auto& ui = frame.ui;
    Wishes wanted;
    Card card{ui};
    heading_with_chip(ui, frame.words("reflect.improvements"_t), frame.words("item.optional"_t), Tone::Neutral);
    for (std::size_t i = 0; i < review.improvements.size(); ++i) {
        if (i > 0) divider(ui);
        wanted.add(improvement(frame, session, dimension, i, review.improvements[i]));
    }
    if (review.improvements.size() < static_cast<std::size_t>(flow::instrument_of(session).limits.improvements) &&
        button(ui, "improvement." + dimension + ".add", frame.words("reflect.add"_t), {.emphasis = Emphasis::Secondary, .icon = Icon::Add}))
        wanted.add(flow::AddImprovement{dimension});
    return wanted;
}

}  // namespace

Wishes writing(const Frame& frame, std::string_view id, const flow::TextField& field, const std::string& value, const FieldLook& look) {
    auto text = value;
    if (text_field(frame.ui, id, text, look)) return flow::WriteText{field, std::move(text)};
    return {};
}

Wishes reflection_cards(const Frame& frame, const flow::Session& session, const std::string& dimension, const std::function<void()>& before_improvements) {
    DimensionReview review;
    if (session.diagnosis.draft)
        if (const auto found = session.diagnosis.draft->diagnosis.dimensions.find(dimension); found != session.diagnosis.draft->diagnosis.dimensions.end()) review = found->second;
    Wishes wanted;
    wanted.add(completion(frame, session, dimension, review));
    two_columns(
        frame.ui, 5, [&] { wanted.add(gap(frame, session, dimension, review)); }, [&] { wanted.add(causes(frame, session, dimension, review)); });
    before_improvements();
    wanted.add(improvements(frame, session, dimension, review));
    return wanted;
}

}  // namespace xz::ui::screens
