// The commands of xuezhen-terminal. Each does its work, says errors in one plain line on stderr, and answers the exit code.
#pragma once

#include "terminal/app/settings.hpp"

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

struct RunOptions {
    int width = 0;  // 0: full screen
    int height = 0;
    std::filesystem::path widgets;  // socket of the widget list; empty: none
};
// Until the window is closed or SIGTERM.
[[nodiscard]] int run(const Settings& settings, const RunOptions& options);

struct ScreenshotOptions {
    std::string screen;
    std::filesystem::path out;
    std::filesystem::path assets = XUEZHEN_ASSETS;  // where the forms are read from
    int width = 1080;
    int height = 1920;
    int text_percent = 100;
    std::string locale = "zh_CN";
};
// Draws one screen with invented data; needs no store and no platform.
[[nodiscard]] int screenshot(const ScreenshotOptions& options);

}  // namespace xz::app
