// 写反馈: to whom, about what, and the words; it goes as a record, offline too.
#include "terminal/ui/flow/errands.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/errand_parts.hpp"
#include "terminal/ui/screens/screens.hpp"

#include <array>
#include <vector>

namespace xz::ui::screens {
namespace {

using domain::Addressee;

constexpr std::array addressees{Addressee::Counselor, Addressee::Teacher, Addressee::Department, Addressee::School, Addressee::PsychologyCentre};

Wishes addressee(const Frame& frame, const domain::Feedback& feedback) {
    auto& ui = frame.ui;
    Card card{ui};
    heading(ui, frame.words("feedback.to"_t));
    std::vector<Choice> choices;
    for (const auto to : addressees) choices.push_back({domain::name_of(to), addressee_text(frame, to)});
    std::string chosen{domain::name_of(feedback.to)};
    if (choice_list(ui, "feedback.to", chosen, choices))
        if (const auto to = domain::addressee_from(chosen)) return flow::ChooseAddressee{*to};
    return {};
}

Wishes about(const Frame& frame, const flow::Session& session, const domain::Feedback& feedback) {
    auto& ui = frame.ui;
    const auto& instrument = session.published->current();
    Card card{ui};
    heading_with_chip(ui, frame.words("feedback.about"_t), frame.words("item.optional"_t), Tone::Neutral);
    std::vector<Choice> choices;
    for (const auto& dimension : instrument.dimensions) choices.push_back({dimension.code, frame.say(dimension.name)});
    if (const auto* indicator = instrument.find(feedback.about)) choices.push_back({indicator->code, frame.say(indicator->name)});
    std::vector<std::string> chosen;
    if (!feedback.about.empty()) chosen.push_back(feedback.about);
    const auto before = chosen;
    if (!choice_list(ui, "feedback.about", chosen, choices, choices.size())) return {};
    for (const auto& code : chosen)
        if (code != feedback.about) return flow::ChooseAbout{code};
    return flow::ChooseAbout{feedback.about};
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::NewFeedbackPage&) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = errand_header(frame, session, words("feedback.write"_t));
    const domain::Feedback feedback = session.feedback.draft ? session.feedback.draft->feedback : domain::Feedback{};
    const bool may = flow::may_send(session, flow::ErrandText::Feedback, {});
    wanted.add(footer(ui, {"feedback.send", words("feedback.send"_t), flow::SendFeedback{}, may ? Enabled::Yes : Enabled::No}));
    Scroll body{ui, "body"};
    page_heading(ui, words("feedback.over"_t), words(feedback.thread.empty() ? "feedback.write"_t : "feedback.add"_t));
    {
        Card card{ui};
        heading(ui, words("feedback.text"_t));
        wanted.add(errand_writing(frame, session, flow::ErrandText::Feedback, {}, words("feedback.text"_t), words("feedback.hint"_t)));
    }
    if (feedback.thread.empty())
        two_columns(
            ui, 3, [&] { wanted.add(addressee(frame, feedback)); }, [&] { wanted.add(about(frame, session, feedback)); });
    if (session.context == nullptr) bullet(ui, Icon::CloudOff, words("feedback.offline_send"_t), Tone::Attention);
    bullet(ui, Icon::Lock, words("feedback.who_reads"_t));
    bullet(ui, Icon::Time, words("feedback.ten_days"_t));
    return wanted;
}

}  // namespace xz::ui::screens
