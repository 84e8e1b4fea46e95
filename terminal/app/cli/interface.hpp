// What stands between the window and the workers: holds the flow's state, gives it events, hands its effects on, and draws it.
#pragma once

#include "terminal/app/event_queue.hpp"
#include "terminal/ui/flow/update.hpp"
#include "terminal/ui/screens/screens.hpp"

#include <functional>
#include <memory>

namespace xz::app {

// Lives on the drawing thread.
class Interface {
public:
    struct Hands {
        std::function<void(ui::flow::Effects)> run;            // does what the flow asks for
        std::function<void()> renew;                           // the student is gone: a fresh Ui from the next frame on
        std::function<void(const ui::ThemeChoice&)> dress;     // the look that the state asks for
    };
    Interface(EventQueue& events, const Clock& clock, Hands hands, ui::flow::Preferences preferences, ui::flow::Machine::Voice voice);

    // One frame: what has happened since the last, the screen, and what its student wants.
    void frame(ui::Ui& ui);

    [[nodiscard]] const ui::flow::State& state() const { return here_->state; }

private:
    // On the heap and made anew for each student: what lay in it is zeroed when it goes, also what short texts left in place.
    struct Here {
        ui::flow::State state;
        ui::screens::Draft draft;
    };
    void apply(const ui::flow::Event& event);

    EventQueue& events_;
    const Clock& clock_;
    Hands hands_;
    std::unique_ptr<Here> here_ = std::make_unique<Here>();
};

}  // namespace xz::app
