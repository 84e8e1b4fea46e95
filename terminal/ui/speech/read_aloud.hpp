// What is read aloud of a frame: the widget that a finger or the keyboard came to, the page that was turned to, what came up over it.
#pragma once

#include "terminal/ui/locale/catalog.hpp"
#include "terminal/ui/widgets/widget_list.hpp"

#include <optional>
#include <set>
#include <string>

namespace xz::ui::speech {

// Label, what it is, its value and its state, in the catalog's language: "下一页，按钮". A secret widget says that it is one, or how much
// stands in it, never what. Empty for what has nothing to say.
[[nodiscard]] std::string utterance_of(const WidgetRecord& widget, const locale::Catalog& words);

// Of one visit. Told each frame, it says only what is new.
class ReadAloud {
public:
    // What is to be said instead of whatever is being said; nothing: let that go on.
    [[nodiscard]] std::optional<std::string> after(const WidgetList& frame, const locale::Catalog& words);

private:
    [[nodiscard]] std::string came_up(const WidgetList& frame);
    [[nodiscard]] std::string entered(const WidgetList& frame, const locale::Catalog& words);

    std::string screen_;
    std::string touched_;   // widget's id
    std::string told_;      // of the widget touched, or of the page
    std::string entry_;     // value of the secret field shown
    std::set<std::string> over_;  // ids of the dialogs and toasts shown
};

}  // namespace xz::ui::speech
