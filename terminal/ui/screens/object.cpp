// 数据有误: why a datum is wrong; a person looks at it and answers.
#include "terminal/ui/flow/errands.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/errand_parts.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>

namespace xz::ui::screens {
namespace {

const domain::WarningCard* warning_of(const flow::Session& session, const domain::WarningKey& key) {
    const auto* warnings = flow::warnings_of(session);
    if (warnings == nullptr) return nullptr;
    const auto found = std::find_if(warnings->cards.begin(), warnings->cards.end(), [&](const auto& card) { return card.raised.key == key; });
    return found == warnings->cards.end() ? nullptr : &*found;
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::ObjectPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = errand_header(frame, session, words("object.title"_t));
    const auto key = domain::warning_key_from(page.subject);
    const auto* indicator = session.published->current().find(key ? key->rule : page.subject);
    if (session.context == nullptr || indicator == nullptr) {
        Scroll body{ui, "body"};
        needs_platform(frame, session);
        return wanted;
    }
    const bool may = flow::may_send(session, flow::ErrandText::Objection, page.subject);
    wanted.add(footer(ui, {"object.send", words("object.send"_t), flow::ObjectNow{page.subject}, may ? Enabled::Yes : Enabled::No}));
    Scroll body{ui, "body"};
    page_heading(ui, words("object.over"_t), frame.say(indicator->name));
    if (const auto* warning = key ? warning_of(session, *key) : nullptr) {
        Card card{ui};
        const auto said = shown(frame, session, warning->raised);
        pair(ui, words("object.value"_t), said.value);
        pair(ui, words("warnings.period"_t), said.term);
        caption(ui, said.source);
    } else {
        Card card{ui};
        const auto evidence = flow::evidence_of(session, frame.state.wall);
        bool any = false;
        for (const auto& seen : evidence.observations) {
            if (seen.indicator != indicator->code || seen.year != evidence.year || seen.superseded) continue;
            any = true;
            pair(ui, words("object.value"_t), value_of(frame, *indicator, seen.value));
            caption(ui, words("warnings.source"_t, {{"source", seen.source}, {"day", day(frame, seen.as_of)}}));
        }
        if (!any) text(ui, words("item.not_arrived_text"_t));
    }
    objection_banner(frame, session, page.subject);
    {
        Card card{ui};
        heading(ui, words("object.why"_t));
        wanted.add(errand_writing(frame, session, flow::ErrandText::Objection, page.subject, words("object.why"_t), words("object.hint"_t)));
    }
    bullet(ui, Icon::Person, words("object.who"_t));
    bullet(ui, Icon::Info, words("object.meanwhile"_t));
    return wanted;
}

}  // namespace xz::ui::screens
