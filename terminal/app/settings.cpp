#include "terminal/app/settings.hpp"

#include "terminal/app/toml_reader.hpp"
#include "terminal/core/crypto/password.hpp"
#include "terminal/core/support/file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>

namespace xz::app {
namespace {

constexpr std::size_t largest_file = 64 * 1024;  // bytes

bool is_https_origin(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (!url.starts_with(scheme)) {
        return false;
    }
    const std::string_view authority = url.substr(scheme.size());
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', authority.starts_with('[') ? bracket : 0);
    const std::string_view host = authority.substr(0, colon);
    if (host.empty() || authority.find_first_of("/?#@ \\") != std::string_view::npos || (authority.starts_with('[') && (bracket == std::string_view::npos || host.back() != ']'))) {
        return false;
    }
    if (colon == std::string_view::npos) {
        return true;
    }
    const std::string_view port = authority.substr(colon + 1);
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    return error == std::errc{} && end == port.data() + port.size() && number != 0;
}

std::filesystem::path from_folder_of(const std::filesystem::path& file, const std::string& path) {
    return path.empty() ? std::filesystem::path{} : (file.parent_path() / path).lexically_normal();
}

std::u32string wide(std::string_view ascii) { return {ascii.begin(), ascii.end()}; }

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x7F; });
}

input::CardFormat card_format(TomlReader& reader) {
    constexpr std::int64_t longest_number = 32;  // of the protocol
    input::CardFormat format;
    const std::string prefix = reader.text("prefix", ""), suffix = reader.text("suffix", "\n");
    if (!is_ascii(prefix)) {
        reader.problem("prefix", "keys of a keyboard, such as \";\", or nothing");
    }
    if (suffix.empty() || !is_ascii(suffix) || suffix.find('\0') != std::string::npos || std::any_of(suffix.begin(), suffix.end(), [](unsigned char c) { return std::isalnum(c) != 0; })) {
        reader.problem("suffix", "keys of a keyboard that no card number has, \"\\n\" for Enter, \"\\t\" for Tab");
    }
    format.prefix = wide(prefix);
    format.suffix = wide(suffix);
    const bool digits = reader.choice("characters", {"digits", "letters_and_digits"}, "letters_and_digits") == "digits";
    format.characters = digits ? input::CardFormat::Characters::Digits : input::CardFormat::Characters::LettersAndDigits;
    format.least = static_cast<std::size_t>(reader.integer("least", 1, longest_number, 4));
    format.most = static_cast<std::size_t>(reader.integer("most", static_cast<std::int64_t>(format.least), longest_number, longest_number));
    format.longest_gap = std::chrono::milliseconds{reader.integer("longest_gap_ms", 5, 300, 50)};
    return format;
}

}  // namespace

Result<Settings, std::string> parse_settings(std::string_view text, const std::filesystem::path& file) {
    toml::table root;
    try {
        root = toml::parse(text, file.string());
    } catch (const toml::parse_error& error) {
        return failure(fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
    }
    std::vector<std::string> problems;
    TomlReader top{&root, "", file.string(), problems};
    Settings settings;

    TomlReader platform = top.table("platform");
    settings.platform_url = platform.required_text("url", "the platform's address, such as \"https://platform.example.edu.cn:8443\"");
    while (settings.platform_url.ends_with('/')) {
        settings.platform_url.pop_back();
    }
    if (!settings.platform_url.empty() && !is_https_origin(settings.platform_url)) {
        platform.problem("url", "https://, a host and perhaps a port, and nothing after it");
    }
    if (const auto seconds = platform.optional_integer("heartbeat_seconds", 1, 3600)) {
        settings.heartbeat_every = std::chrono::seconds{*seconds};
    }
    if (const auto seconds = platform.optional_integer("bundle_seconds", 1, 86400)) {
        settings.bundle_every = std::chrono::seconds{*seconds};
    }
    platform.refuse_unknown();

    TomlReader store = top.table("store");
    settings.store_directory = from_folder_of(file, store.required_text("directory", "the folder of this terminal's store"));
    settings.key_file = from_folder_of(file, store.text("key_file", (settings.store_directory.parent_path() / "xuezhen-terminal.key").string()));
    store.refuse_unknown();

    TomlReader screen = top.table("screen");
    settings.locale = screen.choice("locale", {"zh_CN", "en"}, "zh_CN");
    settings.text_percent = static_cast<int>(screen.integer("text_percent", 100, 200, 100));
    settings.contrast = screen.choice("contrast", {"normal", "high"}, "normal");
    settings.reach = screen.choice("reach", {"full", "low"}, "full");
    settings.motion = screen.choice("motion", {"full", "reduced"}, "full");
    settings.theme = from_folder_of(file, screen.text("theme", ""));
    screen.refuse_unknown();

    TomlReader speech = top.table("speech");
    settings.speech = speech.texts("command", settings.speech);
    speech.refuse_unknown();

    TomlReader maintenance = top.table("maintenance");
    settings.maintenance_pin = maintenance.text("pin_hash", "");
    if (!settings.maintenance_pin.empty() && !crypto::is_password_hash(settings.maintenance_pin)) {
        maintenance.problem("pin_hash", "the line that `xuezhen-terminal maintenance-pin` prints");
    }
    maintenance.refuse_unknown();

    if (root.contains("card_reader")) {
        TomlReader reader = top.table("card_reader");
        settings.card_reader = card_format(reader);
        reader.refuse_unknown();
    }

    TomlReader log = top.table("log");
    settings.log_level = log.choice("level", {"debug", "info", "warn", "error"}, "info");
    log.refuse_unknown();

    top.refuse_unknown();
    if (!problems.empty()) {
        return failure(fmt::format("{}", fmt::join(problems, "\n")));
    }
    return settings;
}

Result<Settings, std::string> read_settings(const std::filesystem::path& file) {
    const auto bytes = read_file(file, largest_file);
    if (!bytes) {
        return failure(bytes.error().message);
    }
    return parse_settings(text_of(*bytes), file);
}

}  // namespace xz::app
