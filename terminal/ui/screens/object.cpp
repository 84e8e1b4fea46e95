// 数据有误: why a datum is wrong; a person looks at it and answers.
#include "terminal/ui/flow/errands.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/errand_parts.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {

Wish draw(const Frame& frame, const flow::Session& session, const flow::ObjectPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = errand_header(frame, session, words("object.title"_t));
    const auto* indicator = session.published->current().find(page.indicator);
    if (session.context == nullptr || indicator == nullptr) {
        Scroll body{ui, "body"};
        needs_platform(frame, session);
        return wanted;
    }
    const bool may = flow::may_send(session, flow::ErrandText::Objection, page.indicator);
    if (auto send = footer(ui, {"object.send", words("object.send"_t), flow::ObjectNow{page.indicator}, may ? Enabled::Yes : Enabled::No}))
        wish(wanted, std::move(*send));
    Scroll body{ui, "body"};
    page_heading(ui, words("object.over"_t), frame.say(indicator->name));
    {
        Card card{ui};
        const auto evidence = flow::evidence_of(session, frame.state.wall);
        bool any = false;
        for (const auto& seen : evidence.observations) {
            if (seen.indicator != page.indicator || seen.superseded) continue;
            any = true;
            pair(ui, words("object.value"_t), value_of(frame, *indicator, seen.value));
            caption(ui, words("warnings.source"_t, {{"source", seen.source}, {"day", day(frame, seen.as_of)}}));
        }
        if (!any) text(ui, words("item.not_arrived_text"_t));
    }
    objection_banner(frame, session, page.indicator);
    {
        Card card{ui};
        heading(ui, words("object.why"_t));
        if (auto written = errand_writing(frame, session, flow::ErrandText::Objection, page.indicator, words("object.why"_t), words("object.hint"_t)))
            wish(wanted, std::move(*written));
    }
    bullet(ui, Icon::Person, words("object.who"_t));
    bullet(ui, Icon::Info, words("object.meanwhile"_t));
    return wanted;
}

}  // namespace xz::ui::screens
