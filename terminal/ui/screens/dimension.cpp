// One dimension's page: the own level as given, the items, then gap and improvements.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/form_page.hpp"
#include "terminal/ui/screens/goal_review_cards.hpp"
#include "terminal/ui/screens/question_card.hpp"
#include "terminal/ui/screens/reflection_cards.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>

namespace xz::ui::screens {
namespace {

// What was withheld, and the way to change one's mind.
Wishes withheld(const Frame& frame) {
    auto& ui = frame.ui;
    Card card{ui};
    heading(ui, frame.words("withheld.title"_t));
    text(ui, frame.words("withheld.text"_t));
    if (button(ui, "consent.grant", frame.words("withheld.grant"_t), {.emphasis = Emphasis::Secondary}))
        return flow::ChangeSensitiveConsent{flow::SensitiveConsent::Granted};
    return {};
}

Wishes granted(const Frame& frame) {
    auto& ui = frame.ui;
    Card card{ui};
    caption(ui, frame.words("withheld.granted"_t));
    if (button(ui, "consent.withdraw", frame.words("withheld.withdraw"_t), {.emphasis = Emphasis::Quiet}))
        return flow::ChangeSensitiveConsent{flow::SensitiveConsent::Refused};
    return {};
}

void own_level(const Frame& frame, const flow::Session& session, const std::string& dimension) {
    const auto found = session.diagnosis.draft->diagnosis.dimensions.find(dimension);
    if (found == session.diagnosis.draft->diagnosis.dimensions.end() || !found->second.self_level) return;
    const auto level = *found->second.self_level;
    chip(frame.ui, frame.words("dimension.own_level"_t, {{"level", frame.say(flow::instrument_of(session).label_of(level))}}), tone_of(level), Icon::Person);
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::DimensionPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto place = form_place(frame, flow::instrument_of(session), page.dimension);
    auto wanted = form_header(frame, session.diagnosis.saving, place.title, place.progress);
    const auto& dimensions = flow::instrument_of(session).dimensions;
    const auto index = static_cast<std::size_t>(place.dimension - dimensions.data());
    const auto next = index + 1 < dimensions.size() ? words("dimension.next"_t, {{"name", frame.say(dimensions[index + 1].short_name)}})
                                                    : std::string{words("dimension.last"_t)};
    wanted.add(footer(ui, {"nav.next", next, flow::GoNext{}}));
    Scroll body{ui, "body." + page.dimension};
    page_heading(ui, frame.say(place.dimension->about), frame.say(place.dimension->name));
    own_level(frame, session, page.dimension);
    if (const auto state = flow::diagnosis_state_of(session))
        if (const auto reason = domain::reason_of(*state); !reason.empty())
            (void)banner(ui, "dimension.reason", Tone::Attention, words("home.diagnosis_returned"_t), words("plan.reason"_t, {{"reason", reason}}));
    if (session.context == nullptr) (void)banner(ui, "dimension.offline", Tone::Attention, words("dimension.offline"_t), words("dimension.offline_text"_t));
    const auto questions = flow::questions_of(session, page.dimension, frame.state.wall);
    const bool any_withheld = std::any_of(questions.begin(), questions.end(), [](const flow::Question& q) { return q.place == flow::Place::Withheld; });
    const bool any_sensitive = std::any_of(questions.begin(), questions.end(), [](const flow::Question& q) { return q.indicator->sensitive; });
    // What is asked comes first: the data are there to be compared with, not to answer for the student.
    enum class Part : std::uint8_t { Asked, Data };
    const auto cards = [&](Part part) {
        for (const auto& question : questions) {
            if (question.place == flow::Place::Withheld || (question.place == flow::Place::Asked) != (part == Part::Asked)) continue;
            if (!page.focus.empty() && question.indicator->code == page.focus) body.reveal_here();
            wanted.add(question_card(frame, session, question));
        }
    };
    two_columns(
        ui, 5, [&] {
            cards(Part::Asked);
            if (any_withheld)
                wanted.add(withheld(frame));
            else if (any_sensitive)
                wanted.add(granted(frame));
        },
        [&] { cards(Part::Data); });
    wanted.add(goal_review_cards(frame, session, page.dimension));
    wanted.add(reflection_cards(frame, session, page.dimension, [&] {
        if (page.focus == flow::improvements_focus) body.reveal_here();
    }));
    return wanted;
}

}  // namespace xz::ui::screens
