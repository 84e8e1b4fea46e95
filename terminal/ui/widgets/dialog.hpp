// What must be answered before anything else: words over a dimmed screen, and what can be done about them.
#pragma once

#include "terminal/ui/widgets/buttons.hpp"
#include "terminal/ui/widgets/containers.hpp"
#include "terminal/ui/widgets/ui.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace xz::ui {

struct DialogLook {
    std::string_view title;
    std::string_view figure, unit;  // large, under the title: a countdown; empty: none
    std::string_view words;
    int actions = 1;  // how many there will be
};

// Blocks the screen below. Draw it last. Its actions are always in sight: where words are too many for the window, they scroll.
//   Dialog dialog{ui, "drop", {.title = …, .words = …, .actions = 2}};
//   if (dialog.action("drop.keep", …)) …
class Dialog {
public:
    Dialog(Ui& ui, std::string_view id, const DialogLook& look);
    ~Dialog();
    Dialog(const Dialog&) = delete;
    Dialog& operator=(const Dialog&) = delete;
    [[nodiscard]] bool action(std::string_view id, std::string_view label, Emphasis emphasis = Emphasis::Primary);

private:
    Ui& ui_;
    Rect next_;       // of the next action
    Point step_;      // from one action to the next
};

}  // namespace xz::ui
