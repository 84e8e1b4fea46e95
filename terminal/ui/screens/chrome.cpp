#include "terminal/ui/screens/chrome.hpp"

#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <cmath>

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

Wish form_header(const Frame& frame, const flow::Saving& saving, std::string_view title, std::optional<float> progress) {
    HeaderLook look{.back = frame.words("nav.back"_t), .title = title, .progress = progress};
    switch (state_of(saving)) {
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

namespace {

// An icon over its word; filled while the choice is on.
struct AccessCell {
    std::string_view id;
    std::string_view label;
    Icon icon;
    enum class On : std::uint8_t { No, Yes } on;
};

bool access_cell(Ui& ui, const AccessCell& cell, const Rect& rect) {
    const bool on = cell.on == AccessCell::On::Yes;
    const auto touch = ui.touch(cell.id, Role::Button, cell.label, rect, Enabled::Yes, on ? "on" : "off");
    if (on || touch.pressed) ui.canvas().fill(rect.inset(ui.px(8)), touch.pressed ? ui.palette().track : ui.palette().primary_soft, ui.theme().radius() * 0.7F);
    const float size = ui.theme().type_size(Type::Title);
    const float line = ui.theme().line_height(Type::Caption);
    const float top = rect.center().y - (size + line) / 2;
    ui.canvas().icon({rect.center().x, top + size / 2}, cell.icon, size, ui.palette().primary);
    ui.canvas().label({rect.x + ui.px(8), top + size, rect.w - ui.px(16), line}, cell.label,
                      {.type = Type::Caption, .weight = Weight::Bold, .color = ui.palette().primary, .align = Align::Center});
    return touch.tapped;
}

}  // namespace

Wish access_bar(const Frame& frame) {
    auto& ui = frame.ui;
    const auto& choice = frame.state.preferences;
    const bool chinese = choice.language == domain::Language::Chinese;
    const bool high = choice.contrast == Contrast::High;
    const bool low = choice.reach == Reach::Low;
    const auto size = frame.words("access.text_percent"_t, {{"percent", std::to_string(choice.text_scale)}});
    using On = AccessCell::On;
    const auto on = [](bool chosen) { return chosen ? On::Yes : On::No; };
    Wish wanted;
    Card card{ui};
    const float height = std::max(ui.theme().target(), ui.theme().type_size(Type::Title) + ui.theme().line_height(Type::Caption) + ui.px(24));
    const auto place = ui.take(height);
    const float width = place.w / 4;
    const auto cell = [&](int i) { return Rect{place.x + width * static_cast<float>(i), place.y, width, place.h}; };
    if (access_cell(ui, {"access.language", frame.words("access.other_language"_t), Icon::Language, On::No}, cell(0)))
        wish(wanted, flow::ChooseLanguage{chinese ? domain::Language::English : domain::Language::Chinese});
    if (access_cell(ui, {"access.text_size", size, Icon::TextSize, on(choice.text_scale > 100)}, cell(1)))
        wish(wanted, flow::ChooseTextScale{choice.text_scale >= 200 ? 100 : choice.text_scale + 50});
    if (access_cell(ui, {"access.contrast", frame.words("access.contrast"_t), Icon::Contrast, on(high)}, cell(2)))
        wish(wanted, flow::ChooseContrast{high ? Contrast::Normal : Contrast::High});
    if (access_cell(ui, {"access.reach", frame.words("access.reach"_t), Icon::Reach, on(low)}, cell(3))) wish(wanted, flow::ChooseReach{low ? Reach::Full : Reach::Low});
    return wanted;
}

Wish footer(Ui& ui, const FooterAction& primary, const std::optional<FooterAction>& second) {
    Wish wanted;
    const auto action = [&](const FooterAction& what, Emphasis emphasis) {
        if (button(ui, what.id, what.label, {.emphasis = emphasis, .enabled = what.enabled})) wish(wanted, what.intent);
    };
    Footer bar{ui};
    if (!second) {
        action(primary, Emphasis::Primary);
        return wanted;
    }
    Row row{ui, {1, 1}, ui.px(24)};
    {
        auto cell = row.cell();
        action(*second, Emphasis::Secondary);
    }
    {
        auto cell = row.cell();
        action(primary, Emphasis::Primary);
    }
    return wanted;
}

bool has_two_columns(Ui& ui, int targets) {
    const auto& theme = ui.theme();
    const float column = (ui.area().w - theme.gap()) / 2;
    return theme.is_wide() && column >= static_cast<float>(targets) * (theme.target() + ui.px(16)) + 2 * theme.padding();
}

void two_columns(Ui& ui, int targets, const std::function<void()>& left, const std::function<void()>& right) {
    if (!has_two_columns(ui, targets)) {
        left();
        right();
        return;
    }
    constexpr float endless = 1e6F;
    const auto& theme = ui.theme();
    const auto room = ui.area();
    const float width = std::floor((room.w - theme.gap()) / 2);
    const auto column = [&](float x, const std::function<void()>& content) {
        ui.push_area({x, room.y, width, endless});
        ui.set_gap(theme.gap());
        content();
        return ui.pop_area();
    };
    const float left_height = column(room.x, left);
    const float right_height = column(room.right() - width, right);
    ui.take(std::max(left_height, right_height));
}

}  // namespace xz::ui::screens
