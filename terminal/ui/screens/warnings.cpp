// 预警: what the data say should be looked at, worst first, and how far each is on the small loop.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/errand_parts.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/warning_words.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <array>

namespace xz::ui::screens {
namespace {

// The furthest behind of what is not over yet: 监测 when nothing is open.
std::size_t loop_step(const domain::Warnings& warnings) {
    using namespace domain::warning_state;
    constexpr std::size_t watching = 0, warned = 1, correcting = 2;
    std::size_t step = watching;
    for (const auto& card : warnings.cards) {
        if (domain::is_over(card.state)) continue;
        if (!std::holds_alternative<InAction>(card.state)) return warned;
        step = correcting;
    }
    return step;
}

void loop(const Frame& frame, std::size_t step) {
    const auto word = [&](locale::Key key) { return std::string{frame.words(key)}; };
    const std::array<std::string, 4> steps{word("warnings.loop_watch"_t), word("warnings.loop_warn"_t), word("warnings.loop_correct"_t), word("warnings.loop_design"_t)};
    Card card{frame.ui};
    small_loop(frame.ui, "warnings.loop", steps, step);
    caption(frame.ui, frame.words("warnings.loop_text"_t));
}

Wishes row(const Frame& frame, const flow::Session& session, const domain::WarningCard& warning) {
    auto& ui = frame.ui;
    const auto said = shown(frame, session, warning.raised);
    const auto key = to_text(warning.raised.key);
    const bool over = domain::is_over(warning.state);
    std::string detail{colour_text(frame, warning.raised.colour)};
    if (!said.value.empty()) detail += "  ·  " + said.value + "  ·  " + said.line;
    detail += "\n" + said.term;
    if (!over) detail += "  ·  " + due_words(frame, warning.due).text;
    Card card{ui, {.tone = over ? Tone::Neutral : tone_of(warning.raised.colour)}};
    if (list_row(ui, "warning." + key, warning_title(frame, session.published->current(), warning.raised),
                 {.icon = over ? Icon::Done : icon_of(warning.raised.colour), .detail = detail, .chip = warning_state(frame, warning.state), .chip_tone = tone_of(warning.state)}))
        return flow::OpenWarning{key};
    return {};
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::WarningsPage&) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = plain_header(frame, words("warnings.title"_t));
    Scroll body{ui, "body"};
    const auto* warnings = flow::warnings_of(session);
    if (warnings == nullptr) {
        needs_platform(frame, session);
        return wanted;
    }
    const auto open = static_cast<std::uint64_t>(std::count_if(warnings->cards.begin(), warnings->cards.end(), [](const auto& card) { return !domain::is_over(card.state); }));
    if (warnings->cards.empty())
        page_heading(ui, {}, words("warnings.over"_t));
    else
        page_heading(ui, words("warnings.over"_t), open == 0 ? std::string{words("warnings.none"_t)} : words.count("warnings.open"_t, open));
    loop(frame, loop_step(*warnings));
    if (warnings->cards.empty()) {
        ui.space(ui.px(40));
        empty_state(ui, Icon::Done, Tone::Good, words("warnings.none"_t), words("warnings.none_text"_t));
        ui.space(ui.px(40));
    }
    for (const auto& warning : warnings->cards)
        if (!domain::is_over(warning.state)) wanted.add(row(frame, session, warning));
    const bool any_over = std::any_of(warnings->cards.begin(), warnings->cards.end(), [](const auto& card) { return domain::is_over(card.state); });
    if (any_over) heading(ui, words("warnings.past"_t));
    for (const auto& warning : warnings->cards)
        if (domain::is_over(warning.state)) wanted.add(row(frame, session, warning));
    for (const auto& objection : warnings->objections) {
        Card card{ui};
        const auto* indicator = session.published->current().find(objection.indicator);
        if (list_row(ui, "objection." + objection.indicator, words("object.of"_t, {{"name", indicator == nullptr ? objection.indicator : frame.say(indicator->name)}}),
                     {.icon = Icon::Feedback, .detail = objection.answer, .chip = words(objection.state == domain::ObjectionState::Open      ? "object.open"_t
                                                                                       : objection.state == domain::ObjectionState::Upheld ? "object.upheld"_t
                                                                                                                                            : "object.dismissed"_t)}))
            wanted.add(flow::OpenComputed{objection.indicator});
    }
    bullet(ui, Icon::Info, words("warnings.no_punishment"_t));
    return wanted;
}

}  // namespace xz::ui::screens
