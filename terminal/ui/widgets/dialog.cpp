#include "terminal/ui/widgets/dialog.hpp"

#include "terminal/ui/widgets/writing.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui {

namespace {

constexpr float GapUnits = 24;

// How it lies in the window: roomy, or on a low window as wide as that and with its actions beside each other.
struct Layout {
    Rect rect, words, actions;
    bool beside;
};

float words_height(Ui& ui, const DialogLook& look, float width) {
    const float gap = std::round(ui.px(GapUnits));
    float height = std::round(ui.canvas().paragraph_height(look.title, width, Type::Title, Weight::Bold));
    if (!look.figure.empty()) {
        height += gap + figure_height(ui);
    }
    return height + gap + std::round(ui.canvas().paragraph_height(look.words, width, Type::Body));
}

Layout layout_of(Ui& ui, const DialogLook& look, bool tight) {
    const Theme& theme = ui.theme();
    const float pad = std::round(ui.px(tight ? 32 : 52)), gap = std::round(ui.px(GapUnits)), air = std::round(ui.px(24));
    const float width = std::round(tight ? ui.window().w - 2 * air : std::min(ui.window().w - 2 * theme.margin(), ui.px(900)));
    const bool beside = tight && look.actions > 1;
    const auto rows = static_cast<float>(beside ? 1 : look.actions);
    const float actions = rows * button_height(ui) + (rows - 1) * gap;
    const float above = ui.unreached(), free = ui.window().h - ui.covered_height() - above;
    const float most = free - 2 * air - 2 * pad - gap - actions;
    const float words = std::min(words_height(ui, look, width - 2 * pad), tight ? most : words_height(ui, look, width - 2 * pad));
    const float height = words + gap + actions + 2 * pad;
    const Rect rect{std::round((ui.window().w - width) / 2), std::round(above + (free - height) / 2), width, height};
    const Rect inner = rect.inset(pad);
    return {rect, {inner.x, inner.y, inner.w, words}, {inner.x, inner.y + words + gap, inner.w, actions}, beside};
}

Layout layout_of(Ui& ui, const DialogLook& look) {
    const Layout roomy = layout_of(ui, look, false);
    return roomy.rect.y >= ui.unreached() + ui.px(GapUnits) ? roomy : layout_of(ui, look, true);
}

}  // namespace

Dialog::Dialog(Ui& ui, std::string_view id, const DialogLook& look) : ui_{ui} {
    const Theme& theme = ui.theme();
    ui.begin_overlay(Layer::Dialog, ui.window());
    ui.canvas().fill(ui.window(), faded(ui.palette().ink, 0.5F));
    const Layout layout = layout_of(ui, look);
    ui.show(id, Role::Dialog, look.title, layout.rect);
    ui.canvas().shadow(layout.rect.moved(0, ui.px(6)), theme.radius(), ui.px(40), faded(ui.palette().ink, 0.25F));
    ui.canvas().fill(layout.rect, ui.palette().surface, theme.radius());
    ui.push_area(layout.words);
    {
        const Scroll scroll{ui, std::string{id} + ".words", Scroll::Edges::None};
        ui.set_gap(ui.px(GapUnits));
        const float height = ui.canvas().paragraph_height(look.title, ui.area().w, Type::Title, Weight::Bold);
        ui.canvas().paragraph(ui.take(height), look.title, {Type::Title, Weight::Bold, ui.palette().ink, Align::Left});
        if (!look.figure.empty()) {
            figure(ui, look.figure, look.unit);
        }
        text(ui, look.words);
    }
    ui.pop_area();
    const float gap = std::round(ui.px(GapUnits));
    const auto count = static_cast<float>(look.actions);
    const float width = layout.beside ? std::floor((layout.actions.w - gap * (count - 1)) / count) : layout.actions.w;
    next_ = {layout.actions.x, layout.actions.y, width, button_height(ui)};
    step_ = layout.beside ? Point{width + gap, 0} : Point{0, next_.h + gap};
}

Dialog::~Dialog() { ui_.end_overlay(); }

bool Dialog::action(std::string_view id, std::string_view label, Emphasis emphasis) {
    const Rect place = next_;
    next_ = next_.moved(step_.x, step_.y);
    return button_at(ui_, id, label, place, {.emphasis = emphasis, .largest = step_.x > 0 ? Type::Body : Type::Title});
}

}  // namespace xz::ui
