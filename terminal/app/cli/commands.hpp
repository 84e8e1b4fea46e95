// The commands of xuezhen-terminal. Each does its work, says errors in one plain line on stderr, and answers the exit code.
#pragma once

#include "terminal/app/settings.hpp"
#include "terminal/storage/store_failure.hpp"
#include "terminal/ui/flow/preferences.hpp"

#include <filesystem>
#include <string>

namespace xz::app {

enum class Output { Text, Json };

// Becomes a terminal of the platform that the code on stdin names.
[[nodiscard]] int enrol(const Settings& settings);

// What this terminal is and has waiting: from its store, or as the terminal that runs on it has left it.
[[nodiscard]] int status(const Settings& settings, Output output);

// Whether this machine can be a terminal: 0 when every check passed.
[[nodiscard]] int selftest(const Settings& settings, Output output);

// A damaged store into a new one, as far as it is whole; the old one is put away untouched.
[[nodiscard]] int salvage(const Settings& settings, Output output);
// Puts a store away untouched, in whatever state it is.
[[nodiscard]] int set_aside(const Settings& settings);
// A new key for the store.
[[nodiscard]] int rotate_key(const Settings& settings);
// A new key around the store's: a new key file in the present one's place, or the key that is provided now instead of `former` (empty: the
// key file of the settings).
[[nodiscard]] int rewrap(const Settings& settings, const std::filesystem::path& former);
// What is wrong with the store and what to do about it, in a line.
[[nodiscard]] std::string explain(const Settings& settings, storage::StoreFailure failed);

// Asks for the staff's PIN (twice where a person types) and prints the line for the settings file.
[[nodiscard]] int maintenance_pin();

struct RunOptions {
    int width = 0;  // 0: full screen
    int height = 0;
    std::filesystem::path widgets;  // socket of the widget list; empty: none
};
// What `run` answers when the staff wants the program to begin again: main does so, and a supervisor would.
inline constexpr int BeginAgain = 75;  // EX_TEMPFAIL
// Until the window is closed, SIGTERM, or the staff ends it.
[[nodiscard]] int run(const Settings& settings, const RunOptions& options);

struct ScreenshotOptions {
    std::string screen;         // empty: every one of them, each to NAME.png in the folder `out`
    std::filesystem::path out;
    std::filesystem::path assets = XUEZHEN_ASSETS;  // where the forms are read from
    std::filesystem::path theme;                    // changes to the look; empty: none
    int width = 1080;
    int height = 1920;
    double dots_per_mm = 0;  // 0: as the monitor says
    ui::flow::Preferences preferences;
};
// Draws screens with invented data; needs no store and no platform.
[[nodiscard]] int screenshot(const ScreenshotOptions& options);
// Prints the names that `screenshot` knows, one a line.
[[nodiscard]] int list_screens(Output output);

// The look that the program carries, with a kiosk's changes to it. The error is for people, a line a problem.
[[nodiscard]] Result<ui::Look, std::string> look_with(const std::filesystem::path& changes);

}  // namespace xz::app
