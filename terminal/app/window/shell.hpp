// The terminal's window and its loop: a frame when something happened, then sleep; nobody draws without a reason.
#pragma once

#include "terminal/core/support/result.hpp"
#include "terminal/input/card_reader.hpp"
#include "terminal/input/writing_aids.hpp"
#include "terminal/ui/theme/theme.hpp"
#include "terminal/ui/widgets/widget_list.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace xz::ui {
class Ui;
}

namespace xz::app {

struct WindowSettings {
    std::string title;
    int width = 1080, height = 1920;
    enum class Mode { FullScreen, Windowed, Hidden } mode = Mode::FullScreen;
    float dots_per_mm = 0;  // 0: as the monitor says
    ui::Look look = ui::standard_look();
    input::WritingAids aids{};  // not owned, let go when run returns
};

// Draws one screen. Called on the loop's thread, for each frame; drains the caller's own event queue first.
using FrameFn = std::function<void(ui::Ui&)>;

struct FrameFacts {
    std::chrono::microseconds cpu{0};
    int damage_rects = 0;
    double damage_share = 0;  // of the window's pixels
};

class Shell {
public:
    // The error is one line for people: no display, no OpenGL 3.3, a font that is missing. `first`: called once on a thread of its own while
    // the window opens, so that the first frame that run shows finds its characters drawn; it is over when open returns.
    static Result<std::unique_ptr<Shell>, std::string> open(const WindowSettings& settings, const FrameFn& first = {});
    ~Shell();
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    // Before run: bursts of keys in this form are cards. Without it all keys are typing.
    void set_card_reader(const input::CardFormat& format);
    // Text scale, contrast, motion: in force from the next frame on. `dots_per_mm` is the window's own.
    void set_choice(const ui::ThemeChoice& choice);
    [[nodiscard]] const ui::ThemeChoice& choice() const;

    // Until stop() or the window is closed (close_asked says which). Each frame calls `frame`.
    void run(const FrameFn& frame);
    void stop();
    [[nodiscard]] bool close_asked() const;

    // From any thread: draw a frame soon.
    void wake();
    // A new student: a fresh ImGui context and Ui, memory of the old one zeroed. In force from the next frame on.
    void renew();

    // Called about every `every` while the loop lives, never while a frame hangs: feed the watchdog here.
    void on_alive(std::chrono::milliseconds every, std::function<void()> alive);
    // Called after each frame that changed the picture or the widgets, with what it showed: automation, read-aloud.
    void on_frame(std::function<void(const ui::WidgetList&, const FrameFacts&)> drawn);

    // Called once, when the first page stands and the loop is about to sleep (within a second): for what a start leaves until then.
    void on_first_rest(std::function<void()> stands);

    // Draws frames until the picture rests (at most a second) without presenting, and writes it as PNG. Needs no visible window.
    Result<void, std::string> screenshot(const FrameFn& frame, const std::filesystem::path& png);

private:
    struct World;
    explicit Shell(std::unique_ptr<World> world);
    std::unique_ptr<World> world_;
};

}  // namespace xz::app
