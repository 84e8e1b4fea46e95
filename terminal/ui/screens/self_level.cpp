// 先自评: the student's own level of one dimension, before any data of it are shown.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/form_page.hpp"
#include "terminal/ui/screens/screens.hpp"

#include <array>

namespace xz::ui::screens {

Wishes draw(const Frame& frame, const flow::Session& session, const flow::SelfLevelPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto place = form_place(frame, flow::instrument_of(session), page.dimension);
    auto wanted = form_header(frame, session.diagnosis.saving, place.title, place.progress);
    std::optional<int> level;
    if (session.diagnosis.draft)
        if (const auto found = session.diagnosis.draft->diagnosis.dimensions.find(page.dimension); found != session.diagnosis.draft->diagnosis.dimensions.end() && found->second.self_level)
            level = static_cast<int>(*found->second.self_level);
    wanted.add(footer(ui, {"nav.next", words("nav.next"_t), flow::GoNext{}, level ? Enabled::Yes : Enabled::No}));
    Scroll body{ui, "body." + page.dimension};
    page_heading(ui, frame.say(place.dimension->name), words("self_level.question"_t));
    text(ui, frame.say(place.dimension->about), {.type = Type::Body, .color = ui.palette().muted});
    const auto& levels = flow::instrument_of(session).levels;
    std::array<std::string, 4> labels;
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = frame.say(levels[i]);
    const std::array<std::string, 4> anchors{std::string{words("self_level.anchor_1"_t)}, std::string{words("self_level.anchor_2"_t)},
                                             std::string{words("self_level.anchor_3"_t)}, std::string{words("self_level.anchor_4"_t)}};
    {
        Card card{ui};
        if (level_picker(ui, "self_level." + page.dimension, level, labels, anchors) && level) wanted.add(flow::ChooseSelfLevel{page.dimension, *level});
    }
    {
        Card card{ui};
        heading(ui, words("self_level.covers"_t));
        for (const auto& indicator : place.dimension->indicators) bullet(ui, Icon::Check, frame.say(indicator.name), Tone::Neutral);
    }
    bullet(ui, Icon::Info, words(session.context == nullptr ? "self_level.offline"_t : "self_level.before_data"_t));
    return wanted;
}

}  // namespace xz::ui::screens
