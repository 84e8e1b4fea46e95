// 总体: what was gained, what was tried, what the student suggests; and, without a plan, why there is none.
#include "terminal/ui/flow/questions.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/reflection_cards.hpp"
#include "terminal/ui/screens/screens.hpp"

namespace xz::ui::screens {
namespace {

Wishes item(const Frame& frame, const flow::Session& session, const domain::TextItem& item) {
    const auto& texts = session.diagnosis.draft->diagnosis.texts;
    const auto found = texts.find(item.code);
    Card card{frame.ui};
    heading_with_chip(frame.ui, frame.say(item.label), frame.words("item.optional"_t), Tone::Neutral);
    return writing(frame, "text." + item.code, {flow::TextKind::Overall, item.code}, found == texts.end() ? std::string{} : found->second,
                   {.label = frame.say(item.label),
                    .placeholder = frame.say(item.placeholder),
                    .most = static_cast<std::size_t>(item.max_characters),
                    .lines = 4});
}

Wishes without_plan(const Frame& frame, const flow::Session& session) {
    Card card{frame.ui};
    heading_with_chip(frame.ui, frame.words("texts.without_plan"_t), frame.words("review.required"_t), Tone::Attention);
    return writing(frame, "text.without_plan", {flow::TextKind::WithoutPlan, {}}, session.diagnosis.draft->diagnosis.without_plan,
                   {.label = frame.words("texts.without_plan"_t),
                    .placeholder = frame.words("texts.without_plan_hint"_t),
                    .most = static_cast<std::size_t>(flow::instrument_of(session).limits.exception),
                    .lines = 2});
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::TextsPage&) {
    auto& ui = frame.ui;
    const auto& instrument = flow::instrument_of(session);
    const auto count = static_cast<float>(instrument.dimensions.size());
    auto wanted = form_header(frame, session.diagnosis.saving, frame.words("texts.title"_t), (count + 0.5F) / (count + 1));
    wanted.add(footer(ui, {"nav.next", frame.words("texts.next"_t), flow::GoNext{}}));
    Scroll body{ui, "body"};
    page_heading(ui, frame.words("texts.over"_t), frame.words("texts.heading"_t));
    for (const auto& text : instrument.texts) wanted.add(item(frame, session, text));
    if (flow::lacks_plan(session)) wanted.add(without_plan(frame, session));
    return wanted;
}

}  // namespace xz::ui::screens
