#include "terminal/ui/widgets/answers.hpp"

#include "terminal/ui/widgets/tone.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui {

namespace {

struct Step {
    std::string id;
    std::string_view above;  // big and bold; may be empty
    std::string_view word;
    bool chosen;
    Type type = Type::Body;  // of a word that stands alone
};

// The largest in which each of them fits: what stands beside each other is written in one size.
Type common_type(Ui& ui, std::span<const std::string> labels, Type largest, float width) {
    Type type = largest;
    const auto fits = [&](const std::string& label) { return ui.canvas().text_width(label, type, Weight::Bold) <= width; };
    while (type != Type::Micro && !std::all_of(labels.begin(), labels.end(), fits)) {
        type = static_cast<Type>(static_cast<std::size_t>(type) - 1);
    }
    return type;
}

bool step_box(Ui& ui, const Rect& rect, const Step& step, Enabled enabled) {
    const Palette& colors = ui.palette();
    const Ui::Touch touch = ui.touch(step.id, Role::Choice, step.word.empty() ? step.above : step.word, rect, enabled, step.chosen ? "chosen" : "", Repeat::Every);
    const float radius = ui.theme().control_radius();
    if (step.chosen) {
        ui.canvas().fill(rect, touch.pressed ? colors.primary_pressed : colors.primary, radius);
    } else {
        ui.canvas().fill(rect, touch.pressed ? colors.primary_soft : colors.surface, radius);
        ui.canvas().stroke(rect, touch.pressed ? colors.primary : colors.outline, std::max(1.0F, ui.px(2)), radius);
    }
    const Color ink = step.chosen ? colors.on_primary : enabled == Enabled::Yes ? colors.ink : colors.muted;
    const Rect inner = rect.inset(ui.px(6), 0);
    if (step.above.empty()) {
        ui.canvas().fitted_label(inner, step.word, {step.type, step.chosen ? Weight::Bold : Weight::Regular, ink, Align::Center});
        return touch.tapped;
    }
    const float big = ui.theme().type_size(Type::Body) * 1.12F, small = ui.theme().type_size(Type::Micro) * 1.2F;
    const float top = rect.center().y - (big + small + ui.px(6)) / 2;
    ui.canvas().label({inner.x, top, inner.w, big}, step.above, {Type::Body, Weight::Bold, ink, Align::Center});
    ui.canvas().fitted_label({inner.x, top + big + ui.px(6), inner.w, small}, step.word, {Type::Micro, Weight::Regular, step.chosen ? colors.on_primary : colors.muted, Align::Center});
    return touch.tapped;
}

}  // namespace

bool likert(Ui& ui, std::string_view id, std::optional<int>& answer, std::span<const std::string> labels, Enabled enabled) {
    const Theme& theme = ui.theme();
    const float height = std::round(std::max({ui.px(112), theme.target(), theme.type_size(Type::Body) + theme.type_size(Type::Micro) + ui.px(48)}));
    const Rect row = ui.take(height);
    const auto count = static_cast<float>(labels.size());
    const float gap = ui.px(18), width = (row.w - gap * (count - 1)) / count;
    bool changed = false;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const int value = static_cast<int>(i) + 1;
        const std::string number = std::to_string(value);
        const Rect rect{std::round(row.x + static_cast<float>(i) * (width + gap)), row.y, std::round(width), row.h};
        if (step_box(ui, rect, {std::string{id} + '.' + number, number, labels[i], answer == value}, enabled) && answer != value) {
            answer = value;
            changed = true;
        }
    }
    return changed;
}

bool level_picker(Ui& ui, std::string_view id, std::optional<int>& level, std::span<const std::string> labels, std::span<const std::string> anchors, Enabled enabled) {
    const Theme& theme = ui.theme();
    const Rect row = ui.take(std::round(std::max({ui.px(112), theme.target(), theme.line_height(Type::Body) + ui.px(40)})));
    const auto count = static_cast<float>(labels.size());
    const float gap = ui.px(18), width = (row.w - gap * (count - 1)) / count;
    const Type type = common_type(ui, labels, Type::Body, width - ui.px(12));
    bool changed = false;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const int value = static_cast<int>(i) + 1;
        const Rect rect{std::round(row.x + static_cast<float>(i) * (width + gap)), row.y, std::round(width), row.h};
        if (step_box(ui, rect, {std::string{id} + '.' + std::to_string(value), {}, labels[i], level == value, type}, enabled) && level != value) {
            level = value;
            changed = true;
        }
    }
    if (level && static_cast<std::size_t>(*level) <= anchors.size() && *level > 0) {
        const std::string& anchor = anchors[static_cast<std::size_t>(*level) - 1];
        if (!anchor.empty()) {
            const float pad = ui.px(26);
            const float high = ui.canvas().paragraph_height(anchor, ui.area().w - 2 * pad, Type::Label);
            const Rect place = ui.take(high + 2 * ui.px(18));
            ui.canvas().fill(place, ui.palette().primary_soft, ui.px(18));
            ui.canvas().paragraph({place.x + pad, place.y + ui.px(18), place.w - 2 * pad, high}, anchor, {Type::Label, Weight::Regular, ui.palette().ink, Align::Left});
            ui.show(std::string{id} + ".anchor", Role::Text, anchor, place);
        }
    }
    return changed;
}

namespace {

// A row of a choice list: a round mark for one of, a square one for any of.
bool choice_row(Ui& ui, const std::string& id, std::string_view label, bool chosen, bool any, Enabled enabled) {
    const Palette& colors = ui.palette();
    const float mark = ui.px(46), pad = ui.px(28);
    const float width = ui.area().w - 2 * pad - mark - ui.px(24);
    const float height = ui.canvas().paragraph_height(label, width, Type::Body, chosen ? Weight::Bold : Weight::Regular);
    const Rect place = ui.take(std::round(std::max({height + ui.px(36), ui.theme().target()})));
    const Ui::Touch touch = ui.touch(id, any ? Role::Checkbox : Role::Choice, label, place, enabled, chosen ? "chosen" : "", Repeat::Every);
    const float radius = ui.theme().control_radius();
    const Color pressed = chosen ? mixed(colors.primary_soft, colors.primary, 0.15F) : colors.primary_soft;
    ui.canvas().fill(place, touch.pressed ? pressed : chosen ? colors.primary_soft : colors.surface, radius);
    ui.canvas().stroke(place, chosen ? colors.primary : colors.line, std::max(1.0F, ui.px(chosen ? 3.0F : 2.0F)), radius);
    const Point center{place.x + pad + mark / 2, place.center().y};
    const float round = any ? ui.px(12) : mark / 2;
    const Rect box{center.x - mark / 2, center.y - mark / 2, mark, mark};
    if (chosen) {
        ui.canvas().fill(box, colors.primary, round);
        if (any) {
            ui.canvas().icon(center, Icon::Check, mark * 0.8F, colors.on_primary);
        } else {
            ui.canvas().circle(center, mark * 0.2F, colors.on_primary);
        }
    } else {
        ui.canvas().stroke(box, colors.outline, ui.px(4), round);
    }
    ui.canvas().paragraph({place.x + pad + mark + ui.px(24), place.center().y - height / 2, width, height}, label,
                          {Type::Body, chosen ? Weight::Bold : Weight::Regular, enabled == Enabled::Yes ? colors.ink : colors.muted, Align::Left});
    return touch.tapped;
}

}  // namespace

bool choice_list(Ui& ui, std::string_view id, std::string& answer, std::span<const Choice> choices, Enabled enabled) {
    bool changed = false;
    for (const Choice& choice : choices) {
        if (choice_row(ui, std::string{id} + '.' + std::string{choice.code}, choice.label, answer == choice.code, false, enabled) && answer != choice.code) {
            answer = choice.code;
            changed = true;
        }
    }
    return changed;
}

bool choice_list(Ui& ui, std::string_view id, std::vector<std::string>& answers, std::span<const Choice> choices, std::size_t most, Enabled enabled) {
    bool changed = false;
    for (const Choice& choice : choices) {
        const bool chosen = std::find(answers.begin(), answers.end(), choice.code) != answers.end();
        const Enabled open = enabled == Enabled::Yes && (chosen || answers.size() < most) ? Enabled::Yes : Enabled::No;
        if (choice_row(ui, std::string{id} + '.' + std::string{choice.code}, choice.label, chosen, true, open)) {
            if (chosen) {
                std::erase(answers, choice.code);
            } else {
                answers.emplace_back(choice.code);
                const auto rank = [&](const std::string& code) {
                    return std::find_if(choices.begin(), choices.end(), [&](const Choice& c) { return c.code == code; }) - choices.begin();
                };
                std::sort(answers.begin(), answers.end(), [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
            }
            changed = true;
        }
    }
    return changed;
}

bool segments(Ui& ui, std::string_view id, std::size_t& chosen, std::span<const std::string> labels) {
    const Palette& colors = ui.palette();
    const auto count = static_cast<float>(labels.size());
    const float high = std::round(std::max({ui.px(92), ui.theme().target(), ui.theme().line_height(Type::Label) + ui.px(28)}));
    // Below each other where side by side they could not be read.
    constexpr float least_share = 0.62F;
    const float room = ui.area().w / count - ui.px(34);
    const bool stacked = std::any_of(labels.begin(), labels.end(), [&](const std::string& label) { return ui.canvas().text_width(label, Type::Label, Weight::Bold) * least_share > room; });
    const Rect row = ui.take(stacked ? high * count : high);
    ui.canvas().fill(row, colors.track, high / 2);
    const float width = stacked ? row.w : row.w / count;
    const Type type = common_type(ui, labels, Type::Label, width - ui.px(34));
    bool changed = false;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto place = static_cast<float>(i);
        const Rect cell = stacked ? Rect{row.x, row.y + place * high, width, high} : Rect{row.x + place * width, row.y, width, row.h};
        const Ui::Touch touch = ui.touch(std::string{id} + '.' + std::to_string(i + 1), Role::Choice, labels[i], cell, Enabled::Yes, chosen == i ? "chosen" : "", Repeat::Every);
        if (touch.tapped && chosen != i) {
            chosen = i;
            changed = true;
        }
        const Rect cap = cell.inset(ui.px(7));
        if (chosen == i) {
            ui.canvas().shadow(cap.moved(0, ui.px(2)), cap.h / 2, ui.px(8), colors.shadow);
        }
        if (chosen == i || touch.pressed) {
            ui.canvas().fill(cap, touch.pressed ? colors.primary_soft : colors.surface, cap.h / 2);
        }
        ui.canvas().fitted_label(cap.inset(ui.px(10), 0), labels[i], {type, chosen == i ? Weight::Bold : Weight::Regular, chosen == i ? colors.primary : colors.ink, Align::Center});
    }
    return changed;
}

bool number_pad(Ui& ui, std::string_view id, std::string& digits, const PadLook& look) {
    const Palette& colors = ui.palette();
    const Theme& theme = ui.theme();
    const float gap = ui.px(20);
    const float room = std::min(ui.area().h, ui.window().h - ui.area().y - ui.px(24) - look.below);
    const float width = std::min(ui.area().w, ui.px(720));
    const float height = std::max(theme.target(), std::min(ui.px(124), (room - 3 * gap) / 4));
    const Rect place = ui.take(std::round(4 * height + 3 * gap));
    const float left = place.center().x - width / 2, column = (width - 2 * gap) / 3;
    static constexpr std::string_view Keys = "123456789C0E";
    bool changed = false;
    // A hardware keyboard writes here, too: one key a frame, as a finger would. Student numbers may have letters.
    if (ui.focus().empty()) {
        const Keystroke* key = ui.next_key();
        const char32_t typed = key != nullptr && std::holds_alternative<char32_t>(*key) ? std::get<char32_t>(*key) : 0;
        const bool fits = (typed >= U'0' && typed <= U'9') || (typed >= U'a' && typed <= U'z') || (typed >= U'A' && typed <= U'Z');
        if (fits) {
            ui.take_key();
            if (digits.size() < look.most) {
                digits += static_cast<char>(typed);
                changed = true;
            }
        } else if (ui.take_key(HardKey::Backspace) && !digits.empty()) {
            digits.pop_back();
            changed = true;
        }
    }
    for (std::size_t i = 0; i < Keys.size(); ++i) {
        const char key = Keys[i];
        const Rect cap{std::round(left + static_cast<float>(i % 3) * (column + gap)), std::round(place.y + static_cast<float>(i / 3) * (height + gap)), std::round(column),
                       std::round(height)};
        const bool digit = key != 'C' && key != 'E';
        const std::string name = digit ? std::string(1, key) : key == 'C' ? "clear" : "erase";
        const std::string& label = digit ? name : key == 'C' ? ui.labels().clear : ui.labels().erase;
        const Ui::Touch touch =
            ui.touch(std::string{id} + '.' + name, Role::Key, label, cap, Enabled::Yes, {}, key == 'E' ? Repeat::Held : Repeat::Every);
        if (digit && look.secrecy == Secrecy::Secret) {
            ui.keep_secret();
        }
        const float radius = ui.px(26);
        if (digit) {
            ui.canvas().shadow(cap.moved(0, ui.px(3)), radius, ui.px(12), colors.shadow);
            ui.canvas().fill(cap, touch.pressed ? colors.primary_soft : colors.surface, radius);
            if (ui.choice().contrast == Contrast::High) {
                ui.canvas().stroke(cap, colors.outline, std::max(1.0F, ui.px(2)), radius);
            }
            ui.canvas().label(cap, name, {Type::Headline, Weight::Regular, touch.pressed ? colors.primary : colors.ink, Align::Center});
        } else {
            ui.canvas().fill(cap, touch.pressed ? colors.key_pressed : faded(colors.track, 0.7F), radius);
            if (key == 'E') {
                ui.canvas().icon(cap.center(), Icon::Erase, ui.px(54), colors.ink);
            } else {
                ui.canvas().fitted_label(cap.inset(ui.px(10)), label, {Type::Body, Weight::Regular, colors.ink, Align::Center});
            }
        }
        if (!touch.tapped) {
            continue;
        }
        if (digit && digits.size() < look.most) {
            digits += key;
            changed = true;
        } else if (!digit && !digits.empty()) {
            key == 'C' ? digits.clear() : digits.pop_back();
            changed = true;
        }
    }
    return changed;
}

}  // namespace xz::ui
