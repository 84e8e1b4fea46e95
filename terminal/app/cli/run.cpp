#include "terminal/app/cli/commands.hpp"

#include "terminal/app/cli/interface.hpp"
#include "terminal/app/instance_lock.hpp"
#include "terminal/app/process.hpp"
#include "terminal/app/speech/command_speaker.hpp"
#include "terminal/app/speech/narrator.hpp"
#include "terminal/app/terminal.hpp"
#include "terminal/app/window/shell.hpp"
#include "terminal/input/rime_pinyin.hpp"
#include "terminal/input/zinnia_handwriting.hpp"
#ifdef XUEZHEN_AUTOMATION
#include "terminal/app/automation/widget_socket.hpp"
#endif

#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace xz::app {
namespace {

int refuse(std::string_view message) {
    fmt::print(stderr, "xuezhen-terminal run: {}\n", message);
    return 1;
}

// SIGTERM and SIGINT end the program in order. Made before any other thread, which inherit that the signals are blocked.
class Signals {
public:
    explicit Signals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGTERM);
        sigaddset(&set_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &set_, &before_);
    }
    // Calls `stop` once, from a thread of its own.
    void listen(std::function<void()> stop) {
        thread_ = std::thread{[this, stop = std::move(stop)] {
            int signal = 0;
            sigwait(&set_, &signal);
            if (!over_) {
                stop();
            }
        }};
    }
    ~Signals() {
        if (thread_.joinable()) {
            over_ = true;  // what `stop` would end is gone already
            pthread_kill(thread_.native_handle(), SIGTERM);
            thread_.join();
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    sigset_t set_{}, before_{};
    std::atomic<bool> over_ = false;
    std::thread thread_;
};

// Wakes the shell while there is one: the terminal and the engine for Chinese outlive it, and have something to tell at any time.
class Doorbell {
public:
    void answer(Shell* shell) {
        const std::lock_guard lock{mutex_};
        shell_ = shell;
    }
    void ring() {
        const std::lock_guard lock{mutex_};
        if (shell_ != nullptr) {
            shell_->wake();
        }
    }

    // A new student.
    void renew() {
        const std::lock_guard lock{mutex_};
        if (shell_ != nullptr) {
            shell_->renew();
        }
    }
    void dress(const ui::ThemeChoice& choice) {
        const std::lock_guard lock{mutex_};
        if (shell_ != nullptr) {
            shell_->set_choice(choice);
        }
    }
    // The shell is to stop drawing.
    void send_home() {
        const std::lock_guard lock{mutex_};
        if (shell_ != nullptr) {
            shell_->stop();
        }
    }

private:
    std::mutex mutex_;
    Shell* shell_ = nullptr;
};

// An empty folder of this run for librime, gone with it.
class ScratchFolder {
public:
    ScratchFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "xuezhen-rime-XXXXXX").string();
        if (::mkdtemp(pattern.data()) != nullptr) {
            path_ = pattern;
        }
    }
    ~ScratchFolder() {
        std::error_code ignored;  // what is left of it is empty schemas, and the next boot clears it
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

int run(const Settings& settings, const RunOptions& options) {
    Signals signals;
    use_one_heap();
    skip_compose_table();
    const auto lock = InstanceLock::take(settings.store_directory);
    if (!lock) {
        return refuse(lock.error());
    }
    const auto look = look_with(settings.theme);
    if (!look) {
        return refuse(look.error());
    }
    WindowSettings window{.title = "学诊", .look = *look};
    if (options.width > 0) {
        window.width = options.width;
        window.height = options.height;
        window.mode = WindowSettings::Mode::Windowed;
    }
    const ScratchFolder scratch;
    Doorbell doorbell;
    EventQueue events{[&doorbell] { doorbell.ring(); }};
    std::atomic<int> answer = 0;
    Terminal terminal{settings, events, [&](ui::flow::ProgramEnd end) {
                          answer = end == ui::flow::ProgramEnd::Restart ? BeginAgain : 0;
                          doorbell.send_home();
                      }};
    terminal.start();  // the store opens beside the window: the first frame finds it ready
    // The shell draws with both to its own end.
    const std::unique_ptr<input::PinyinEngine> pinyin = input::open_rime({scratch.path()}, [&doorbell] { doorbell.ring(); });
    const std::unique_ptr<input::Handwriting> hand = input::open_zinnia(input::SimplifiedModel, [&doorbell] { doorbell.ring(); });
    window.aids = {pinyin.get(), hand.get()};

    const ui::flow::Preferences preferences{.language = settings.locale == "en" ? domain::Language::English : domain::Language::Chinese,
                                            .text_scale = settings.text_percent,
                                            .contrast = settings.contrast == "high" ? ui::Contrast::High : ui::Contrast::Normal,
                                            .reach = settings.reach == "low" ? ui::Reach::Low : ui::Reach::Full,
                                            .motion = settings.motion == "reduced" ? ui::Motion::Reduced : ui::Motion::Full};
    const std::unique_ptr<CommandSpeaker> speaker = CommandSpeaker::find(settings.speech);
    std::optional<Narrator> narrator;
    if (speaker) {
        narrator.emplace(*speaker);
    }
    Interface interface{events, terminal.time(),
                        {[&terminal](ui::flow::Effects effects) { terminal.run(std::move(effects)); },
                         [&doorbell, &narrator] {
                             doorbell.renew();
                             if (narrator) {
                                 narrator->forget();
                             }
                         },
                         [&doorbell](const ui::ThemeChoice& choice) { doorbell.dress(choice); }},
                        preferences, speaker ? ui::flow::Machine::Voice::Present : ui::flow::Machine::Voice::Absent};
    const FrameFn frame = [&interface](ui::Ui& ui) { interface.frame(ui); };
    auto opened = Shell::open(window, frame);
    if (!opened) {
        return refuse(opened.error());
    }
    Shell& shell = **opened;
    doorbell.answer(&shell);
    if (settings.card_reader) {
        shell.set_card_reader(*settings.card_reader);
    }
    std::function<void(const ui::WidgetList&)> publish = [](const ui::WidgetList&) {};
#ifdef XUEZHEN_AUTOMATION
    std::unique_ptr<WidgetSocket> widgets;
    if (!options.widgets.empty()) {
        auto listening = WidgetSocket::listen(options.widgets);
        if (!listening) {
            return refuse(listening.error());
        }
        widgets = std::move(*listening);
        publish = [&widgets](const ui::WidgetList& list) { widgets->publish(list); };
    }
#endif
    if (narrator || options.widgets != std::filesystem::path{}) {
        shell.on_frame([&](const ui::WidgetList& list, const FrameFacts&) {
            publish(list);
            if (narrator) {
                narrator->see(list, interface.state().preferences);
            }
        });
    }
    if (const auto interval = watchdog_interval()) {
        shell.on_alive(*interval, [] { notify_systemd("WATCHDOG=1"); });
    }
    shell.on_first_rest([&terminal] { terminal.connect(); });
    signals.listen([&shell] { shell.stop(); });
    notify_systemd("READY=1");
    shell.run(frame);
    notify_systemd("STOPPING=1");
    doorbell.answer(nullptr);
    terminal.finish();
    return answer;
}

}  // namespace xz::app
