// xuezhen-terminal: tells its commands apart and hands each its settings.
#include "terminal/app/cli/commands.hpp"

#include "terminal/app/process.hpp"
#include "terminal/core/crypto/init.hpp"
#include "terminal/core/sqlite/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <optional>
#include <regex>
#include <unistd.h>

namespace {

using namespace xz::app;

void set_up_log(const std::string& level) {
    auto log = spdlog::stderr_logger_mt("terminal");
    log->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    log->set_level(spdlog::level::from_str(level));
    spdlog::set_default_logger(std::move(log));
}

std::optional<Settings> settings_of(const std::string& command, const std::filesystem::path& file) {
    auto settings = read_settings(file);
    if (!settings) {
        fmt::print(stderr, "xuezhen-terminal {}: {}\n", command, settings.error());
        return std::nullopt;
    }
    set_up_log(settings->log_level);
    return std::move(*settings);
}

// "1080x1920" in two numbers.
const CLI::Validator window_size{[](std::string& text) {
                                     static const std::regex form{"[1-9][0-9]{2,3}x[1-9][0-9]{2,3}"};
                                     return std::regex_match(text, form) ? std::string{} : "expected WIDTHxHEIGHT in pixels, such as 1080x1920";
                                 },
                                 "WxH"};

void read_size(const std::string& text, int& width, int& height) {
    if (!text.empty()) {
        std::sscanf(text.c_str(), "%dx%d", &width, &height);
    }
}

}  // namespace

int main(int argc, char** argv) {
    harden_process();
    xz::crypto::init();
    CLI::App app{"Xuezhen, the student self-assessment terminal", "xuezhen-terminal"};
    app.set_version_flag("--version", XUEZHEN_VERSION);
    app.require_subcommand(1);

    std::filesystem::path config = "/etc/xuezhen/terminal.toml";
    bool as_json = false;
    const auto with_config = [&config](CLI::App* command) {
        command->add_option("--config", config, "settings file")->capture_default_str();
    };

    RunOptions run_options;
    std::string run_size;
    CLI::App* run_command = app.add_subcommand("run", "open the terminal's window");
    with_config(run_command);
    run_command->add_option("--windowed", run_size, "a window of this size instead of the full screen")->check(window_size);
#ifdef XUEZHEN_AUTOMATION
    run_command->add_option("--widgets", run_options.widgets, "serve the list of widgets on this Unix socket, for tests");
#endif

    std::string code_source;
    CLI::App* enrol_command = app.add_subcommand("enrol", "become a terminal of the platform; the code comes on standard input");
    with_config(enrol_command);
    enrol_command->add_option("code", code_source, "-: read the code from standard input, so that it stands in no history")
        ->required()
        ->check(CLI::IsMember({"-"}));

    CLI::App* status_command = app.add_subcommand("status", "show what this terminal is and has waiting");
    with_config(status_command);
    status_command->add_flag("--json", as_json, "one line of JSON");

    CLI::App* selftest_command = app.add_subcommand("selftest", "check whether this machine can be a terminal");
    with_config(selftest_command);
    selftest_command->add_flag("--json", as_json, "one line of JSON");

    CLI::App* salvage_command = app.add_subcommand("salvage", "carry what is whole in a damaged store into a new one; the old one is kept untouched");
    with_config(salvage_command);
    salvage_command->add_flag("--json", as_json, "one line of JSON");

    CLI::App* set_aside_command = app.add_subcommand("set-aside", "put a store that cannot be opened away untouched, so that this terminal can be enrolled anew");
    with_config(set_aside_command);

    CLI::App* rotate_command = app.add_subcommand("rotate-key", "give the store a new key");
    with_config(rotate_command);

    std::filesystem::path former_key;
    CLI::App* rewrap_command = app.add_subcommand("rewrap", "make a new key file, or go over to the credential that systemd hands over");
    with_config(rewrap_command);
    rewrap_command->add_option("--from", former_key, "file with the key that opens the store now, if it is not the settings' key file");

    ScreenshotOptions shot;
    std::string shot_size;
    CLI::App* screenshot_command = app.add_subcommand("screenshot", "draw one screen with invented data into a PNG file");
    bool list_them = false;
    bool all_of_them = false;
    std::string shot_locale = "zh_CN", shot_contrast = "normal", shot_reach = "full";
    screenshot_command->add_option("screen", shot.screen, "its name and state, as --list prints them");
    screenshot_command->add_option("--out", shot.out, "the PNG file, or the folder for --all");
    screenshot_command->add_flag("--list", list_them, "print the names of all screens and states");
    screenshot_command->add_flag("--json", as_json, "with --list: one line of JSON");
    screenshot_command->add_flag("--all", all_of_them, "draw every one of them into the folder");
    screenshot_command->add_option("--assets", shot.assets, "folder whose instruments/ it shows")->capture_default_str();
    screenshot_command->add_option("--size", shot_size, "window size")->check(window_size);
    screenshot_command->add_option("--dots-per-mm", shot.dots_per_mm, "of the screen that it is for; left out: as the monitor says")->check(CLI::Range(2.0, 20.0));
    screenshot_command->add_option("--text,--text-scale", shot.preferences.text_scale, "size of writing, per cent")->check(CLI::Range(100, 200))->capture_default_str();
    screenshot_command->add_option("--language,--locale", shot_locale, "zh_CN or en")->check(CLI::IsMember({"zh_CN", "en"}))->capture_default_str();
    screenshot_command->add_option("--contrast", shot_contrast, "normal or high")->check(CLI::IsMember({"normal", "high"}))->capture_default_str();
    screenshot_command->add_option("--reach", shot_reach, "full or low")->check(CLI::IsMember({"full", "low"}))->capture_default_str();
    screenshot_command->add_option("--theme", shot.theme, "JSON file with changes to the look");

    CLI::App* pin_command = app.add_subcommand("maintenance-pin", "ask for the staff's PIN and print its line for the settings file");

    CLI11_PARSE(app, argc, argv);

    if (pin_command->parsed()) {
        return maintenance_pin();
    }

    if (screenshot_command->parsed()) {
        if (list_them) {
            return list_screens(as_json ? Output::Json : Output::Text);
        }
        if (shot.out.empty() || shot.screen.empty() != all_of_them) {
            fmt::print(stderr, "xuezhen-terminal screenshot: expected SCREEN --out FILE.png, --all --out FOLDER, or --list\n");
            return 1;
        }
        read_size(shot_size, shot.width, shot.height);
        shot.preferences.language = shot_locale == "en" ? xz::domain::Language::English : xz::domain::Language::Chinese;
        shot.preferences.contrast = shot_contrast == "high" ? xz::ui::Contrast::High : xz::ui::Contrast::Normal;
        shot.preferences.reach = shot_reach == "low" ? xz::ui::Reach::Low : xz::ui::Reach::Full;
        shot.preferences.motion = xz::ui::Motion::Reduced;  // pictures of what is at rest
        return screenshot(shot);
    }
    const auto perform = [&] {
        const auto settings = settings_of(app.get_subcommands().front()->get_name(), config);
        if (!settings) {
            return 1;
        }
        if (enrol_command->parsed()) {
            return enrol(*settings);
        }
        if (status_command->parsed()) {
            return status(*settings, as_json ? Output::Json : Output::Text);
        }
        if (selftest_command->parsed()) {
            return selftest(*settings, as_json ? Output::Json : Output::Text);
        }
        if (salvage_command->parsed()) {
            return salvage(*settings, as_json ? Output::Json : Output::Text);
        }
        if (set_aside_command->parsed()) {
            return set_aside(*settings);
        }
        if (rotate_command->parsed()) {
            return rotate_key(*settings);
        }
        if (rewrap_command->parsed()) {
            return rewrap(*settings, former_key);
        }
        read_size(run_size, run_options.width, run_options.height);
        const int ended = run(*settings, run_options);
        if (ended == BeginAgain) {
            ::execv("/proc/self/exe", argv);  // the same process: a supervisor sees nothing
        }
        return ended;
    };
    try {
        return perform();
    } catch (const xz::sqlite::Error& error) {
        // The store broke under a command that is over with it; the window's run has its screen for that.
        fmt::print(stderr, "xuezhen-terminal: the store is damaged or out of reach: {}\n", error.what());
        return 1;
    }
}
