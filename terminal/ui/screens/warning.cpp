// 一条预警: the value and where it comes from, by when, and the four things to do: to note it, to set oneself a task, to go on to the plan,
// to object.
#include "terminal/ui/flow/errands.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/errand_parts.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/warning_words.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>

namespace xz::ui::screens {
namespace {

using namespace domain::warning_state;

const domain::WarningCard* card_of(const flow::Session& session, std::string_view key) {
    const auto* warnings = flow::warnings_of(session);
    if (warnings == nullptr) return nullptr;
    const auto found = std::find_if(warnings->cards.begin(), warnings->cards.end(), [&](const auto& card) { return to_text(card.raised.key) == key; });
    return found == warnings->cards.end() ? nullptr : &*found;
}

void facts(const Frame& frame, const domain::WarningCard& warning, const ShownWarning& said) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Card card{ui};
    chip(ui, colour_text(frame, warning.raised.colour), tone_of(warning.raised.colour), icon_of(warning.raised.colour));
    if (!said.value.empty()) {
        figure(ui, said.value, {});
        pair(ui, words("warnings.threshold"_t), said.line);
    } else {
        text(ui, words("warnings.merged_text"_t));
    }
    pair(ui, words("warnings.period"_t), said.term);
    if (!said.source.empty()) pair(ui, words("warnings.source_label"_t), said.source);
    if (!domain::is_over(warning.state)) {
        const auto due = due_words(frame, warning.due);
        pair(ui, words("warnings.due"_t), due.text, due.tone);
    }
    pair(ui, words("warnings.state"_t), warning_state(frame, warning.state), tone_of(warning.state));
}

// What the student does about it.
Wishes task(const Frame& frame, const flow::Session& session, const domain::WarningCard& warning, const std::string& key) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    if (const auto* acting = std::get_if<InAction>(&warning.state)) {
        Card card{ui, {.tone = Tone::Primary}};
        heading(ui, words("warnings.task"_t));
        text(ui, acting->task);
        caption(ui, words("warnings.task_next"_t));
        if (button(ui, "warning.plan", words("warnings.to_plan"_t), {.emphasis = Emphasis::Secondary, .icon = Icon::Plan}))
            wanted.add(flow::RevisePlan{domain::PlanOccasion::Warning, key});
        return wanted;
    }
    if (domain::is_over(warning.state)) {
        const auto how = domain::text_of(warning.state);
        if (how.empty()) return wanted;
        Card card{ui, {.tone = Tone::Good}};
        heading(ui, words("warnings.outcome"_t));
        text(ui, how);
        return wanted;
    }
    Card card{ui};
    heading(ui, words("warnings.correct"_t));
    wanted.add(errand_writing(frame, session, flow::ErrandText::Task, key, words("warnings.correct"_t), words("warnings.task_hint"_t)));
    const bool may = flow::may_send(session, flow::ErrandText::Task, key);
    if (button(ui, "warning.act", words("warnings.act"_t), {.emphasis = Emphasis::Secondary, .icon = Icon::Build, .enabled = may ? Enabled::Yes : Enabled::No}))
        wanted.add(flow::ActOnWarning{key});
    return wanted;
}

Wishes objection(const Frame& frame, const flow::Session& session, const domain::WarningCard& warning) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& indicator = warning.raised.key.rule;
    if (session.published->current().find(indicator) == nullptr) {
        bullet(ui, Icon::Info, words("warnings.merged_object"_t));
        return {};
    }
    Card card{ui};
    heading(ui, words("warnings.wrong_data"_t));
    const auto key = to_text(warning.raised.key);
    objection_banner(frame, session, key);
    const auto standing = flow::objection_of(session, key).state;
    if (standing == domain::ObjectionState::None && !domain::is_over(warning.state)) {
        text(ui, words("warnings.how_to_object"_t), {.type = Type::Body, .color = ui.palette().muted});
        if (button(ui, "warning.object", words("object.begin"_t), {.emphasis = Emphasis::Secondary, .icon = Icon::Feedback}))
            return flow::OpenObject{key};
    }
    return {};
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::WarningPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = errand_header(frame, session, words("warnings.one"_t));
    const auto* warning = card_of(session, page.key);
    if (warning == nullptr) {
        Scroll body{ui, "body"};
        needs_platform(frame, session);
        return wanted;
    }
    const bool is_new = std::holds_alternative<Triggered>(warning->state) || std::holds_alternative<Notified>(warning->state);
    if (is_new)
        wanted.add(footer(ui, {"warning.acknowledge", words("warnings.acknowledge"_t), flow::AcknowledgeWarning{page.key},
                         session.asking ? Enabled::No : Enabled::Yes}));
    Scroll body{ui, "body"};
    const auto said = shown(frame, session, warning->raised);
    page_heading(ui, words("warnings.over"_t), warning_title(frame, session.published->current(), warning->raised));
    two_columns(
        ui, 5, [&] { facts(frame, *warning, said); },
        [&] {
            if (is_new)
                bullet(ui, Icon::Info, words("warnings.read_first"_t));
            else
                wanted.add(task(frame, session, *warning, page.key));
            wanted.add(objection(frame, session, *warning));
        });
    bullet(ui, Icon::Info, words("warnings.no_punishment"_t));
    return wanted;
}

}  // namespace xz::ui::screens
