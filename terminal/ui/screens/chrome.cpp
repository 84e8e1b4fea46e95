#include "terminal/ui/screens/chrome.hpp"

#include "terminal/ui/screens/wording.hpp"

#include <array>

namespace xz::ui::screens {

Labels labels(const locale::Catalog& words) {
    const auto word = [&](locale::Key key) { return std::string{words(key)}; };
    Labels labels;
    labels.space = word("keyboard.space"_t);
    labels.done = word("keyboard.done"_t);
    labels.more = word("keyboard.more"_t);
    labels.chinese = word("keyboard.chinese"_t);
    labels.english = word("keyboard.english"_t);
    labels.numbers = word("keyboard.numbers"_t);
    labels.symbols = word("keyboard.symbols"_t);
    labels.letters = word("keyboard.letters"_t);
    labels.newline = word("keyboard.newline"_t);
    labels.clear = word("pad.clear"_t);
    labels.erase = word("pad.erase"_t);
    labels.increase = word("number.increase"_t);
    labels.decrease = word("number.decrease"_t);
    labels.back = word("nav.back"_t);
    return labels;
}

Connected connection(const Frame& frame) {
    switch (frame.state.machine.connection) {
        case flow::Connection::Connected: return {std::string{frame.words("connection.connected"_t)}, Tone::Good, Icon::None};
        case flow::Connection::Away: return {std::string{frame.words("connection.away"_t)}, Tone::Attention, Icon::CloudOff};
        case flow::Connection::Unknown: break;
    }
    return {std::string{frame.words("connection.unknown"_t)}, Tone::Neutral, Icon::Sync};
}

Wish session_header(const Frame& frame, const flow::Session& session) {
    const auto status = connection(frame);
    const auto name = student_name(frame, session);
    const auto place = session.context == nullptr ? std::string{frame.words("home.offline"_t)}
                                                  : frame.words("home.class"_t, {{"department", session.context->department}, {"class", session.context->class_name}});
    const auto tap = header(frame.ui, "nav",
                            {.title = name,
                             .subtitle = place,
                             .status = status.text,
                             .status_tone = status.tone,
                             .status_icon = status.icon,
                             .action = frame.words("nav.sign_out"_t)});
    if (tap == HeaderTap::Action) return flow::SignOut{};
    return std::nullopt;
}

Wish form_header(const Frame& frame, const flow::Session& session, std::string_view title, float progress) {
    HeaderLook look{.back = frame.words("nav.back"_t), .title = title, .progress = progress};
    switch (state_of(session.saving)) {
        case flow::SaveState::Nothing: break;
        case flow::SaveState::Saving:
            look.status = frame.words("save.saving"_t);
            look.status_tone = Tone::Neutral;
            look.status_icon = Icon::Sync;
            break;
        case flow::SaveState::Saved:
            look.status = frame.state.machine.connection == flow::Connection::Away ? frame.words("save.saved_offline"_t) : frame.words("save.saved"_t);
            look.status_tone = Tone::Good;
            look.status_icon = Icon::Check;
            break;
        case flow::SaveState::Failed:
            look.status = frame.words("save.failed"_t);
            look.status_tone = Tone::Danger;
            look.status_icon = Icon::Error;
            break;
    }
    if (header(frame.ui, "nav", look) == HeaderTap::Back) return flow::Back{};
    return std::nullopt;
}

Wish plain_header(const Frame& frame, std::string_view title) {
    const auto status = connection(frame);
    const auto tap = header(frame.ui, "nav",
                            {.back = frame.words("nav.back"_t), .title = title, .status = status.text, .status_tone = status.tone, .status_icon = status.icon});
    if (tap == HeaderTap::Back) return flow::Back{};
    return std::nullopt;
}

Wish access_bar(const Frame& frame) {
    const auto& choice = frame.state.preferences;
    const bool chinese = choice.language == domain::Language::Chinese;
    const bool large = choice.text_scale > 100;
    const bool high = choice.contrast == Contrast::High;
    const bool low = choice.reach == Reach::Low;
    Wish wanted;
    const auto look = [](bool on, Icon icon) { return ButtonLook{.emphasis = on ? Emphasis::Primary : Emphasis::Secondary, .icon = icon}; };
    Row row{frame.ui, {1, 1, 1, 1}, frame.ui.px(16)};
    {
        auto cell = row.cell();
        if (button(frame.ui, "access.language", frame.words("access.other_language"_t), look(false, Icon::Language)))
            wish(wanted, flow::ChooseLanguage{chinese ? domain::Language::English : domain::Language::Chinese});
    }
    {
        auto cell = row.cell();
        if (button(frame.ui, "access.text_size", frame.words("access.text_size"_t), look(large, Icon::TextSize)))
            wish(wanted, flow::ChooseTextScale{choice.text_scale >= 200 ? 100 : choice.text_scale + 50});
    }
    {
        auto cell = row.cell();
        if (button(frame.ui, "access.contrast", frame.words("access.contrast"_t), look(high, Icon::Contrast)))
            wish(wanted, flow::ChooseContrast{high ? Contrast::Normal : Contrast::High});
    }
    {
        auto cell = row.cell();
        if (button(frame.ui, "access.reach", frame.words("access.reach"_t), look(low, Icon::Reach)))
            wish(wanted, flow::ChooseReach{low ? Reach::Full : Reach::Low});
    }
    return wanted;
}

void two_columns(Ui& ui, float left_share, const std::function<void()>& left, const std::function<void()>& right) {
    if (!ui.theme().is_wide()) {
        left();
        right();
        return;
    }
    Row row{ui, {left_share, 1 - left_share}};
    {
        auto cell = row.cell();
        left();
    }
    {
        auto cell = row.cell();
        right();
    }
}

}  // namespace xz::ui::screens
