// How a student answers an item by touch: Likert rows, levels, choices, numbers.
#pragma once

#include "terminal/ui/widgets/ui.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace xz::ui {

// Five steps 1…5 with a word each, `labels.size()` of them. Widgets ID.1 … ID.5, role choice. True when the answer changed.
[[nodiscard]] bool likert(Ui& ui, std::string_view id, std::optional<int>& answer, std::span<const std::string> labels, Enabled enabled = Enabled::Yes);

// The student's own level: `labels` from the lowest, 1-based, each with an anchor text shown under the row when chosen.
[[nodiscard]] bool level_picker(Ui& ui, std::string_view id, std::optional<int>& level, std::span<const std::string> labels,
                                std::span<const std::string> anchors, Enabled enabled = Enabled::Yes);

struct Choice {
    std::string_view code;
    std::string_view label;
};
// One of a few, a row each; widgets ID.CODE. An empty answer is none.
[[nodiscard]] bool choice_list(Ui& ui, std::string_view id, std::string& answer, std::span<const Choice> choices, Enabled enabled = Enabled::Yes);
// Any of a few: `answers` holds the codes chosen, in the order of `choices`.
[[nodiscard]] bool choice_list(Ui& ui, std::string_view id, std::vector<std::string>& answers, std::span<const Choice> choices, std::size_t most,
                               Enabled enabled = Enabled::Yes);
// A few short ones side by side: 中文 | English.
[[nodiscard]] bool segments(Ui& ui, std::string_view id, std::size_t& chosen, std::span<const std::string> labels);

// A number in steps of 10^-decimals: value 825 with decimals 1 is 82.5. Nothing answered is nullopt, shown as —.
struct NumberRange {
    std::int64_t least = 0;
    std::int64_t most = 100;
    std::int64_t step = 1;
    int decimals = 0;
    std::string_view unit;
    std::int64_t slider_most = 0;  // the slider's end where most answers lie far below `most`; 0: most
};
// − slider + ; widgets ID.less, ID.slider, ID.more, ID.value.
[[nodiscard]] bool number(Ui& ui, std::string_view id, std::optional<std::int64_t>& value, const NumberRange& range, Enabled enabled = Enabled::Yes);
[[nodiscard]] std::string number_text(std::int64_t value, int decimals);

struct PadLook {
    std::size_t most = 0;  // digits
    Secrecy secrecy = Secrecy::Open;
    float below = 0;  // pixels of the window's foot that something else needs
};
// Keys 1…9, clear, 0, erase for a student number, a PIN or a code; widgets ID.0 … ID.9, ID.clear, ID.erase. True when `digits` changed.
[[nodiscard]] bool number_pad(Ui& ui, std::string_view id, std::string& digits, const PadLook& look);

}  // namespace xz::ui
