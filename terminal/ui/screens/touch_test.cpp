// Does the whole screen feel a finger? Squares that fill when they are touched, and the trail of what was felt.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui::screens {
namespace {

constexpr std::size_t longest_trail = 600;

struct Grid {
    int columns, rows;
    float width, height;
};

Grid grid_of(Ui& ui) {
    const float side = ui.theme().target() * 1.25F;
    const int columns = std::clamp(static_cast<int>(ui.window().w / side), 4, 12);
    const int rows = std::clamp(static_cast<int>(ui.window().h / side), 4, 20);
    return {columns, rows, ui.window().w / static_cast<float>(columns), ui.window().h / static_cast<float>(rows)};
}

void feel(Ui& ui, const Grid& grid, TouchedSoFar& touched) {
    const auto cells = static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows);
    if (touched.cells.size() != cells) touched = {.cells = std::vector<bool>(cells), .trail = {}};
    const auto felt = [&](Point at) {
        const int column = std::clamp(static_cast<int>(at.x / grid.width), 0, grid.columns - 1);
        const int row = std::clamp(static_cast<int>(at.y / grid.height), 0, grid.rows - 1);
        touched.cells[static_cast<std::size_t>(row * grid.columns + column)] = true;
        if (touched.trail.size() == longest_trail) touched.trail.erase(touched.trail.begin());
        touched.trail.push_back(at);
    };
    const auto& fingers = ui.interaction();
    const auto& input = fingers.input();
    if (!input.down && !fingers.went_up()) return;
    // A quick finger's way lies between two frames; before it went down it was only a mouse's.
    if (!fingers.went_down()) std::for_each(input.trail.begin(), input.trail.end(), felt);
    felt(input.pointer);
}

}  // namespace

Wishes draw_touch_test(const Frame& frame, TouchedSoFar& touched) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto grid = grid_of(ui);
    feel(ui, grid, touched);
    const auto& palette = ui.palette();
    for (int row = 0; row < grid.rows; ++row)
        for (int column = 0; column < grid.columns; ++column) {
            const Rect cell{std::floor(grid.width * static_cast<float>(column)), std::floor(grid.height * static_cast<float>(row)), std::ceil(grid.width), std::ceil(grid.height)};
            const bool felt = touched.cells[static_cast<std::size_t>(row * grid.columns + column)];
            ui.canvas().fill(cell.inset(ui.px(4)), felt ? colors_of(palette, Tone::Good).soft : palette.surface, ui.px(12));
            if (ui.choice().contrast == Contrast::High) ui.canvas().stroke(cell.inset(ui.px(4)), palette.line, std::max(1.0F, ui.px(2)), ui.px(12));
            if (felt) ui.canvas().icon(cell.center(), Icon::Check, ui.theme().type_size(Type::Body), colors_of(palette, Tone::Good).ink);
        }
    for (const auto& point : touched.trail) ui.canvas().circle(point, ui.px(6), palette.primary);
    const auto felt = std::count(touched.cells.begin(), touched.cells.end(), true);
    const auto told = words("maintenance.touch_count"_t, {{"felt", std::to_string(felt)}, {"all", std::to_string(touched.cells.size())}});
    const float line = ui.theme().line_height(Type::Title);
    const Rect place{0, ui.window().center().y - line * 2, ui.window().w, line};
    ui.canvas().label(place, told, {.type = Type::Title, .weight = Weight::Bold, .color = palette.ink, .align = Align::Center});
    ui.show("maintenance.felt", Role::Text, told, place);
    const float width = std::min(ui.window().w * 0.6F, ui.px(520)), height = std::max(ui.theme().target(), ui.px(96));
    Wishes wanted;
    if (button_at(ui, "maintenance.touch_done", words("maintenance.touch_done"_t), {(ui.window().w - width) / 2, place.bottom() + line * 0.5F, width, height}))
        wanted.add(flow::OpenStaffPage{flow::StaffPage::Overview});
    return wanted;
}

}  // namespace xz::ui::screens
