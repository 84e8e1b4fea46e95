// 告知书: what is processed, why and how long, with the separate consent for sensitive self-reports.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <array>

namespace xz::ui::screens {
namespace {

void section(const Frame& frame, const domain::NoticeSection& section) {
    Card card{frame.ui};
    heading(frame.ui, frame.say(section.heading));
    for (const auto& paragraph : section.paragraphs) text(frame.ui, frame.say(paragraph));
}

// What is collected, a line each: purpose and how long.
void fields(const Frame& frame, const domain::Notice& notice) {
    Card card{frame.ui};
    heading(frame.ui, frame.words("notice.fields"_t));
    for (const auto& field : notice.fields) {
        text(frame.ui, frame.say(field.name), {.weight = Weight::Bold, .color = frame.ui.palette().ink});
        caption(frame.ui, frame.words("notice.field"_t, {{"purpose", frame.say(field.purpose)}, {"retention", frame.say(field.retention)}}));
    }
}

// The separate consent: two equal answers, the refusing one chosen until the student chooses.
void sensitive_consent(const Frame& frame, const domain::ConsentItem& item, Draft& draft) {
    auto& ui = frame.ui;
    Card card{ui, {.outlined = true}};
    heading(ui, frame.words("notice.separate"_t));
    text(ui, frame.say(item.text));
    std::size_t chosen = draft.sensitive == flow::SensitiveConsent::Granted ? 1 : 0;
    const std::array<std::string, 2> answers{std::string{frame.words("notice.refuse"_t)}, std::string{frame.words("notice.grant"_t)}};
    if (segments(ui, "notice.sensitive", chosen, answers))
        draft.sensitive = chosen == 1 ? flow::SensitiveConsent::Granted : flow::SensitiveConsent::Refused;
}

}  // namespace

Wishes draw_notice(const Frame& frame, const domain::Notice& notice, Draft& draft) {
    auto& ui = frame.ui;
    const bool before_login = std::holds_alternative<flow::ReadNotice>(frame.state.stage);
    Wishes wanted = plain_header(frame, frame.words("notice.title"_t));
    if (!wanted.empty() && !before_login) wanted = flow::SignOut{};  // signed in, the only way back is out
    std::optional<FooterAction> before;
    if (before_login) before = FooterAction{"notice.agreed_before", frame.words("notice.agreed_before"_t), flow::AgreedBefore{}};
    wanted.add(footer(ui, {"notice.agree", frame.words("notice.agree"_t), flow::AgreeNotice{draft.sensitive}}, before));
    Scroll body{ui, "body"};
    page_heading(ui, frame.words("notice.version"_t, {{"version", std::to_string(notice.version)}, {"day", day(frame, notice.effective)}}),
                 frame.say(notice.title));
    // The choices first: whoever reads no further has seen them.
    for (const auto& item : notice.consents) {
        if (item.sensitive) {
            sensitive_consent(frame, item, draft);
            continue;
        }
        Card card{ui};
        bullet(ui, Icon::Check, frame.say(item.text));
    }
    for (const auto& part : notice.sections) section(frame, part);
    fields(frame, notice);
    return wanted;
}

}  // namespace xz::ui::screens
