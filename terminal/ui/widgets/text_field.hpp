// A field for words in several lines, with caret, composing text, and the on-screen keyboard when it is touched.
#pragma once

#include "terminal/ui/widgets/ui.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace xz::ui {

struct FieldLook {
    std::string_view label;        // for the widget list and reading aloud
    std::string_view placeholder;
    std::size_t most = 200;        // code points
    int lines = 3;                 // least height
    Enabled enabled = Enabled::Yes;
};
// True when `value` changed. The text being composed is not in `value` until it is committed.
[[nodiscard]] bool text_field(Ui& ui, std::string_view id, std::string& value, const FieldLook& look = {});

}  // namespace xz::ui
