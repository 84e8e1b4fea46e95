#include "terminal/app/speech/narrator.hpp"

namespace xz::app {

void Narrator::see(const ui::WidgetList& frame, const ui::flow::Preferences& preferences) {
    if (preferences.speech == ui::flow::Speech::Silent) {
        if (is_on_) {
            forget();
        }
        return;
    }
    is_on_ = true;
    const auto& words = preferences.language == domain::Language::Chinese ? ui::locale::chinese() : ui::locale::english();
    if (const auto said = reading_.after(frame, words)) {
        speaker_.say(*said, preferences.language);
    }
}

void Narrator::forget() {
    speaker_.hush();
    reading_ = {};
    is_on_ = false;
}

}  // namespace xz::app
