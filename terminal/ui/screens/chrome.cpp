#include "terminal/ui/screens/chrome.hpp"

#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace xz::ui::screens {

Labels labels(const locale::Catalog& words) {
    const auto word = [&](locale::Key key) { return std::string{words(key)}; };
    Labels labels;
    labels.handwriting = word("keyboard.handwriting"_t);
    labels.write_here = word("keyboard.write_here"_t);
    labels.full = word("keyboard.full"_t);
    labels.space = word("keyboard.space"_t);
    labels.done = word("keyboard.done"_t);
    labels.more = word("keyboard.more"_t);
    labels.chinese = word("keyboard.chinese"_t);
    labels.english = word("keyboard.english"_t);
    labels.numbers = word("keyboard.numbers"_t);
    labels.symbols = word("keyboard.symbols"_t);
    labels.letters = word("keyboard.letters"_t);
    labels.newline = word("keyboard.newline"_t);
    labels.shift = word("keyboard.shift"_t);
    labels.left = word("keyboard.left"_t);
    labels.right = word("keyboard.right"_t);
    labels.undo = word("keyboard.undo"_t);
    labels.clear = word("pad.clear"_t);
    labels.erase = word("pad.erase"_t);
    labels.increase = word("number.increase"_t);
    labels.decrease = word("number.decrease"_t);
    labels.back = word("nav.back"_t);
    return labels;
}

void waiting(const Frame& frame, std::string_view for_what) {
    Column column{frame.ui};
    frame.ui.space(frame.ui.window().h * 0.3F);
    spinner(frame.ui, for_what);
}

void space_above_lone(Ui& ui) {
    const auto& window = ui.window();
    const bool first = ui.area().y < window.h * 0.3F;
    const bool upright = window.h > window.w && ui.choice().text_scale < 1.4F;
    const bool roomy = window.h >= ui.px(800) && ui.choice().text_scale < 1.6F;
    ui.space(first && upright ? window.h * 0.14F : first && roomy ? window.h * 0.08F : ui.px(24));
}

Connected connection(const Frame& frame) {
    switch (frame.state.machine.connection) {
        case flow::Connection::Connected: return {std::string{frame.words("connection.connected"_t)}, Tone::Good, Icon::None};
        case flow::Connection::Away: return {std::string{frame.words("connection.away"_t)}, Tone::Attention, Icon::CloudOff};
        case flow::Connection::Unknown: break;
    }
    return {std::string{frame.words("connection.unknown"_t)}, Tone::Neutral, Icon::Sync};
}

bool in_hidden_corner(Ui& ui) {
    const float side = std::max(ui.theme().target(), ui.px(88)) * 1.25F;
    auto& fingers = ui.interaction();
    return fingers.went_up() && Rect{0, 0, side, side}.holds(fingers.press_point());  // a key's tap comes from no place
}

Wishes hidden_corner(const Frame& frame) {
    if (frame.ui.interaction().past_slop() || !in_hidden_corner(frame.ui)) return {};
    return flow::TouchCorner{};
}

Wishes session_header(const Frame& frame, const flow::Session& session) {
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
    return {};
}

Wishes form_header(const Frame& frame, const flow::Saving& saving, std::string_view title, std::optional<float> progress) {
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
    return {};
}

Wishes plain_header(const Frame& frame, std::string_view title, WayBack way) {
    const auto status = connection(frame);
    const auto back = way == WayBack::Open ? frame.words("nav.back"_t) : std::string_view{};
    const auto tap = header(frame.ui, "nav", {.back = back, .title = title, .status = status.text, .status_tone = status.tone, .status_icon = status.icon});
    if (tap == HeaderTap::Back) return flow::Back{};
    return {};
}

namespace {

// An icon over its word; filled while the choice is on.
struct AccessCell {
    std::string_view id;
    std::string label;
    Icon icon;
    enum class On : std::uint8_t { No, Yes } on;
    flow::Intent wish;
};

std::vector<AccessCell> access_cells(const Frame& frame) {
    using On = AccessCell::On;
    const auto& choice = frame.state.preferences;
    const auto on = [](bool chosen) { return chosen ? On::Yes : On::No; };
    const auto word = [&](locale::Key key) { return std::string{frame.words(key)}; };
    const bool chinese = choice.language == domain::Language::Chinese;
    const bool high = choice.contrast == Contrast::High, low = choice.reach == Reach::Low, still = choice.motion == Motion::Reduced, aloud = choice.speech == flow::Speech::Aloud;
    const auto size = frame.words("access.text_percent"_t, {{"percent", std::to_string(choice.text_scale)}});
    std::vector<AccessCell> cells{
        {"access.language", word("access.other_language"_t), Icon::Language, On::No, flow::ChooseLanguage{chinese ? domain::Language::English : domain::Language::Chinese}},
        {"access.text_size", size, Icon::TextSize, on(choice.text_scale > 100), flow::ChooseTextScale{choice.text_scale >= 200 ? 100 : choice.text_scale + 50}},
        {"access.contrast", word("access.contrast"_t), Icon::Contrast, on(high), flow::ChooseContrast{high ? Contrast::Normal : Contrast::High}},
        {"access.reach", word("access.reach"_t), Icon::Reach, on(low), flow::ChooseReach{low ? Reach::Full : Reach::Low}},
        {"access.motion", word("access.motion"_t), Icon::Still, on(still), flow::ChooseMotion{still ? Motion::Full : Motion::Reduced}}};
    if (frame.state.machine.voice == flow::Machine::Voice::Present)
        cells.push_back({"access.speech", word("access.speech"_t), Icon::Speaker, on(aloud), flow::ChooseSpeech{aloud ? flow::Speech::Silent : flow::Speech::Aloud}});
    return cells;
}

struct AccessInk {
    Color ink, chosen_ground, pressed_ground;
};

bool access_cell(Ui& ui, const AccessCell& cell, const Rect& rect, const AccessInk& look) {
    const bool on = cell.on == AccessCell::On::Yes;
    const auto touch = ui.touch(cell.id, Role::Checkbox, cell.label, rect, Enabled::Yes, on ? "chosen" : "");
    const auto plate = rect.inset(ui.px(6));
    if (on || touch.pressed) ui.canvas().fill(plate, touch.pressed ? look.pressed_ground : look.chosen_ground, ui.theme().control_radius());
    if (on) ui.canvas().stroke(plate, look.ink, std::max(1.0F, ui.px(3)), ui.theme().control_radius());
    const float size = std::min(ui.theme().type_size(Type::Title), ui.px(52));
    const float line = ui.theme().line_height(Type::Caption);
    const float top = rect.center().y - (size + line) / 2;
    ui.canvas().icon({rect.center().x, top + size / 2}, cell.icon, size, look.ink);
    ui.canvas().fitted_label({rect.x + ui.px(10), top + size, rect.w - ui.px(20), line}, cell.label,
                             {.type = Type::Caption, .weight = Weight::Bold, .color = look.ink, .align = Align::Center});
    return touch.tapped;
}

// In one row where the words fit, else in two.
int access_rows(Ui& ui, float width, const std::vector<AccessCell>& cells) {
    float widest = 0;
    for (const auto& cell : cells) widest = std::max(widest, ui.canvas().text_width(cell.label, Type::Caption, Weight::Bold));
    return (widest + ui.px(20)) * static_cast<float>(cells.size()) <= width * 1.1F ? 1 : 2;
}

Wishes access_in(const Frame& frame, const Rect& place, int rows, const std::vector<AccessCell>& cells, const AccessInk& look) {
    Wishes wanted;
    const auto columns = static_cast<int>(cells.size() + static_cast<std::size_t>(rows) - 1) / rows;
    const float width = place.w / static_cast<float>(columns), height = place.h / static_cast<float>(rows);
    for (int i = 0; i < static_cast<int>(cells.size()); ++i) {
        const Rect rect{place.x + width * static_cast<float>(i % columns), place.y + height * static_cast<float>(i / columns), width, height};
        const auto& cell = cells[static_cast<std::size_t>(i)];
        if (access_cell(frame.ui, cell, rect, look)) wanted.add(cell.wish);
    }
    return wanted;
}

float access_height(Ui& ui) { return std::max(ui.theme().target(), std::min(ui.theme().type_size(Type::Title), ui.px(52)) + ui.theme().line_height(Type::Caption) + ui.px(32)); }

}  // namespace

Wishes access_bar(const Frame& frame) {
    auto& ui = frame.ui;
    Card card{ui};
    const auto cells = access_cells(frame);
    const int rows = access_rows(ui, ui.area().w, cells);
    const auto place = ui.take(access_height(ui) * static_cast<float>(rows));
    return access_in(frame, place, rows, cells, {ui.palette().primary, ui.palette().primary_soft, ui.palette().track});
}

Wishes access_foot(const Frame& frame) {
    auto& ui = frame.ui;
    const auto cells = access_cells(frame);
    const int rows = access_rows(ui, ui.window().w - 2 * ui.px(24), cells);
    const auto night = ui.palette().on_night;
    const auto rect = ui.take_bottom(access_height(ui) * static_cast<float>(rows) + ui.px(16));
    ui.canvas().fill(rect, ui.palette().night_top);
    return access_in(frame, rect.inset(ui.px(24), ui.px(8)), rows, cells, {night, faded(night, 0.14F), faded(night, 0.26F)});
}

Wishes footer(Ui& ui, const FooterAction& primary, const std::optional<FooterAction>& second) {
    Wishes wanted;
    auto largest = Type::Title;
    const auto action = [&](const FooterAction& what, Emphasis emphasis) {
        if (button(ui, what.id, what.label, {.emphasis = emphasis, .enabled = what.enabled, .largest = largest})) wanted.add(what.intent);
    };
    Footer bar{ui};
    if (!second) {
        action(primary, Emphasis::Primary);
        return wanted;
    }
    const float gap = ui.px(24);
    const Size half{(ui.area().w - gap) / 2, button_height(ui)};
    largest = std::min(button_type(ui, primary.label, half), button_type(ui, second->label, half));
    Row row{ui, {1, 1}, gap};
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
    // Words need room for a line that reads well; the keys of a pad do not.
    constexpr int pad = 3;
    constexpr float least_line = 15.5F;  // characters of body
    const bool reads_well = targets <= pad || column >= least_line * theme.type_size(Type::Body);
    return theme.is_wide() && reads_well && column >= static_cast<float>(targets) * (theme.target() + ui.px(16)) + 2 * theme.padding();
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
