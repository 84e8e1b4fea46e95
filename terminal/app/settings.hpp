// What IT writes down for one kiosk, as a TOML file; config/examples/terminal.toml shows every key.
#pragma once

#include "terminal/core/support/result.hpp"
#include "terminal/input/card_reader.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace xz::app {

struct Settings {
    std::string platform_url;  // "https://host:port"
    std::optional<std::chrono::seconds> heartbeat_every;  // nothing: as the platform's policy has it
    std::optional<std::chrono::seconds> bundle_every;
    std::filesystem::path store_directory;
    std::filesystem::path key_file;  // wraps the store's key where systemd hands over no credential
    std::string locale = "zh_CN";
    int text_percent = 100;
    std::string contrast = "normal", reach = "full", motion = "full";  // what a session starts with
    std::filesystem::path theme;   // changes to the look; empty: none
    // Reads aloud what comes on its standard input, {voice} is cmn or en. Empty, or its program not installed: this kiosk has no voice.
    std::vector<std::string> speech{"espeak-ng", "-v", "{voice}", "--stdin"};
    std::string maintenance_pin;  // its hash, as `maintenance-pin` prints it; empty: the panel stays shut
    std::optional<input::CardFormat> card_reader;  // nothing: this kiosk has none
    std::string log_level = "info";
};

// The error is for people: one line a problem, "file:line: key: expected …". Relative paths are taken from the file's folder.
[[nodiscard]] Result<Settings, std::string> read_settings(const std::filesystem::path& file);
[[nodiscard]] Result<Settings, std::string> parse_settings(std::string_view text, const std::filesystem::path& file);

}  // namespace xz::app
