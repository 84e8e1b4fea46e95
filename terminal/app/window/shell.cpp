#include "terminal/app/window/shell.hpp"

#include "terminal/app/window/hard_key.hpp"
#include "terminal/app/window/input_queue.hpp"
#include "terminal/app/window/kept_framebuffer.hpp"
#include "terminal/app/window/png.hpp"
#include "terminal/app/window/stage.hpp"
#include "terminal/core/crypto/secret.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <ctime>
#include <future>
#include <malloc.h>
#include <thread>

namespace xz::app {

namespace {

using Millis = std::chrono::milliseconds;

constexpr int FramesAfterEvent = 3;      // at most; fewer once a frame changed nothing
constexpr Millis RestWithin{1000};       // for a screenshot, and for what a start leaves until then
constexpr Millis TidyAfter{1000};        // without an event; sooner it would be needed again
constexpr Millis Never = Millis::max();
constexpr float UsualDotsPerMm = 4.0F;   // 102 dpi, a 21.5″ kiosk screen

std::string last_error() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text != nullptr ? text : "unknown error";
}

float dots_per_mm_of(GLFWmonitor* monitor) {
    int width_mm = 0, height_mm = 0;
    const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
    if (mode == nullptr) {
        return UsualDotsPerMm;
    }
    glfwGetMonitorPhysicalSize(monitor, &width_mm, &height_mm);
    const float dots = width_mm > 0 ? static_cast<float>(mode->width) / static_cast<float>(width_mm) : 0;
    return dots > 2 && dots < 20 ? dots : UsualDotsPerMm;  // screens that do not know their size say 0 or nonsense
}

std::chrono::microseconds cpu_time() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return std::chrono::seconds{t.tv_sec} + std::chrono::microseconds{t.tv_nsec / 1000};
}

struct CloseWindow {
    void operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }
};
struct Glfw {
    Glfw() = default;
    Glfw(const Glfw&) = delete;
    Glfw& operator=(const Glfw&) = delete;
    ~Glfw() { glfwTerminate(); }
};

}  // namespace

struct Shell::World {
    World(ui::FontFiles found, const WindowSettings& settings) : files{std::move(found)}, look{settings.look}, aids{settings.aids} {}

    ui::FontFiles files;
    ui::Look look;
    std::unique_ptr<Glfw> glfw;
    std::unique_ptr<GLFWwindow, CloseWindow> window;
    std::unique_ptr<KeptFramebuffer> kept;
    std::unique_ptr<Stage> stage;
    input::WritingAids aids;
    std::optional<input::CardReader> card_reader;
    bool shift_alone = false;  // pressed, and nothing since
    ui::ThemeChoice choice;
    InputQueue input;
    std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
    Millis alive_every{0};
    Millis last_alive{0};
    std::function<void()> alive;
    std::function<void()> first_rest;
    std::function<void(const ui::WidgetList&, const FrameFacts&)> drawn;
    ui::WidgetList told;  // what `drawn` last heard
    std::atomic<bool> woken{false};
    std::atomic<bool> stopping{false};
    bool something_happened = true;
    ui::Point pointer;  // as of the last event
    bool exposed = false;
    bool renewing = false;
    std::optional<Millis> busy_at{Millis{0}};  // when something last happened; nothing: all that it left behind is tidied up

    [[nodiscard]] Millis now() const { return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - start); }
    void listen();
    void keyed(ui::Keystroke key);
    void take(input::CardReader::Outcome outcome);
    std::vector<ui::Rect> compose(const FrameFn& frame);
    void draw(const FrameFn& frame, std::vector<ui::Rect>& damage);
    void feed();
    void tidy();  // gives back what was needed only while something happened
    void wait(Millis longest) const;
};

void Shell::World::listen() {
    GLFWwindow* w = window.get();
    glfwSetWindowUserPointer(w, this);
    static constexpr auto world = [](GLFWwindow* of) -> World& { return *static_cast<World*>(glfwGetWindowUserPointer(of)); };
    // Where the pointer was when the event happened: glfwGetCursorPos would ask where it is by now, and a quick finger is elsewhere.
    // A touch comes as a motion before its press.
    static constexpr auto place = [](GLFWwindow* of) { return world(of).pointer; };
    glfwSetCursorPosCallback(w, [](GLFWwindow* of, double x, double y) {
        world(of).pointer = {static_cast<float>(x), static_cast<float>(y)};
        // Without a finger down a pointer that moves means nothing: no frame for it.
        if (glfwGetMouseButton(of, GLFW_MOUSE_BUTTON_LEFT) == GLFW_PRESS) {
            world(of).input.moved(world(of).pointer);
            world(of).something_happened = true;
        }
    });
    glfwSetMouseButtonCallback(w, [](GLFWwindow* of, int button, int action, int) {
        if (button != GLFW_MOUSE_BUTTON_LEFT) {
            return;
        }
        action == GLFW_PRESS ? world(of).input.pressed(place(of)) : world(of).input.released(place(of));
        world(of).something_happened = true;
    });
    glfwSetScrollCallback(w, [](GLFWwindow* of, double, double y) {
        world(of).input.moved(place(of));
        world(of).input.scrolled(static_cast<float>(y));
        world(of).something_happened = true;
    });
    glfwSetCharCallback(w, [](GLFWwindow* of, unsigned code_point) {
        world(of).keyed(static_cast<char32_t>(code_point));
    });
    glfwSetKeyCallback(w, [](GLFWwindow* of, int key, int, int action, int mods) {
        const bool shift = key == GLFW_KEY_LEFT_SHIFT || key == GLFW_KEY_RIGHT_SHIFT;
        if (action == GLFW_RELEASE) {
            if (shift && std::exchange(world(of).shift_alone, false)) {
                world(of).keyed(ui::HardKey::Language);
            }
            return;
        }
        world(of).shift_alone = shift && action == GLFW_PRESS;
        if (const auto hard = hard_key(key, mods)) {
            world(of).keyed(*hard);
        }
    });
    glfwSetWindowFocusCallback(w, [](GLFWwindow* of, int focused) {
        if (focused == GLFW_FALSE) {
            world(of).input.left();
            world(of).something_happened = true;
        }
    });
    glfwSetWindowRefreshCallback(w, [](GLFWwindow* of) {
        world(of).exposed = true;
        world(of).something_happened = true;
    });
    glfwSetFramebufferSizeCallback(w, [](GLFWwindow* of, int, int) { world(of).something_happened = true; });
}

void Shell::World::keyed(ui::Keystroke key) {
    if (card_reader) {
        take(card_reader->key(key, now()));
    } else {
        take({{key}, {}});
    }
}

void Shell::World::take(input::CardReader::Outcome outcome) {
    for (const ui::Keystroke& key : outcome.typed) {
        input.keyed(key);
        something_happened = true;
    }
    if (!outcome.card.empty()) {
        input.read(std::move(outcome.card));
        something_happened = true;
    }
}

std::vector<ui::Rect> Shell::World::compose(const FrameFn& frame) {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window.get(), &width, &height);
    if (width <= 0 || height <= 0) {
        return {};
    }
    if (renewing || !stage) {
        renewing = false;
        told = {};
        stage.reset();
        crypto::wipe_stack();
        stage = std::make_unique<Stage>(files, aids, Renderer::OpenGl, look);
    }
    if (kept->fit(width, height)) {
        stage->forget_picture();
    }
    kept->bind();
    return stage->draw({static_cast<float>(width), static_cast<float>(height)}, choice, input.next(now()), frame);
}

void Shell::World::draw(const FrameFn& frame, std::vector<ui::Rect>& damage) {
    const auto before = cpu_time();
    damage = compose(frame);
    const ui::Rect all{0, 0, static_cast<float>(kept->width()), static_cast<float>(kept->height())};
    if (exposed) {
        exposed = false;
        kept->present(std::span{&all, 1});
    } else if (!damage.empty()) {
        kept->present(damage);
    }
    if (!drawn || !stage) {
        return;
    }
    // A frame that shows what the last one showed tells nobody anything.
    const ui::WidgetList& widgets = stage->ui().widgets();
    if (!damage.empty() || widgets.screen != told.screen || widgets.touched != told.touched || widgets.widgets != told.widgets) {
        told = widgets;
        FrameFacts facts;
        facts.cpu = cpu_time() - before;
        facts.damage_rects = static_cast<int>(damage.size());
        for (const ui::Rect& rect : damage) {
            facts.damage_share += static_cast<double>(rect.w) * rect.h / (static_cast<double>(all.w) * all.h);
        }
        drawn(told, facts);
    }
}

void Shell::World::feed() {
    if (alive && now() - last_alive >= alive_every) {
        last_alive = now();
        alive();
    }
}

void Shell::World::tidy() {
    busy_at.reset();
    files.let_go();
    kept->let_go();
    ::malloc_trim(0);
}

void Shell::World::wait(Millis longest) const {
    if (longest.count() <= 0) {
        glfwPollEvents();
    } else if (longest == Never) {
        glfwWaitEvents();
    } else {
        glfwWaitEventsTimeout(static_cast<double>(longest.count()) / 1000.0);
    }
}

Result<std::unique_ptr<Shell>, std::string> Shell::open(const WindowSettings& settings, const FrameFn& first) {
    // Fonts are found, and the first page is composed, on a second thread while the display and OpenGL are opened.
    struct Screen {
        ui::Size size;
        float dots_per_mm;
    };
    std::promise<std::optional<Screen>> display;
    Result<std::unique_ptr<World>, std::string> prepared;
    std::thread preparing{[&prepared, &settings, &first, screen = display.get_future()]() mutable {
        auto fonts = ui::FontFiles::find();
        if (!fonts) {
            prepared = failure(std::move(fonts.error()));
            return;
        }
        prepared = std::make_unique<World>(std::move(*fonts), settings);
        World& world = **prepared;
        if (const auto opened = screen.get()) {
            world.choice.dots_per_mm = opened->dots_per_mm;
            if (first) {
                world.stage = std::make_unique<Stage>(world.files, world.aids, Renderer::OpenGl, world.look);
                world.stage->rehearse(opened->size, world.choice, world.now(), first);
            }
        }
    }};
    const auto give_up = [&](std::string why) {
        preparing.join();
        return failure(std::move(why));
    };
    if (glfwInit() == GLFW_FALSE) {
        display.set_value(std::nullopt);
        return give_up("no display: " + last_error());
    }
    auto glfw = std::make_unique<Glfw>();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_ALPHA_BITS, 0);
    int width = settings.width, height = settings.height;
    GLFWmonitor* const screen = glfwGetPrimaryMonitor();
    GLFWmonitor* full = nullptr;
    if (settings.mode == WindowSettings::Mode::Hidden) {
        glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    } else if (settings.mode == WindowSettings::Mode::FullScreen && screen != nullptr) {
        const GLFWvidmode* mode = glfwGetVideoMode(screen);
        width = mode->width;
        height = mode->height;
        full = screen;
        glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
    } else if (const GLFWvidmode* mode = screen != nullptr ? glfwGetVideoMode(screen) : nullptr) {
        // X ends a client that copies to parts of a window that no screen has.
        width = std::min(width, mode->width);
        height = std::min(height, mode->height);
    }
    display.set_value(Screen{{static_cast<float>(width), static_cast<float>(height)}, settings.dots_per_mm > 0 ? settings.dots_per_mm : dots_per_mm_of(screen)});
    std::unique_ptr<GLFWwindow, CloseWindow> window{glfwCreateWindow(width, height, settings.title.c_str(), full, nullptr)};
    if (!window) {
        return give_up("no window with OpenGL 3.3: " + last_error());
    }
    if (settings.mode == WindowSettings::Mode::FullScreen) {
        glfwSetInputMode(window.get(), GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
        glfwSetWindowCloseCallback(window.get(), [](GLFWwindow* of) { glfwSetWindowShouldClose(of, GLFW_FALSE); });  // a kiosk's window stays
    }
    glfwMakeContextCurrent(window.get());
    glfwSwapInterval(1);
    preparing.join();
    if (!prepared) {
        return failure(prepared.error());
    }
    std::unique_ptr<World> world = std::move(*prepared);
    world->glfw = std::move(glfw);
    world->window = std::move(window);
    world->kept = std::make_unique<KeptFramebuffer>(world->window.get());
    world->listen();
    return std::unique_ptr<Shell>{new Shell{std::move(world)}};
}

Shell::Shell(std::unique_ptr<World> world) : world_{std::move(world)} {}

Shell::~Shell() {
    // The stage and the framebuffer need the context that dies with the window.
    world_->stage.reset();
    world_->kept.reset();
    world_->window.reset();
}

void Shell::set_card_reader(const input::CardFormat& format) { world_->card_reader.emplace(format); }

void Shell::set_choice(const ui::ThemeChoice& choice) {
    ui::ThemeChoice wanted = choice;
    wanted.dots_per_mm = world_->choice.dots_per_mm;
    if (wanted != world_->choice) {
        world_->choice = wanted;
        wake();
    }
}

const ui::ThemeChoice& Shell::choice() const { return world_->choice; }

void Shell::run(const FrameFn& frame) {
    World& world = *world_;
    int frames = FramesAfterEvent;
    Millis due = Never;  // of a frame that nobody's event asks for
    const auto until = [&world](Millis moment) { return moment == Never ? Never : std::max(Millis{0}, moment - world.now()); };
    while (!world.stopping && glfwWindowShouldClose(world.window.get()) == GLFW_FALSE) {
        Millis longest = until(due);
        if (frames > 0 || world.input.has_more()) {
            longest = Millis{0};
        } else {
            if (world.busy_at) {
                longest = std::min(longest, until(*world.busy_at + TidyAfter));
            }
            if (const auto settled = world.card_reader ? world.card_reader->due() : std::nullopt) {
                longest = std::min(longest, until(*settled));
            }
            if (world.alive_every.count() > 0) {
                longest = std::min(longest, until(world.last_alive + world.alive_every));
            }
        }
        if (world.first_rest && (longest.count() > 0 || world.now() > RestWithin)) {
            std::exchange(world.first_rest, nullptr)();
        }
        world.wait(longest);
        if (world.card_reader) {
            world.take(world.card_reader->pass(world.now()));
        }
        if (world.woken.exchange(false)) {
            world.something_happened = true;
        }
        if (std::exchange(world.something_happened, false)) {
            frames = FramesAfterEvent;
            world.busy_at = world.now();
        }
        if (world.now() >= due) {
            frames = std::max(frames, 1);
        }
        if (frames > 0 || world.input.has_more()) {
            std::vector<ui::Rect> damage;
            world.draw(frame, damage);
            frames = damage.empty() ? 0 : std::max(0, frames - 1);
            const auto in = world.stage ? world.stage->ui().next_frame_in() : std::nullopt;
            due = in ? world.now() + *in : Never;
        }
        world.feed();
        if (world.busy_at && frames == 0 && world.now() >= *world.busy_at + TidyAfter) {
            world.tidy();
        }
    }
    world.stage.reset();  // wipes the last student's screen, and lets the engine go
    world.aids = {};
}

void Shell::stop() {
    world_->stopping = true;
    glfwPostEmptyEvent();
}

bool Shell::close_asked() const { return glfwWindowShouldClose(world_->window.get()) != GLFW_FALSE; }

void Shell::wake() {
    if (!world_->woken.exchange(true)) {
        glfwPostEmptyEvent();
    }
}

void Shell::renew() {
    world_->renewing = true;
    wake();
}

void Shell::on_alive(Millis every, std::function<void()> alive) {
    world_->alive_every = every;
    world_->last_alive = world_->now() - every;
    world_->alive = std::move(alive);
}

void Shell::on_frame(std::function<void(const ui::WidgetList&, const FrameFacts&)> drawn) { world_->drawn = std::move(drawn); }

void Shell::on_first_rest(std::function<void()> stands) { world_->first_rest = std::move(stands); }

Result<void, std::string> Shell::screenshot(const FrameFn& frame, const std::filesystem::path& png) {
    World& world = *world_;
    const Millis until = world.now() + RestWithin;
    while (true) {
        glfwPollEvents();
        const bool rests = world.compose(frame).empty() && !world.stage->ui().next_frame_in();
        if (rests || world.now() > until) {
            break;
        }
        std::this_thread::sleep_for(Millis{5});
    }
    const std::vector<std::uint8_t> pixels = world.kept->pixels();
    return write_png(png, pixels, world.kept->width(), world.kept->height());
}

}  // namespace xz::app
