// Reads a visit aloud to who asked for it.
#pragma once

#include "terminal/app/speech/speaker.hpp"
#include "terminal/ui/flow/preferences.hpp"
#include "terminal/ui/speech/read_aloud.hpp"

namespace xz::app {

class Narrator {
public:
    // `speaker` outlives the narrator.
    explicit Narrator(Speaker& speaker) : speaker_{speaker} {}

    // After each frame that showed something new.
    void see(const ui::WidgetList& frame, const ui::flow::Preferences& preferences);
    // The student is gone: not a word more, and nothing kept.
    void forget();

private:
    Speaker& speaker_;
    ui::speech::ReadAloud reading_;
    bool is_on_ = false;
};

}  // namespace xz::app
